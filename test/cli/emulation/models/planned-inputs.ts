import { writeFileSync } from "node:fs";
import type { Values } from "../../../../cli/emulation/core/types";
import { typeFacts } from "../../../../cli/emulation/cloud/sdk-types";
import { createResource } from "../../../../cli/emulation/create";
import { loadProject, type Project } from "../../../../cli/planner/project";
import { companiesOf, stackOf } from "../../../changes/companies";
import { planCompany } from "../../../changes/effect";
import { organizationRows } from "../../../changes/rows/organization";
import { stackRows } from "../../../changes/rows/stacks";
import { workloadRows } from "../../../changes/rows/workload";
import { check, type CompanyFiles, defaultFiles } from "../../../stacks/checks/company-files";
import { companyWithoutWorkloads, fullCompany } from "../../../stacks/lengths/full-company";
import { setAt } from "../../../support/plan/default-company";
import { five, init, nine, six, withFolder } from "../../init/companies";

/** A planned resource of AWS, or a child of a remote component. */
export interface PlannedInputs {
  readonly type: string;
  readonly name: string;
  readonly inputs: Values;
}

/** Marks of values that a plan does not show. */
const hidden: readonly unknown[] = ["[secret]", "[unknown]"];

/** Every text, number and boolean in inputs with its path: dots between names, no indexes of lists. */
export function leavesOf(value: unknown, at = ""): [path: string, leaf: unknown][] {
  if (typeof value !== "object" || value === null) {
    return value === undefined || hidden.includes(value) ? [] : [[at, value]];
  }
  return Object.entries(value).flatMap(([key, part]) =>
    leavesOf(part, Array.isArray(value) ? at : at === "" ? key : `${at}.${key}`),
  );
}

/** Resources that the default company plans, with its guardrails enforced and in stage report, and the full one. */
export async function* ofPlans(): AsyncGenerator<PlannedInputs> {
  const reporting = defaultFiles();
  setAt(reporting.organization, "rollout.stage", "report");
  for (const company of [defaultFiles(), reporting, fullCompany()]) {
    yield* ofAws(await planCompany(accepted(company)));
  }
}

/** Resources that every company of the tests plans: also those of init, and those of each change. */
export async function* plannedInputs(): AsyncGenerator<PlannedInputs> {
  yield* ofPlans();
  yield* ofAws(await planCompany(accepted(companyWithoutWorkloads())));
  const base = await planCompany(accepted(defaultFiles()));
  for (const answers of [six, five, nine]) {
    yield* await withFolder(async (folder) => {
      await init(folder, { ...answers, yes: true });
      return [...ofAws(await planCompany(loadProject(folder)))];
    });
  }
  for (const row of [...organizationRows, ...stackRows, ...workloadRows]) {
    const stack = stackOf(row);
    for (const company of Object.values(companiesOf(row))) {
      const { project } = check(company);
      if (project !== undefined) {
        yield* ofAws(await planCompany(project, stack === undefined ? undefined : [stack], base));
      }
    }
  }
}

/** Inputs whose keys a program chooses. */
const maps =
  /(?:^|\.)(tags|dimensions|parameters|globalSettings|resourceType(?:OptIn|Management)Preference)\.(?!(?:name|value|applyMethod)$).*$/;

/** A path with `*` for a key that a program chooses. */
export function starred(path: string): string {
  return path.replace(maps, (found, map: string) => `${found.startsWith(".") ? "." : ""}${map}.*`);
}

function accepted(company: CompanyFiles): Project {
  const { problems, project } = check(company);
  if (project === undefined) {
    throw new Error(problems.map(({ path }) => path).join(", "));
  }
  return project;
}

function* ofAws({ resources }: Awaited<ReturnType<typeof planCompany>>): Generator<PlannedInputs> {
  for (const [urn, { type, name, inputs, region }] of resources) {
    if (type.startsWith("aws:")) {
      const { autoNames } = createResource({
        ...{ type, name, urn, inputs, site: { account: "123456789012", region } },
      });
      const known = typeFacts(type)?.inputs;
      const names = Object.entries(autoNames).filter(([input]) => known?.has(input));
      yield { type, name, inputs: { ...Object.fromEntries(names), ...inputs } };
    }
  }
}

/** Most values of an input that are kept. */
const SAMPLES = 40;

/** Writes the paths of all planned inputs by type into a file, for `npm run aws-tables`. */
async function main(file: string): Promise<void> {
  const found: Record<string, Record<string, unknown[]>> = {};
  for await (const { type, inputs } of plannedInputs()) {
    const paths = (found[type] ??= {});
    for (const [path, leaf] of leavesOf(inputs)) {
      const values = (paths[starred(path)] ??= []);
      if (values.length < SAMPLES && !values.includes(leaf)) {
        values.push(leaf);
      }
    }
  }
  writeFileSync(file, JSON.stringify(found));
}

if (require.main === module) {
  void main(process.argv[2] ?? "planned-inputs.json");
}
