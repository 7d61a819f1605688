import assert from "node:assert/strict";
import { formatProblem } from "../../stacks/company/problems";
import { assertNone } from "../support/assert-none";
import { sampled } from "../support/sweep";
import { check, defaultFiles } from "../stacks/checks/company-files";
import { companiesOf, type CompanyIds, stackOf, titleOf, withIds } from "./companies";
import { type Configured, configured } from "./configured";
import { type Effect, effectOf, type PlannedCompany, tokenOf } from "./effect";
import { settingLeaves } from "./leaves";
import { problemsAgainst } from "./settled";
import type { ChangeRow, Outcome } from "./row";
import { allRows as rows } from "./rows";

/** Guardrails have rows of their own: their switches change documents, and no resource. */
const isOfGuardrail = (leaf: string): boolean => leaf.startsWith("organization.guardrails.");

/** The first row of each outcome that a single stack shows, and the refused ones. */
function sample(): ChangeRow[] {
  const found = new Map<Outcome, ChangeRow>();
  for (const row of rows) {
    if ((row.outcome === "refused" || stackOf(row) !== undefined) && !found.has(row.outcome)) {
      found.set(row.outcome, row);
    }
  }
  return [...found.values()];
}

function idsOf({ resources, outputs }: PlannedCompany): CompanyIds {
  const organization = [...resources.values()].find(
    ({ type }) => type === "aws:organizations/organization:Organization",
  );
  const { organizationRootId: root, accountIds: accounts } = outputs.get("management") as {
    organizationRootId: string;
    accountIds: Record<string, string>;
  };
  return { organization: organization?.id ?? "", root, accounts };
}

const typesOf = (resources: Effect["created"]): string[] =>
  [...new Set(resources.map(({ type }) => tokenOf(type)))].sort();

function assertOutcome(row: ChangeRow, effect: Effect): void {
  const { created, deleted, replaced, updated } = effect;
  const lost = [...deleted, ...replaced].filter(({ isProtected }) => isProtected);
  assert.deepEqual(typesOf(lost), [], "protected resources are replaced or deleted");
  const [creates, deletes, replaces] = [row.creates ?? [], row.deletes ?? [], row.replaces ?? []];
  assert.deepEqual(
    { creates: typesOf(created), deletes: typesOf(deleted), replaces: typesOf(replaced) },
    { creates: [...creates].sort(), deletes: [...deletes].sort(), replaces: [...replaces].sort() },
  );
  const changes = [...created, ...deleted, ...replaced, ...updated];
  assert.equal(changes.length > 0, row.outcome !== "plan only", `${changes.length} changes`);
  assert.ok(replaced.length === 0 || row.outcome === "replaced", "replaced");
  const inWindow = updated.some(({ type }) => /^aws:(?:rds\/instance|elasticache\/rep)/.test(type));
  if (row.outcome === "in a window") {
    assert.ok(inWindow, "neither a database nor a cache is changed");
  }
}

// rig 1, 5; workload-backup F1, F5; public-reports B15: a setting that can be set once but not changed
describe("A change of each setting of a deployed company", function () {
  this.timeout(120_000);
  let base: Configured;

  before(async () => {
    base = await configured(defaultFiles());
  });

  it("has a row for every setting of every schema, and for no other", () => {
    const leaves = settingLeaves().filter((leaf) => !isOfGuardrail(leaf));
    const described = rows.filter((row) => row.case === undefined).map(({ leaf }) => leaf);
    assertNone(
      leaves.filter((leaf) => !described.includes(leaf)),
      "add a row to test/changes/rows: old value, new value, and the outcome",
    );
    assertNone(
      described.filter((leaf, index) => !leaves.includes(leaf) || described.indexOf(leaf) < index),
      "no schema has these settings, or a row has them already",
    );
    assertNone(
      rows.filter((row) => row.case !== undefined && !described.includes(row.leaf)).map(titleOf),
      "this case has no first row",
    );
    const outcomes = new Map<Outcome, number>();
    for (const { outcome } of rows) {
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
    const counts = [...outcomes].map(([outcome, count]) => `${count} ${outcome}`).join(", ");
    console.log(
      `      ${rows.length} rows for ${leaves.length} settings: ${counts}; ` +
        `${settingLeaves().length - leaves.length} more settings of guardrails are rows of guardrails.test.ts`,
    );
  });

  for (const row of sampled(rows, sample())) {
    it(`is ${row.outcome}: ${titleOf(row)}`, async () => {
      const { before, after } = companiesOf(withIds(row, idsOf(base.plan)));
      const deployed = await configured(before, base);
      const { problems, project: next } = check(after);
      if (next === undefined) {
        assert.match(problems.map(formatProblem).join("\n"), row.refusal ?? /^$/);
        return;
      }
      const { plan } = await configured(after, deployed);
      const settled = problemsAgainst(deployed.plan, next, plan).map(formatProblem).join("\n");
      assert.match(settled, row.outcome === "refused" ? (row.refusal ?? /^$/) : /^$/);
      if (row.outcome !== "refused") {
        assertOutcome(row, effectOf(deployed.plan, plan));
      }
    });
  }
});
