import assert from "node:assert/strict";
import * as yaml from "yaml";
import { Management } from "../support/engine/management";
import type { Kind } from "../support/engine/steps";
import { company, requireCli, World } from "../support/engine/world";

const ACCOUNT = "aws:organizations/account:Account";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";
const SPARE = { organizationalUnit: "Shared", environment: "shared", stack: "none" };

/** Asserts that a run is refused with these texts, and that AWS has what it had. */
async function refuses(
  management: Management,
  kind: Kind,
  ...texts: readonly RegExp[]
): Promise<void> {
  const before = management.contents();
  const { failure, output, changes } = await management.run(kind);
  assert.notEqual(failure, undefined, `${kind} was not refused`);
  for (const text of texts) {
    assert.match(output, text);
  }
  assert.deepEqual(
    changes.filter((change) => !/ pulumi:/.test(change)),
    [],
  );
  assert.deepEqual(management.contents(), before);
}

const mustStay = (path: string): RegExp =>
  new RegExp(`${path}: must stay: this program has created`);

/** Findings public-reports B05 and B07, and organization-evidence 16. */
describe("A key that vanishes from the configuration, under the real engine", function () {
  this.timeout(300_000);
  let deployed: World;

  before(async function () {
    requireCli(this);
    // The management stack alone is faster than the checkpoint of every stack.
    deployed = await World.start();
    await new Management(deployed).runs("up");
  });

  after(() => (deployed as World | undefined)?.stop());

  /** Runs a test in a copy of the company whose management stack is deployed. */
  async function inCopy(test: (management: Management) => Promise<void>): Promise<void> {
    const world = await deployed.fork();
    try {
      await test(new Management(world));
    } finally {
      await world.stop();
    }
  }

  it("creates no account after a clean run, neither in a preview nor in an up without one", () =>
    inCopy(async (management) => {
      management.configure((organization) => {
        organization.setIn(["accounts", "spare"], SPARE);
      });
      await management.runs("up");
      management.rename(["accounts"], "spare", "reserve");
      const texts = [
        mustStay("organization.accounts.spare"),
        /write there formerly: \["spare"\]/,
        /such as reserve,/,
        /closing-an-account\.md/,
        /nothing was created/,
      ];
      await refuses(management, "preview", ...texts);
      await refuses(management, "up", ...texts);
    }));

  it("creates no OU under another path", () =>
    inCopy(async (management) => {
      management.configure((organization) => {
        organization.setIn(["organizationalUnits", "Empty"], {});
      });
      await management.runs("up");
      management.rename(["organizationalUnits"], "Empty", "Void");
      await refuses(management, "up", mustStay("organization.organizationalUnits.Empty"));
    }));

  /** A first run of a new company that a fault ends behind the creation of the account `spare`, whose key then changes. */
  async function afterFault(
    fault: (world: World) => World["cloud"]["faults"],
    ...texts: readonly RegExp[]
  ): Promise<void> {
    const world = await World.start();
    try {
      const management = new Management(world);
      management.configure((organization) => {
        const { items } = organization.get("accounts") as yaml.YAMLMap;
        items.unshift(new yaml.Document().createPair("spare", SPARE));
      });
      world.cloud.faults = fault(world);
      const first = await management.run("up");
      assert.notEqual(first.failure, undefined);
      assert.ok(hasSpare(world), "AWS has no account spare");
      world.cloud.faults = () => undefined;
      management.rename(["accounts"], "spare", "reserve");
      for (const kind of ["preview", "up"] as const) {
        await refuses(management, kind, mustStay("organization.accounts.spare"), ...texts);
      }
    } finally {
      await world.stop();
    }
  }

  const hasSpare = ({ cloud }: World): boolean =>
    cloud.all(ACCOUNT).some(({ name }) => name === "spare");

  it("creates no account after a run that failed behind CreateAccount", () =>
    afterFault(
      (world) =>
        (_call, { type }) =>
          type !== ACCOUNT && hasSpare(world) ? "fails" : undefined,
    ));

  it("creates no account after the answer to CreateAccount was lost", () =>
    afterFault(
      () =>
        (_call, { type, name }) =>
          type === ACCOUNT && name === "spare" ? "answer lost" : undefined,
      /; its id is \d{12}, found nothing/,
    ));

  it("refuses nothing that AWS lists and this program has not created, or that is closed", () =>
    inCopy(async (management) => {
      const { cloud } = management.world;
      const [known] = cloud.all(ACCOUNT);
      assert.ok(known, "no account");
      const add = (key: string, tags: object, email = `aws+${key}@${company.domain}`): void => {
        const { inputs } = known;
        const name = `by-hand-${key}`;
        cloud.seed({ ...known, name, urn: name, inputs: { ...inputs, name, email, tags } });
      };
      add("other", { ManagedBy: "hand" });
      add("elsewhere", { ManagedBy: "pulumi" }, "team@other.example");
      add("closed", { ManagedBy: "pulumi" });
      const closed = cloud.all(ACCOUNT).find(({ name }) => name === "by-hand-closed");
      assert.ok(closed, "no account was added");
      Object.assign(closed.outputs, { state: "SUSPENDED" });
      const preview = await management.run("preview");
      assert.equal(preview.failure, undefined);
      Object.assign(closed.outputs, { state: "ACTIVE" });
      await refuses(management, "preview", mustStay("organization.accounts.closed"));
    }));

  it("is not refused for an account and an OU that were released, which AWS keeps as they are", () =>
    inCopy(async (management) => {
      const drop = (): void => {
        management.configure((organization) => {
          organization.deleteIn(["accounts", "spare"]);
          organization.deleteIn(["organizationalUnits", "Empty"]);
        });
      };
      const add = (): void => {
        management.configure((organization) => {
          organization.setIn(["organizationalUnits", "Empty"], {});
          organization.setIn(["accounts", "spare"], { ...SPARE, organizationalUnit: "Empty" });
        });
      };
      add();
      await management.runs("up");
      management.configure((organization) => {
        organization.setIn(["released", "accounts"], ["spare"]);
        organization.setIn(["released", "organizationalUnits"], ["Empty"]);
      });
      drop();
      await refuses(management, "up", /accounts\.spare: must stay for one more deployment/);
      add();
      const unprotected = await management.run("up");
      assert.equal(unprotected.failure, undefined);
      assert.deepEqual(
        unprotected.changes.filter((change) => !change.startsWith("update ")),
        [],
      );
      const kept = () =>
        [...management.world.cloud.all(ACCOUNT), ...management.world.cloud.all(UNIT)].map(
          ({ type, id, inputs }) => ({ type, id, inputs }),
        );
      const untouched = kept();
      drop();
      // The outputs of a run are written before its deletions.
      management.world.cloud.faults = (_call, _request, operation) =>
        operation === "delete" ? "fails" : undefined;
      const failed = await management.run("up");
      management.world.cloud.faults = () => undefined;
      assert.match(failed.diagnostics.join(), /the request failed on purpose/);
      const removed = await management.run("up");
      assert.equal(removed.failure, undefined, removed.output);
      assert.deepEqual(
        [...new Set([...failed.changes, ...removed.changes])].filter((change) =>
          / aws:organizations\/(?:account|organizationalUnit):/.test(change),
        ),
        [`delete ${ACCOUNT} spare`, `delete ${UNIT} Empty`],
      );
      assert.deepEqual(kept(), untouched);
      assert.deepEqual((await management.run("preview")).changes, []);
    }));

  it("keeps accounts whose address pattern or name is changed, and names the difference", () =>
    inCopy(async (management) => {
      management.configure((organization) => {
        organization.set("email", `cloud+{account}@${company.domain}`);
        organization.setIn(["accounts", "sandbox", "name"], "Playground");
      });
      const { failure, changes, diagnostics } = await management.run("up");
      assert.equal(failure, undefined);
      assert.deepEqual(changes, []);
      assert.ok(
        diagnostics.some((text) =>
          text.startsWith("organization.accounts.audit.email: the account has"),
        ),
        diagnostics.join("\n"),
      );
      assert.ok(
        diagnostics.some((text) =>
          text.startsWith("organization.accounts.sandbox.name: the account has"),
        ),
        diagnostics.join("\n"),
      );
    }));
});
