import Table from "cli-table3";
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { loadProject, type Project } from "../../cli/planner/project";
import { type Operation, run } from "../support/engine/steps";
import { planAll, type PlannedStack } from "../support/plan/planned";
import { Checkpoint, previewed, stackNames } from "../support/engine/checkpoint";
import { company, requireCli, type World } from "../support/engine/world";
import { sampled, sweeping } from "../support/sweep";
import { DATABASE, prepareDestruction, stackOf } from "./destruction/preparation";
import { compare, type Parity, stateOf } from "./parity";

/** One change of each stack's configuration, and all the changes of resources that it causes. */
const changes: Readonly<
  Record<
    string,
    {
      readonly path: readonly string[];
      readonly value: unknown;
      readonly expected: readonly string[];
      /** Message of the engine when the change would lose data. */
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
    value: [`aws+security@${company.domain}`, `aws+night@${company.domain}`],
    expected: [
      `create aws:sns/topicSubscription:TopicSubscription notifications-aws+night@${company.domain}`,
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
    expected: [],
    // A changed lock would be a replacement of the lock that protects every backup.
    refused: /backup\.maximumRetentionDays: must stay \d+/,
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

/** Stacks whose change is previewed in every run: an update, a creation, a refusal, and one with remote components. */
const changing = sampled(stackNames().flat(), ["management", "identity", "backup", "prod"]);

/** Stacks that are destroyed, the last wave first; no stack that is left reads one of them. */
const destroyed = sampled(stackNames().flat().toReversed(), ["sandbox", "backup"]);

/** Stacks that are refreshed: one of each kind. */
const refreshed = sampled(stackNames().flat(), previewed);

describe("The real engine", function () {
  this.timeout(600_000);
  let checkpoint: Checkpoint;
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
    options: Parameters<typeof run>[3] = {},
  ): Promise<Operation> {
    const operation = await run(world, await world.stack(name), kind, options);
    steps.push([name, title, operation]);
    return operation;
  }

  async function succeeds(...parameters: Parameters<typeof step>): Promise<Operation> {
    const operation = await step(...parameters);
    assertClean(operation);
    return operation;
  }

  before(async function () {
    requireCli(this);
    checkpoint = await Checkpoint.find();
    world = await checkpoint.company();
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

  const stacks = stackNames().flat();
  for (const name of stacks) {
    it(`deploys ${name} from nothing under the policy pack, and then has nothing left to do`, async () => {
      const first = checkpoint.operations.get(name);
      assert.ok(first, `${name} was not deployed`);
      steps.push([name, "up", first.up]);
      assertClean(first.up);
      assert.deepEqual(Object.keys(first.up.counts), ["create"]);
      if (first.preview) {
        steps.push([name, "preview", first.preview]);
        assertClean(first.preview);
        assert.deepEqual(first.preview.counts, first.up.counts);
      }
      const again = await succeeds(name, "again", sweeping ? "up" : "preview", { policyPacks: [] });
      assert.deepEqual(again.changes, []);
    });

    it(`has in the state of ${name} what the offline plan shows`, async () => {
      const plan = plans.get(name)?.plan;
      assert.ok(plan, `no plan of ${name}`);
      assert.notEqual(plan.records.length, 0);
      const exported = await (await world.stack(name)).exportStack();
      const parity = compare(plan.records, stateOf(exported));
      parities.set(name, parity);
      assert.deepEqual(parity.mismatches, []);
    });
  }

  it("previews one stack of each kind before its first deployment", () => {
    const shown = [...checkpoint.operations].filter(([, { preview }]) => preview !== undefined);
    assert.deepEqual(
      shown.map(([name]) => name),
      ["management", "log-archive", "prod"],
    );
  });

  for (const name of changing) {
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

  it(`refreshes ${sweeping ? "every stack" : refreshed.join(", ")} and finds nothing changed`, async () => {
    for (const name of refreshed) {
      const refresh = await succeeds(name, "refresh", "refresh");
      assert.deepEqual(Object.keys(refresh.counts), ["same"]);
    }
    for (const name of changing) {
      const after = await succeeds(name, "after", sweeping ? "up" : "preview", { policyPacks: [] });
      assert.deepEqual(after.changes, []);
    }
  });

  it("refuses to destroy what is protected, deletes nothing, and shows how to go on", async () => {
    const existing = world.cloud.all().length;
    for (const name of destroyed) {
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

  it("destroys unprotected stacks in reverse, and keeps in AWS what must stay", async () => {
    const kept = new Set<string>();
    for (const name of destroyed) {
      for (const { urn, type, custom, options } of plans.get(name)?.resources ?? []) {
        if (custom && options.retainOnDelete && type !== DATABASE) {
          kept.add(urn);
        }
      }
      await prepareDestruction(world, name);
      await succeeds(name, "destroy", "destroy");
    }
    const left = world.cloud
      .all()
      .flatMap(({ urn }) => (destroyed.includes(stackOf(urn)) ? [urn] : []));
    assert.deepEqual(left.sort(), [...kept].sort());
  });
});

function assertClean({ violations, diagnostics, failure }: Operation): void {
  assert.deepEqual(violations, []);
  assert.deepEqual(diagnostics, []);
  assert.equal(failure, undefined);
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
