import Table from "cli-table3";
import { plainTable } from "../cli/output/table";
import { loadProject } from "../cli/planner/project";
import { catalogue } from "../policy-pack/guardrails";
import { organizationPolicies, targetName } from "../stacks/guardrails";
import { hasStatements, statementsAlone } from "./iam/alone";
import { deniedToday, teams } from "./iam/corpus/requests";
import { type Proved, proveOrganization } from "./iam/organization";
import { expectationsOf, mutate } from "./iam/survivors";
import { erasable, wholeCases } from "./iam/whole/cases";
import { previewed } from "./policy-pack/load-cases";
import { planOf, repository } from "./support/plan/planned";

const groups = Object.values(catalogue);

/** Prints the numbers of guardrails and of their proofs, all of them computed. */
async function main(): Promise<void> {
  const proved = await proveOrganization();
  printGroups(proved);
  await printDocuments();
  printCases(proved);
  await printMutants(proved);
  printPolicyTests();
}

function printGroups(proved: Proved): void {
  const rows = groups.map(({ title, guardrails }) => ({
    group: title,
    guardrails: guardrails.length,
    "opt-in": guardrails.filter(({ optIn }) => optIn !== undefined).length,
    statements: sum(guardrails.filter(hasStatements), (guardrail) => {
      const alone = statementsAlone(proved, guardrail);
      return alone.SERVICE_CONTROL_POLICY.length + alone.RESOURCE_CONTROL_POLICY.length;
    }),
    preview: guardrails.filter(({ preview }) => !("none" in preview)).length,
    detection: guardrails.filter(({ detect }) => !("none" in detect)).length,
  }));
  print("Guardrails, and the deny statements they are written with", rows);
}

async function printDocuments(): Promise<void> {
  const management = (await planOf()).get("management");
  const planned = management?.all("aws:organizations/policy:Policy") ?? [];
  const { organization } = loadProject(repository);
  const rows = organizationPolicies(organization).map((document) => ({
    target: targetName(document.target),
    type: document.policyType,
    guardrails: document.guardrails.length,
    statements: document.statements.length,
    characters: document.content.length,
  }));
  print(`Documents of the default company (${planned.length} planned)`, rows, ["characters"]);
}

function printCases(proved: Proved): void {
  const asked = (expected: "allowed" | "denied", exempt: boolean): number =>
    sum(groups, ({ guardrails }) =>
      sum(
        guardrails.filter(hasStatements),
        (guardrail) =>
          expectationsOf(proved, guardrail).filter(
            (one) => one.exempt === exempt && one.expected === expected,
          ).length,
      ),
    );
  const denied = new Set(deniedToday.map(({ request }) => request)).size;
  print("Simulated requests", [
    {
      of: "guardrails, each alone and by the whole plan",
      denied: asked("denied", false),
      allowed: asked("allowed", false),
      exempt: asked("allowed", true),
    },
    ...wholeCases.map(({ title, cases }) => ({
      of: title,
      denied: cases.filter(({ expected }) => expected === "denied").length,
      allowed: cases.filter(({ expected }) => expected === "allowed").length,
      exempt: 0,
    })),
    {
      of: "ordinary work of the teams",
      denied,
      allowed: sum(teams, ({ requests }) => requests.length) - denied,
      exempt: 0,
    },
    {
      of: "What would be lost, by every kind of principal",
      denied: sum(
        erasable.things,
        ({ may = {} }) => Object.keys(erasable.principals).length - Object.keys(may).length,
      ),
      allowed: sum(erasable.things, ({ may = {} }) => Object.keys(may).length),
      exempt: 0,
    },
  ]);
}

async function printMutants(proved: Proved): Promise<void> {
  const rows = [];
  for (const { title, guardrails } of groups) {
    const results = [];
    for (const guardrail of guardrails.filter(hasStatements)) {
      results.push(await mutate(proved, guardrail));
    }
    rows.push({
      group: title,
      mutants: sum(results, ({ mutants }) => mutants),
      unnoticed: sum(results, ({ survivors }) => survivors.length),
    });
  }
  print("Mutants of the statements, against each guardrail's own cases", rows);
}

function printPolicyTests(): void {
  const byType = new Map<string, { violating: number; compliant: number; remedied: number }>();
  for (const { cases } of previewed) {
    for (const kind of ["violating", "compliant", "remedied"] as const) {
      for (const { type } of cases?.[kind] ?? []) {
        const row = byType.get(type) ?? { violating: 0, compliant: 0, remedied: 0 };
        row[kind] += 1;
        byType.set(type, row);
      }
    }
  }
  const rows = [...byType]
    .map(([type, row]) => ({ type, ...row }))
    .sort((one, other) => one.type.localeCompare(other.type));
  print(`Policy tests of ${rows.length} resource types`, rows);
}

function sum<T>(items: readonly T[], count: (item: T) => number): number {
  return items.reduce((total, item) => total + count(item), 0);
}

type Row = Readonly<Record<string, string | number>>;

/** Prints rows with their totals, except for columns where a total has no meaning. */
function print(title: string, rows: readonly Row[], withoutTotal: readonly string[] = []): void {
  const [first = {}] = rows;
  const columns = Object.keys(first);
  const numeric = (column: string): boolean => typeof first[column] === "number";
  const table = new Table({
    ...plainTable,
    head: columns,
    colAligns: columns.map((column) => (numeric(column) ? "right" : "left")),
  });
  table.push(
    ...rows.map((row) => columns.map((column) => row[column] ?? "")),
    columns.map((column, index) => {
      const total = numeric(column) && !withoutTotal.includes(column);
      return total ? sum(rows, (row) => Number(row[column])) : index === 0 ? "together" : "";
    }),
  );
  console.log(`${title}\n${table.toString()}\n`);
}

void main();
