import Table from "cli-table3";
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { loadProject, type Project } from "../../cli/planner/project";
import { waves } from "../../stacks/company/roles";
import { type Operation, run } from "../support/engine/steps";
import { planAll, type PlannedStack } from "../support/plan/planned";
import { requireCli, World } from "../support/engine/world";
import { compare, type Parity, stateOf } from "./parity";

/** What a company changes in a stack one day, and everything that follows from it. */
const changes: Readonly<
  Record<
    string,
    {
      readonly path: readonly string[];
      readonly value: unknown;
      readonly expected: readonly string[];
      /** What the engine says when the change would lose something. */
      readonly refused?: RegExp;
    }
  >
> = {
  management: {
    path: ["config", "organization", "default", "cost", "monthlyBudget"],
    value: 6000,
    expected: ["update aws:budgets/budget:Budget budget"],
  },
  "log-archive": {
    path: ["config", "platform:logArchive", "retentionDays"],
    value: 400,
    expected: [
      "update aws:glue/catalogTable:CatalogTable log-queries",
      "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration access-logs-us-east-1",
      "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration access-logs-us-west-2",
      "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration config",
      "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration flow-logs-us-east-1",
      "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration flow-logs-us-west-2",
      "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration load-balancer-us-east-1",
      "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration load-balancer-us-west-2",
      "update aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration organization-trail-logs",
      "update aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration organization-trail-logs",
    ],
  },
  audit: {
    path: ["config", "platform:audit", "notificationEmails"],
    value: ["aws+security@example.com", "aws+night@example.com"],
    expected: [
      "create aws:sns/topicSubscription:TopicSubscription notifications-aws+night@example.com",
    ],
  },
  identity: {
    path: ["config", "platform:identity", "assignments", "developers", "readOnly"],
    value: ["operations", "prod", "sandbox"],
    expected: [
      "create aws:ssoadmin/accountAssignment:AccountAssignment access-developers-readOnly-operations",
    ],
  },
  network: {
    path: ["config", "platform:network"],
    value: { mail: { dmarcPolicy: "reject" } },
    expected: ["update aws:route53/record:Record mail-dmarc"],
  },
  backup: {
    path: ["config", "platform:backup", "maximumRetentionDays"],
    value: 400,
    // A lock is made anew to be changed, and it is protected: the engine refuses.
    expected: [
      "create-replacement aws:backup/vaultLockConfiguration:VaultLockConfiguration isolated-lock",
      "delete-replaced aws:backup/vaultLockConfiguration:VaultLockConfiguration isolated-lock",
      "replace aws:backup/vaultLockConfiguration:VaultLockConfiguration isolated-lock",
    ],
    refused: /isolated-lock.*protect/s,
  },
  operations: {
    path: ["config", "platform:operations", "images"],
    value: ["web", "worker", "api"],
    expected: [
      "create aws:ecr/lifecyclePolicy:LifecyclePolicy images-api",
      "create aws:ecr/repository:Repository images-api",
      "create aws:ecr/repositoryPolicy:RepositoryPolicy images-api",
      "update aws:iam/rolePolicy:RolePolicy delivery-application",
      "update aws:iam/rolePolicy:RolePolicy delivery-application-build",
    ],
  },
  prod: {
    path: ["config", "platform:workload", "cluster", "nodes"],
    value: { maximum: 12 },
    expected: ["update aws:eks/nodeGroup:NodeGroup workload-flightdeck"],
  },
  sandbox: {
    path: ["config", "platform:workload", "database", "storage"],
    value: 40,
    expected: [
      "update aws:cloudwatch/metricAlarm:MetricAlarm workload-alarms-database-storage",
      "update aws:rds/instance:Instance workload-database",
    ],
  },
};

describe("The real engine", function () {
  this.timeout(120_000);
  let world: World;
  let project: Project;
  let plans: ReadonlyMap<string, PlannedStack>;
  const steps: (readonly [string, string, Operation])[] = [];
  const parities = new Map<string, Parity>();

  /** Runs a step of a stack and notes it for the table. */
  async function step(
    name: string,
    title: string,
    kind: Parameters<typeof run>[2],
  ): Promise<Operation> {
    const operation = await run(world, await world.stack(name), kind);
    steps.push([name, title, operation]);
    return operation;
  }

  async function ok(...parameters: Parameters<typeof step>): Promise<Operation> {
    const operation = await step(...parameters);
    assert.deepEqual(operation.violations, []);
    assert.deepEqual(operation.diagnostics, []);
    assert.equal(operation.failure, undefined);
    return operation;
  }

  before(async function () {
    requireCli(this);
    world = await World.start();
    project = loadProject(world.project);
    plans = await planAll(project);
  });

  after(async () => {
    if (steps.length > 0) {
      printSteps(steps);
      printParity(parities);
    }
    await (world as World | undefined)?.stop();
  });

  const stacks = waves(loadProject(".").stacks)
    .flat()
    .map(({ stack }) => stack);
  for (const name of stacks) {
    it(`deploys ${name} from nothing, and a second time changes nothing`, async () => {
      const planned = plans.get(name)?.resources.length ?? 0;
      const preview = await ok(name, "preview", "preview");
      const up = await ok(name, "up", "up");
      assert.deepEqual(preview.counts, up.counts);
      assert.deepEqual(Object.keys(up.counts), ["create"]);
      const again = await ok(name, "up again", "up");
      assert.deepEqual(again.changes, []);
      assert.ok(planned > 0, "nothing was planned");
    });

    it(`finds in the state of ${name} what the offline plan says`, async () => {
      const plan = plans.get(name)?.plan;
      assert.ok(plan, `no plan of ${name}`);
      const exported = await (await world.stack(name)).exportStack();
      const parity = compare(plan.records, stateOf(exported));
      parities.set(name, parity);
      assert.deepEqual(parity.mismatches, []);
    });
  }

  for (const name of stacks) {
    it(`shows only what follows from a change of ${name}'s configuration`, async () => {
      const change = changes[name];
      assert.ok(change, `no change for ${name}`);
      const file = join(
        world.project,
        name === "management" ? "Pulumi.yaml" : `Pulumi.${name}.yaml`,
      );
      const original = readFileSync(file, "utf8");
      const document = yaml.parseDocument(original);
      document.setIn(change.path, change.value);
      writeFileSync(file, String(document));
      try {
        const preview = await step(name, "changed", "preview");
        assert.deepEqual(preview.changes, change.expected);
        assert.deepEqual(preview.violations, []);
        if (change.refused) {
          assert.match(preview.failure ?? "", change.refused);
        } else {
          assert.equal(preview.failure, undefined);
        }
      } finally {
        writeFileSync(file, original);
      }
    });
  }

  it("refreshes every stack and finds nothing changed", async () => {
    for (const name of stacks) {
      const refresh = await ok(name, "refresh", "refresh");
      assert.deepEqual(Object.keys(refresh.counts), ["same"]);
    }
  });

  it("refuses to destroy what is protected, deletes nothing, and says how to go on", async () => {
    const existing = world.cloud.all().length;
    for (const name of stacks.toReversed()) {
      const { status, output } = await world.pulumi("destroy", "--yes", "-s", name);
      assert.notEqual(status, 0, name);
      assert.match(
        output,
        /cannot be deleted\s+because it is protected.*pulumi state unprotect/s,
        name,
      );
    }
    assert.equal(world.cloud.all().length, existing);
  });

  it("destroys the stacks in reverse when people have unprotected them, and keeps what must stay", async () => {
    const kept = new Set<string>();
    for (const { resources } of plans.values()) {
      for (const { urn, type, custom, options } of resources) {
        if (custom && options.retainOnDelete && type !== DATABASE) {
          kept.add(urn);
        }
      }
    }
    for (const name of stacks.toReversed()) {
      const unprotected = await world.pulumi("state", "unprotect", "--all", "--yes", "-s", name);
      assert.equal(unprotected.status, 0, unprotected.output);
      prepareRemoval(world);
      await ok(name, "destroy", "destroy");
    }
    const left = world.cloud.all().map(({ urn }) => urn);
    assert.deepEqual(left.sort(), [...kept].sort());
  });
});

const DATABASE = "aws:rds/instance:Instance";

/**
 * What a person does in AWS before a workload stack is destroyed: AWS itself refuses to delete clusters and load balancers
 * that it protects, and a database, which the stack would leave behind, holds on to its network.
 */
function prepareRemoval({ cloud }: World): void {
  for (const [type, input] of [
    ["aws:eks/cluster:Cluster", "deletionProtection"],
    ["aws:lb/loadBalancer:LoadBalancer", "enableDeletionProtection"],
    [DATABASE, "deletionProtection"],
  ] as const) {
    for (const resource of cloud.all(type)) {
      cloud.update({ ...resource, inputs: { ...resource.inputs, [input]: false } }, resource.id);
    }
  }
  for (const { type, id, site } of cloud.all(DATABASE)) {
    cloud.delete(type, id, site);
  }
}

function printSteps(steps: readonly (readonly [string, string, Operation])[]): void {
  const titles = [...new Set(steps.map(([, title]) => title))];
  const names = [...new Set(steps.map(([name]) => name))];
  const table = new Table({ head: ["stack", ...titles], style: { head: [], border: [] } });
  for (const name of names) {
    table.push([
      name,
      ...titles.map((title) =>
        steps
          .filter(([stack, step]) => stack === name && step === title)
          .map(([, , { counts, milliseconds }]) => {
            const parts = Object.entries(counts).map(
              ([operation, count]) => `${count} ${operation}`,
            );
            return `${parts.join(", ")}\n${(milliseconds / 1000).toFixed(1)} s`;
          })
          .join("\n"),
      ),
    ]);
  }
  console.log(table.toString());
}

function printParity(parities: ReadonlyMap<string, Parity>): void {
  const table = new Table({
    head: ["stack", "compared", "inputs", "children of remote components", "mismatches"],
    style: { head: [], border: [] },
  });
  for (const [name, { compared, inputs, remoteChildren, mismatches }] of parities) {
    const children = Object.values(remoteChildren).reduce((sum, count) => sum + count, 0);
    table.push([name, compared, inputs, children, mismatches.length]);
  }
  console.log(table.toString());
}
