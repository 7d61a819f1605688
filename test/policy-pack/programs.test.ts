import * as aws from "@pulumi/aws";
import assert from "node:assert/strict";
import Table from "cli-table3";
import { policySettings } from "../../cli/planner/policy-settings";
import { PolicyChecker, type Violation } from "../../cli/planner/policy-checker";
import { loadProject } from "../../cli/planner/project";
import { runStackProgram, watchRejections } from "../../cli/planner/run";
import { guardrailPolicies } from "../../policy-pack/policies";
import { organizationWith } from "../support/plan/organization";
import { repository } from "../support/plan/planned";
import { examplePrograms } from "./programs";
import type { ExampleProgram, FiringLevel } from "./programs/program";

const ids = { prod: "111111111111", dev: "222222222222" };
/** Accounts by the column that they are in. */
const accounts = { development: ids.dev, production: ids.prod } as const;
type Column = keyof typeof accounts;

/** The default company with an account of development, and the ids that AWS assigned. */
function checker(): PolicyChecker {
  const dev = {
    organizationalUnit: "Workloads/NonProduction",
    environment: "development",
    stack: "none",
    tags: {},
  };
  const organization = organizationWith({ "accounts.dev": dev });
  const settings = policySettings({ ...loadProject(repository), organization }, ids);
  return new PolicyChecker(guardrailPolicies(settings));
}

/** Violations of a team's stack in an account, whose provider names the account. */
async function violationsIn(
  { build }: ExampleProgram,
  account: string,
): Promise<readonly Violation[]> {
  const stop = watchRejections();
  const result = await runStackProgram({
    project: "shop",
    stack: "dev",
    config: {},
    secretConfigKeys: [],
    outputsOf: () => undefined,
    preview: false,
    program: () => {
      const allowedAccountIds = [account];
      const provider = new aws.Provider("account", { region: "us-east-1", allowedAccountIds });
      build({ provider, account });
      return Promise.resolve({});
    },
  });
  stop();
  assert.deepEqual([...result.errors], []);
  const { violations } = await checker().check(result);
  return violations;
}

const levelOf = ({ enforcementLevel }: Violation): FiringLevel =>
  enforcementLevel === "advisory" ? "advice" : "mandatory";

/** Firings as `<level> <policy> on <resource>`, each once. */
function firingsOf(violations: readonly Violation[]): string[] {
  const texts = violations.map((violation) => {
    const { policy, urn } = violation;
    return `${levelOf(violation)} ${policy} on ${urn.split("::").at(-1) ?? ""}`;
  });
  return [...new Set(texts)].sort();
}

function expectedFirings({ expected }: ExampleProgram, column: Column): string[] {
  return expected
    .filter((firing) => firing[column] !== "none")
    .flatMap(({ policy, on, ...levels }) =>
      on.map((resource) => `${levels[column]} ${policy} on ${resource}`),
    )
    .sort();
}

// guardrails C1: all of ten public programs were refused, most of them for no good reason
describe("Programs of application teams", () => {
  const counts = new Map<string, number[]>();

  after(() => {
    const table = new Table({
      head: ["", "development: refused", "advised", "production: refused", "advised"],
      style: { head: [], border: [] },
    });
    const sums = [0, 1, 2, 3].map((column) =>
      [...counts.values()].reduce((sum, row) => sum + (row[column] ?? 0), 0),
    );
    for (const [title, row] of [...counts, ["all", sums] as const]) {
      table.push([title, ...row]);
    }
    console.log(table.toString());
  });

  it("are ten, and a reason is written beside each firing", () => {
    assert.equal(examplePrograms.length, 10);
    for (const { title, expected } of examplePrograms) {
      assert.ok(
        expected.every(({ reason }) => reason.length > 10),
        title,
      );
    }
  });

  for (const example of examplePrograms) {
    const { title } = example;
    it(`fire as it was written down, and not otherwise: ${title}`, async () => {
      const row: number[] = [];
      for (const column of ["development", "production"] as const) {
        const violations = await violationsIn(example, accounts[column]);
        const count = (level: FiringLevel): number =>
          violations.filter((violation) => levelOf(violation) === level).length;
        row.push(count("mandatory"), count("advice"));
        counts.set(title, row);
        assert.deepEqual(firingsOf(violations), expectedFirings(example, column), column);
      }
    });
  }
});
