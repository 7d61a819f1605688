import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { assertNone } from "../support/assert-none";
import { Checkpoint } from "../support/engine/checkpoint";
import { Runner } from "../support/engine/runner";
import { company, requireCli } from "../support/engine/world";
import { repository } from "../support/plan/planned";
import { sampled } from "../support/sweep";
import { nameOf, switches } from "../support/switches";
import { companiesOf, stackOf } from "./companies";
import { DeployedCompany, type Fates } from "./deployed";
import type { ChangeRow } from "./row";
import { allRows } from "./rows";

const running = allRows.filter(({ outcome, elsewhere }) => outcome !== "plan only" && !elsewhere);

/** Rows that `make test` runs: the first of each outcome in one stack that nothing reads, and a refused one of any. */
function sample(): ChangeRow[] {
  const found = new Map<string, ChangeRow>();
  const ofSandbox = running.filter(
    (row) =>
      stackOf(row) === "sandbox" &&
      row.fresh !== true &&
      row.both === undefined &&
      row.with === undefined,
  );
  const refused = running.filter(({ outcome }) => outcome === "refused");
  for (const row of [...ofSandbox, ...refused]) {
    if (!found.has(row.outcome)) {
      found.set(row.outcome, row);
    }
  }
  return [...found.values()];
}

/** Switches without a way there and back under the engine, each with the reason; docs/roles states it. */
const oneWaySwitches: Readonly<Record<string, string>> = {
  "backup.lockMode":
    "AWS changes no lock by removing it: steps in docs/runbooks/settled-settings.md",
  "identity.groupSource": "groups keep their members: steps in docs/runbooks/settled-settings.md",
  "organization.accounts.*.stack": "a stack goes by docs/runbooks/removing-a-stack.md",
  "organization.existing.imported": "the import is over",
  "organization.governance": "accounts are enrolled in Control Tower with their ids",
  "workload.cluster.deployedFromInside": "only allows or refuses other settings",
  "workload.cluster.install": "what runs in the namespace would be uninstalled",
};

/** Row of a setting: `organization.accounts.sandbox.environment` is of `organization.accounts.*.environment`. */
function rowOf(path: string): ChangeRow {
  const row = allRows.find(({ leaf }) =>
    new RegExp(`^${leaf.replaceAll(".", "\\.").replaceAll("*", "[^.]+")}$`).test(path),
  );
  assert.ok(row, `no row for ${path}`);
  return row;
}

const sorted = (types: readonly string[] = []): string[] => [...types].sort();

/** Writes the names and ids of the company that is deployed in place of those of the examples. */
function fillerOf({ world }: DeployedCompany): (text: string) => string {
  const idOf = (type: string, name?: string): string => {
    const all = world.cloud.all(`aws:organizations/${type}`);
    return all.find(({ inputs }) => name === undefined || inputs["name"] === name)?.id ?? "";
  };
  const [organization] = world.cloud.all("aws:organizations/organization:Organization");
  const [root] = (organization?.outputs["roots"] ?? []) as { readonly id: string }[];
  const texts: readonly (readonly [example: string, own: string])[] = [
    ["example.com", company.domain],
    ["example.org", `other.${company.domain}`],
    ['"example"', '"acme"'],
    ["o-abcdefghij", organization?.id ?? ""],
    ['"r-abcd"', `"${root?.id ?? ""}"`],
    ["ou-abcd-12345678", idOf("organizationalUnit:OrganizationalUnit", "Security")],
    ["ou-abcd-", `ou-${root?.id.slice(2) ?? ""}-`],
    ["222222222222", idOf("account:Account", "sandbox")],
  ];
  return (text) => texts.reduce((filled, [example, own]) => filled.replaceAll(example, own), text);
}

/** The row as the deployed company has it. */
function rowIn(row: ChangeRow, deployed: DeployedCompany): ChangeRow {
  const fill = fillerOf(deployed);
  return {
    ...row,
    ...(JSON.parse(fill(JSON.stringify(row))) as ChangeRow),
    ...(row.refusal && { refusal: new RegExp(fill(row.refusal.source.replaceAll("\\.", "."))) }),
  };
}

/** Creates the role that a person has given a row's account. */
function createByHand({ keys, roleByHand }: ChangeRow, { world }: DeployedCompany): void {
  const { cloud } = world;
  const made = cloud
    .all("aws:organizations/account:Account")
    .find(({ inputs }) => inputs["name"] === keys?.[0]);
  if (roleByHand === undefined) {
    return;
  }
  assert.ok(made, "no such account");
  const common = { site: { account: made.id, region: "us-east-1" }, urn: "by hand" };
  const policyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
  cloud.seed({
    ...common,
    type: "aws:iam/role:Role",
    name: roleByHand,
    inputs: { name: roleByHand },
  });
  cloud.seed({
    ...common,
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: `${roleByHand}-rights`,
    inputs: { role: roleByHand, policyArn },
  });
}

function assertFates(found: Fates, expected: Partial<Fates>, way: string): void {
  const { creates, deletes, replaces } = found;
  assert.deepEqual(
    { creates, deletes, replaces },
    {
      creates: sorted(expected.creates),
      deletes: sorted(expected.deletes),
      replaces: sorted(expected.replaces),
    },
    way,
  );
  const all = [...creates, ...deletes, ...replaces, ...found.updates];
  assert.notEqual(all.length, 0, `${way}: nothing has changed`);
}

// design 12, rig 1, 5; workload-backup F1, F5; public-reports B15
describe("A change of each setting, and the way back, under the real engine", function () {
  this.timeout(900_000);
  let checkpoint: Checkpoint;
  let runners: [Runner, Runner];
  let deployed: DeployedCompany | undefined;

  before(async function () {
    requireCli(this);
    checkpoint = await Checkpoint.find();
    runners = [new Runner(), new Runner()];
  });

  afterEach(async () => {
    await deployed?.stop();
    deployed = undefined;
  });

  after(async () => {
    await (checkpoint as Checkpoint | undefined)?.stop();
    (runners as readonly Runner[] | undefined)?.forEach((runner) => {
      runner.stop();
    });
  });

  it("has a row there and back for every switch, but for those that are one-way", () => {
    const oneWay = switches().flatMap((found) => {
      const row = rowOf(nameOf(found));
      const isThereAndBack =
        row.back === undefined &&
        row.elsewhere === undefined &&
        !["refused", "plan only"].includes(row.outcome);
      return isThereAndBack ? [] : [row.leaf];
    });
    assert.deepEqual([...new Set(oneWay)].sort(), Object.keys(oneWaySwitches).sort());
  });

  it("names tests that exist for the rows that it does not run", () => {
    const files = allRows.flatMap(({ elsewhere }) => elsewhere ?? []);
    assertNone(
      files.filter((file) => !existsSync(join(repository, file))),
      "no such test",
    );
  });

  for (const example of sampled(running, sample())) {
    it(`is ${example.outcome}: ${example.leaf}`, async () => {
      const without = example.fresh === true ? (stackOf(example) ?? "management") : undefined;
      deployed = await DeployedCompany.start(checkpoint, runners, without);
      const row = rowIn(example, deployed);
      const { before, after } = companiesOf(row, deployed.files);
      createByHand(row, deployed);
      await deployed.change(before);
      if (row.outcome === "refused") {
        assert.match(await deployed.refuse(after, true), row.refusal ?? /./);
        return;
      }
      const there = { creates: row.creates, deletes: row.deletes, replaces: row.replaces };
      assertFates(await deployed.change(after, true), there, "there");
      if (row.back !== undefined) {
        const sentence = await deployed.refuse(before, false);
        assert.match(sentence, row.back);
        return;
      }
      const lost = row.deletes?.filter((type) => row.kept?.includes(type) !== true);
      const back = { creates: lost, deletes: row.creates, replaces: row.replaces };
      assertFates(await deployed.change(before), back, "back");
      assertFates(await deployed.change(after), { ...there, deletes: lost }, "there again");
    });
  }
});
