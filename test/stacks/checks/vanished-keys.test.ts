import assert from "node:assert/strict";
import { keysHaveStayed } from "../../../stacks/checks/vanished-keys";
import type { Organization } from "../../../stacks/company/organization";
import { formatProblem, type Problem } from "../../../stacks/company/problems";
import { organizationWith } from "../../support/plan/organization";

type Units = Organization["organizationalUnits"];

/** Problems of the OUs of a configuration, when those of the default company exist. */
function problemsOf(change: (units: Units) => Units): string[] {
  const organization = organizationWith();
  const units = organization.organizationalUnits;
  const problems: Problem[] = [];
  keysHaveStayed(
    { ...organization, organizationalUnits: change(units) },
    {
      accounts: Object.keys(organization.accounts),
      organizationalUnits: ["Workloads", ...Object.keys(units)],
      released: [],
    },
    problems,
  );
  return problems.map(formatProblem);
}

/** The OUs with other paths. */
function renamed(units: Units, names: Readonly<Record<string, string>>): Units {
  return Object.fromEntries(
    Object.entries(units).map(([path, unit]) => [names[path] ?? path, unit]),
  );
}

// public-reports B07
describe("OUs whose paths have vanished", () => {
  const both = { "Workloads/Production": "Apps/Production" };

  it("are one problem when they lie below a new path with their names", () => {
    const [problem, ...others] = problemsOf((units) =>
      renamed(units, { ...both, "Workloads/NonProduction": "Apps/NonProduction" }),
    );
    assert.deepEqual(others, []);
    assert.match(
      problem ?? "",
      /^ +organization\.organizationalUnits\.Workloads: must stay, with the 2 below it: .*such as Apps, write there formerly: \["Workloads"\]/s,
    );
  });

  it("are a problem each when their own names have changed as well", () => {
    const problems = problemsOf((units) =>
      renamed(units, { ...both, "Workloads/NonProduction": "Apps/Playground" }),
    );
    assert.equal(problems.length, 2);
    assert.match(
      problems[0] ?? "",
      /\.Workloads: must stay, with the one below it: .*such as Apps,/s,
    );
    assert.match(
      problems[1] ?? "",
      /\.Workloads\/NonProduction: .*such as Apps\/Playground, Apps\/Production, write/s,
    );
  });

  it("are a problem each when no new path is there", () => {
    const problems = problemsOf((units) =>
      Object.fromEntries(Object.entries(units).filter(([path]) => !path.startsWith("Workloads"))),
    );
    assert.equal(problems.length, 3);
    assert.doesNotMatch(problems.join("\n"), /such as|below it/);
  });
});
