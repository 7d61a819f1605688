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
import { companiesOf, type CompanyIds, filled, stackOf, titleOf, withIds } from "./companies";
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
  "organization.accounts.*.stack":
    "needs a new stack, which its first deployment shows; a stack goes by docs/runbooks/removing-a-stack.md",
  "organization.existing.imported":
    "the import is over: a run that only imports would delete the rest",
  "workload.cluster.deployedFromInside": "only allows or refuses other settings",
  "workload.cluster.install": "what runs in the namespace would be uninstalled",
};

/** Rows of a setting: those of `organization.accounts.*.environment` are of `organization.accounts.sandbox.environment`. */
function rowsOf(path: string): [ChangeRow, ...ChangeRow[]] {
  const [first, ...others] = allRows.filter(({ leaf }) =>
    new RegExp(`^${leaf.replaceAll(".", "\\.").replaceAll("*", "[^.]+")}$`).test(path),
  );
  assert.ok(first, `no row for ${path}`);
  return [first, ...others];
}

const sorted = (types: readonly string[] = []): string[] => [...types].sort();

function idsOf({ world }: DeployedCompany): CompanyIds {
  const { cloud } = world;
  const [organization] = cloud.all("aws:organizations/organization:Organization");
  const [root] = (organization?.outputs["roots"] ?? []) as { readonly id: string }[];
  const accounts = cloud
    .all("aws:organizations/account:Account")
    .map(({ inputs, id }) => [String(inputs["name"]), id] as const);
  return {
    organization: organization?.id ?? "",
    root: root?.id ?? "",
    accounts: Object.fromEntries(accounts),
  };
}

/** The row as the deployed company has it: its names and ids in place of those of the examples. */
function rowIn(row: ChangeRow, deployed: DeployedCompany): ChangeRow {
  const ids = idsOf(deployed);
  const security = deployed.world.cloud
    .all("aws:organizations/organizationalUnit:OrganizationalUnit")
    .find(({ inputs }) => inputs["name"] === "Security");
  const texts: readonly (readonly [example: string, own: string])[] = [
    ["example.com", company.domain],
    ["example.org", `other.${company.domain}`],
    ['"example"', '"acme"'],
    ["o-abcdefghij", ids.organization],
    ['"r-abcd"', `"${ids.root}"`],
    ["ou-abcd-12345678", security?.id ?? ""],
    ["ou-abcd-", `ou-${ids.root.slice(2)}-`],
    ["222222222222", ids.accounts["sandbox"] ?? ""],
  ];
  return withIds(filled(row, texts), ids);
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
      const rows = rowsOf(nameOf(found));
      const isThereAndBack = rows.some(
        ({ back, elsewhere, outcome }) =>
          back === undefined &&
          elsewhere === undefined &&
          !["refused", "plan only"].includes(outcome),
      );
      return isThereAndBack ? [] : [rows[0].leaf];
    });
    assert.deepEqual([...new Set(oneWay)].sort(), Object.keys(oneWaySwitches).sort());
  });

  it("takes each section from absent to present", () => {
    const sections = switches().filter(({ isSection }) => isSection);
    assert.ok(sections.length > 1, "no sections");
    assertNone(
      sections
        .map((found) => rowsOf(nameOf(found))[0])
        .filter(({ from, to }) => from !== undefined || to === undefined)
        .map(titleOf),
      "let the row begin without the section",
    );
  });

  it("names tests that exist for the rows that it does not run", () => {
    const files = allRows.flatMap(({ elsewhere }) => elsewhere ?? []);
    assertNone(
      files.filter((file) => !existsSync(join(repository, file))),
      "no such test",
    );
  });

  for (const example of sampled(running, sample())) {
    it(`is ${example.outcome}: ${titleOf(example)}`, async () => {
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
