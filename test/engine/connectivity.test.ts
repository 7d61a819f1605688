import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import type { CloudResource } from "../../cli/emulation/core/resource";
import { Checkpoint } from "../support/engine/checkpoint";
import { Runner } from "../support/engine/runner";
import type { Operation } from "../support/engine/steps";
import { endOf, requireCli, type World } from "../support/engine/world";
import { repository } from "../support/plan/planned";

/** Types of the hub, and of what workloads have on it. */
const hub = /^aws:(?:ec2transitgateway|ram)\//;
const ofSpokes = /VpcAttachment|routeTable(?:Association|Propagation)/;

const attached =
  /organization\.connectivity is none, and the hub tgw-\w+ still has attachments; nothing was changed\n +prod, sandbox: still attached; deploy the stacks of these accounts first \(npm run up -- --stack prod,sandbox\), then network/;

// identity-network-delivery F3, public-reports B24, rig 5
describe("The connectivity of a deployed company, under the real engine", function () {
  this.timeout(900_000);
  let runner: Runner;
  let world: World;

  before(async function () {
    requireCli(this);
    runner = new Runner();
    world = await (await Checkpoint.find()).company({ languageHost: true });
  });

  after(async () => {
    (runner as Runner | undefined)?.stop();
    await (world as World | undefined)?.stop();
  });

  function setConnectivity(value: string): void {
    const file = join(world.project, "Pulumi.yaml");
    const document = yaml.parseDocument(readFileSync(file, "utf8"));
    document.setIn(["config", "organization", "default", "connectivity"], value);
    writeFileSync(file, String(document));
  }

  /** Resources of the hub and on it, in the order of their creation. */
  function transit(): CloudResource[] {
    return world.cloud.all().filter(({ type }) => hub.test(type) && !type.includes("sharingWith"));
  }

  /** VPC routes to the hub. */
  function routes(): CloudResource[] {
    return world.cloud
      .all("aws:ec2/route:Route")
      .filter(({ inputs }) => inputs["transitGatewayId"] !== undefined);
  }

  /** The command for deployments. */
  async function platformUp(
    ...words: string[]
  ): Promise<{ status: number | null; output: string }> {
    return endOf(
      spawn(
        process.execPath,
        ["--import", "tsx", "cli/main.ts", "up", "--cwd", world.project, ...words],
        {
          cwd: repository,
          env: { ...process.env, ...world.environment.variables, COLUMNS: "200" },
        },
      ),
    );
  }

  async function refused(stack: string, sentence: RegExp): Promise<void> {
    const before = JSON.stringify(world.cloud.snapshot());
    const operation: Operation = await runner.up(world, stack);
    assert.notEqual(operation.failure, undefined, operation.output);
    assert.match(operation.diagnostics.join("\n"), sentence);
    assert.doesNotMatch(operation.output, /[Uu]nhandled|serializing|^ +at /m);
    assert.equal(JSON.stringify(world.cloud.snapshot()), before, "something was changed");
  }

  it("is not removed while networks are attached: plain network is refused before anything is deleted", async () => {
    assert.ok(transit().length > 10);
    setConnectivity("none");
    await refused("network", attached);
    const plain = await world.pulumi("preview", "-s", "network");
    assert.notEqual(plain.status, 0, plain.output);
    assert.match(plain.output, attached);
  });

  it("is not removed while something of no account of the company is attached", async () => {
    const [gateway] = world.cloud.all("aws:ec2transitgateway/transitGateway:TransitGateway");
    assert.ok(gateway);
    const copy = await world.fork();
    try {
      copy.cloud.seed({
        type: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
        name: "foreign",
        urn: "foreign",
        inputs: { transitGatewayId: gateway.id, vpcId: "vpc-foreign" },
        site: { account: "999999999999", region: gateway.site.region },
      });
      const { diagnostics } = await runner.up(copy, "network");
      assert.match(
        diagnostics.join("\n"),
        /tgw-attach-\w+: belongs to no account of the company; delete it by hand/,
      );
    } finally {
      await copy.stop();
    }
  });

  it("is previewed in the order of the removal", async () => {
    const { status, output } = await platformUp("--preview", "--stack", "network,prod,sandbox");
    assert.equal(status, 0, output);
    assert.match(
      output,
      /the workloads detach first, and network removes the hub in the last wave/,
    );
    assert.match(
      output,
      /network .*not started: it removes the hub after these stacks have detached: prod, sandbox/,
    );
    assert.match(output, /sandbox: would delete .*VpcAttachment/);
  });

  it("is switched off by npm run up: workloads detach, then the hub is deleted in AWS, and nothing else", async () => {
    const others = (): string[] =>
      world.cloud
        .all()
        .filter((found) => !transit().includes(found) && !routes().includes(found))
        .filter(({ type }) => type !== "aws:ec2/flowLog:FlowLog")
        .map(({ urn }) => urn);
    const kept = others();
    const { status, output } = await platformUp("--yes", "--stack", "network,prod,sandbox");
    assert.equal(status, 0, output);
    assert.ok(output.indexOf("deploying sandbox") < output.indexOf("deploying network"), output);
    assert.deepEqual(
      transit().map(({ urn }) => urn),
      [],
      "something of the hub is still on the bill",
    );
    assert.deepEqual(routes(), []);
    assert.deepEqual(others(), kept);
    for (const stack of ["network", "sandbox"]) {
      await runner.assertNothingLeft(world, stack);
    }
  });

  it("is not expected by a workload before network has been deployed again", async () => {
    setConnectivity("transit-gateway");
    await refused(
      "sandbox",
      /organization\.connectivity is transit-gateway, and stack network has no hub yet: deploy it first \(pulumi up -s network\), or set connectivity: none/,
    );
  });

  it("is switched on again: network first, then the workloads attach", async () => {
    await runner.converge(world, "network");
    for (const stack of ["sandbox", "prod"]) {
      await runner.converge(world, stack);
      await runner.assertNothingLeft(world, stack);
    }
    const joined = transit().filter(({ type }) => ofSpokes.test(type));
    assert.equal(joined.length, 2 * 5, "attachment, accepter, association and two propagations");
    assert.equal(routes().length, 5);
  });

  it("is switched off stack by stack as well, workloads first", async () => {
    setConnectivity("none");
    await runner.converge(world, "sandbox");
    await refused("network", /\n +prod: still attached; .*--stack prod\)/);
    await runner.converge(world, "prod");
    await runner.converge(world, "network");
    assert.deepEqual(transit(), []);
  });
});
