import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { Checkpoint } from "../support/engine/checkpoint";
import { Management } from "../support/engine/management";
import { requireCli, type World } from "../support/engine/world";
import { storedState } from "./faults/contents";

const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const GROUP = "aws:identitystore/group:Group";
const REPOSITORY = "aws:ecr/repository:Repository";
const NAMESPACE = "kubernetes:core/v1:Namespace";

type Edit = (section: yaml.YAMLMap) => void;

/** Changes the section of a stack's role. */
function configure({ project }: World, stack: string, section: string, change: Edit): void {
  const file = join(project, `Pulumi.${stack}.yaml`);
  const document = yaml.parseDocument(readFileSync(file, "utf8"));
  change(document.getIn(["config", `platform:${section}`]) as yaml.YAMLMap);
  writeFileSync(file, String(document));
}

const set =
  (path: string, value: unknown): Edit =>
  (section) => {
    section.setIn(path.split("."), value);
  };

/** Asserts that preview and `up` are refused with these texts, and that AWS and the state have what they had. */
async function refuses(
  management: Management,
  stack: string,
  ...texts: readonly RegExp[]
): Promise<void> {
  const before = management.contents();
  for (const kind of ["preview", "up"] as const) {
    const { failure, output, changes } = await management.run(kind, stack);
    assert.notEqual(failure, undefined, `${kind} of ${stack} was not refused`);
    for (const text of [...texts, /nothing was created/]) {
      assert.match(output, text);
    }
    assert.doesNotMatch(output, /getResource/);
    assert.deepEqual(
      changes.filter((change) => !/ pulumi:/.test(change)),
      [],
    );
    assert.deepEqual(management.contents(), before);
  }
}

/** Removes a resource from the state of a stack, as docs/runbooks/settled-settings.md shows; AWS keeps it. */
async function forget(world: World, stack: string, type: string, name: string): Promise<void> {
  const { resources = [] } = storedState(world, stack);
  const found = resources.find(
    (resource) => resource.type === type && resource.urn.endsWith(`::${name}`),
  );
  assert.ok(found, `no ${type} ${name} in ${stack}`);
  const { status, output } = await world.pulumi(
    ...["state", "delete", found.urn, "-s", stack, "--force", "--target-dependents", "--yes"],
  );
  assert.equal(status, 0, output);
}

// rig 1, 5; public-reports B15; workload-backup F1: a setting that can be set once but not changed
describe("A setting that cannot change any more, under the real engine", function () {
  this.timeout(900_000);
  let checkpoint: Checkpoint;

  before(async function () {
    requireCli(this);
    checkpoint = await Checkpoint.find();
  });

  /** Runs a test in a copy of the company in which every stack is deployed. */
  async function inCompany(test: (management: Management, world: World) => Promise<void>) {
    const world = await checkpoint.company();
    try {
      await test(new Management(world), world);
    } finally {
      await world.stop();
    }
  }

  it("is not refused where nothing has changed, and other resources refer to the ones that are read", () =>
    inCompany(async (management) => {
      for (const stack of ["management", "log-archive"]) {
        const { changes, diagnostics } = await management.runs("preview", stack);
        assert.deepEqual(
          [changes, diagnostics.filter((text) => /getResource/.test(text))],
          [[], []],
        );
      }
    }));

  it("is refused after a clean run, before anything is made, together with all others", () =>
    inCompany(async (management, world) => {
      configure(world, "backup", "backup", set("minimumRetentionDays", 40));
      configure(world, "backup", "backup", set("graceDays", 9));
      await refuses(
        management,
        "backup",
        /2 problems; nothing/,
        /Pulumi\.backup\.yaml: backup\.minimumRetentionDays: must stay 35: .*, found 40; write 35 again/,
        /backup\.graceDays: must stay 7/,
      );
    }));

  it("is refused by the first stack that a change of the whole company reaches", () =>
    inCompany(async (management) => {
      management.configure((organization) => {
        organization.set("name", "apex");
        organization.set("domain", "apex-shop.com");
      });
      await refuses(
        management,
        "management",
        /organization\.name: must stay "[a-z]+": the names of log buckets/,
        /organization\.domain: must stay/,
      );
    }));

  it("is refused by the network before its routes follow a range that a workload has", () =>
    inCompany(async (management) => {
      management.configure((organization) => {
        organization.setIn(["addressPlan", "spokes", "sandbox"], "10.48.0.0/16");
      });
      const sentence = /spokes\.sandbox: must stay "10\.16\.0\.0\/16"/;
      await refuses(management, "network", sentence);
      await refuses(management, "sandbox", sentence);
    }));

  it("is refused after a run that has failed behind its resource, and not before that", async () => {
    const world = await (await checkpoint.before("backup")).fork();
    await checkpoint.stop();
    try {
      const management = new Management(world);
      const { cloud } = world;
      cloud.faults = (_call, { type }) => (type === LOCK ? "fails" : undefined);
      assert.notEqual((await management.run("up", "backup")).failure, undefined);
      assert.deepEqual(cloud.all(LOCK), []);
      configure(world, "backup", "backup", set("minimumRetentionDays", 30));
      cloud.faults = (_call, { type }) =>
        type === "aws:backup/vaultPolicy:VaultPolicy" ? "fails" : undefined;
      assert.notEqual((await management.run("up", "backup")).failure, undefined);
      assert.equal(cloud.all(LOCK)[0]?.inputs["minRetentionDays"], 30);
      configure(world, "backup", "backup", set("minimumRetentionDays", 35));
      await refuses(management, "backup", /backup\.minimumRetentionDays: must stay 30/);
      configure(world, "backup", "backup", set("minimumRetentionDays", 30));
      cloud.faults = () => undefined;
      await management.runs("up", "backup");
    } finally {
      await world.stop();
    }
  });

  it("changes by the procedure of its page: the lock of the vault, without a moment without one", () =>
    inCompany(async (management, world) => {
      configure(world, "backup", "backup", set("minimumRetentionDays", 40));
      await forget(world, "backup", LOCK, "isolated-lock");
      const { changes } = await management.runs("up", "backup");
      assert.deepEqual(
        changes.filter((change) => /^(?:delete|replace)/.test(change)),
        [],
      );
      assert.deepEqual(
        world.cloud.all(LOCK).map(({ inputs }) => inputs["minRetentionDays"]),
        [40],
      );
      assert.deepEqual((await management.runs("preview", "backup")).changes, []);
    }));

  it("changes by the procedure of its page: the namespace of the applications", () =>
    inCompany(async (management, world) => {
      configure(world, "sandbox", "workload", set("cluster.applicationNamespace", "services"));
      await refuses(
        management,
        "sandbox",
        /cluster\.applicationNamespace: must stay "application": .*#the-namespace-of-the-applications/,
      );
      await forget(world, "sandbox", NAMESPACE, "workload-flightdeck-application");
      const { changes } = await management.runs("up", "sandbox");
      assert.deepEqual(
        changes.filter((change) => change.includes(NAMESPACE)),
        [`create ${NAMESPACE} workload-flightdeck-application`],
      );
      assert.deepEqual((await management.runs("preview", "sandbox")).changes, []);
    }));
});

describe("A key of a group or an image that vanishes, under the real engine", function () {
  this.timeout(900_000);
  let world: World;
  let management: Management;

  before(async function () {
    requireCli(this);
    world = await (await Checkpoint.find()).company();
    management = new Management(world);
  });

  after(() => (world as World | undefined)?.stop());

  const assignments =
    (change: (map: yaml.YAMLMap<yaml.Scalar>) => void): Edit =>
    (section) => {
      change(section.get("assignments") as yaml.YAMLMap<yaml.Scalar>);
    };

  it("creates no second group, and names formerly", async () => {
    const rename = (from: string, to: string): void => {
      configure(
        world,
        "identity",
        "identity",
        assignments(({ items }) => {
          const pair = items.find(({ key }) => key.value === from);
          assert.ok(pair, `no ${from}`);
          pair.key.value = to;
        }),
      );
    };
    rename("developers", "builders");
    await refuses(
      management,
      "identity",
      /identity\.assignments\.developers: must stay: this program has created the group/,
      /such as builders, write formerly: \["developers"\]/,
    );
    rename("builders", "developers");
  });

  it("is let go by the steps of the page: the group stays in AWS", async () => {
    const before = world.cloud.all(GROUP).map(({ id }) => id);
    configure(
      world,
      "identity",
      "identity",
      assignments((map) => {
        map.setIn(["developers"], {});
      }),
    );
    const emptied = await management.runs("up", "identity");
    assert.ok(
      emptied.changes.every((change) => /^delete aws:ssoadmin\/accountAssignment:/.test(change)),
      emptied.changes.join("\n"),
    );
    await forget(world, "identity", GROUP, "access-developers");
    configure(
      world,
      "identity",
      "identity",
      assignments((map) => {
        map.deleteIn(["developers"]);
      }),
    );
    assert.deepEqual((await management.runs("up", "identity")).changes, []);
    assert.deepEqual(
      world.cloud.all(GROUP).map(({ id }) => id),
      before,
    );
  });

  it("deletes no repository of an image, which is let go by the steps of the page", async () => {
    const before = world.cloud.all(REPOSITORY).map(({ id }) => id);
    configure(world, "operations", "operations", set("images", ["worker", "storefront"]));
    await refuses(
      management,
      "operations",
      /operations\.images: must contain web: this program has created its repository/,
      /such as storefront, write formerly: \["web"\]/,
    );
    configure(world, "operations", "operations", set("images", ["worker"]));
    await forget(world, "operations", REPOSITORY, "images-web");
    await management.runs("up", "operations");
    assert.deepEqual(
      world.cloud.all(REPOSITORY).map(({ id }) => id),
      before,
    );
    assert.deepEqual((await management.runs("preview", "operations")).changes, []);
  });
});
