import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { guardrailPolicies } from "../../policy-pack/policies";
import { noticesOf } from "../../stacks/checks/notices";
import { expiredExceptions, idleGuardrails } from "../../stacks/guardrails";
import { policySettings } from "../planner/policy-settings";
import { JsonWriter } from "../output/json";
import { refuse, unknownName, unwritable } from "./usage";
import { planMarkdown } from "../output/markdown";
import { makeProgress } from "../output/progress";
import { exitCode, plural, SummaryBuilder } from "../output/summary";
import { planText, treeText } from "../output/text";
import { planProject } from "../planner/plan";
import { PolicyChecker } from "../planner/policy-checker";
import { loadProject, type Project } from "../planner/project";

export interface PlanCommandOptions {
  /** Folder of the project, where `Pulumi.yaml` is. */
  readonly cwd: string;
  /** File for the whole plan as JSON. */
  readonly json?: string;
  /** File for a summary as Markdown; `-` prints the Markdown instead of the table. */
  readonly markdown?: string;
  /** Stack whose resources are shown as a tree. */
  readonly tree?: string;
  /** Shows stack traces of errors. */
  readonly trace: boolean;
}

/** The policy pack as the organization configures it. */
export function policyCheckerOf(project: Project): PolicyChecker {
  return new PolicyChecker(
    guardrailPolicies(policySettings(project)),
    expiredExceptions(project.organization),
  );
}

/**
 * Plans the whole organization offline and prints it.
 *
 * @returns The exit code: 0 clean, 1 violations or failed stacks.
 * @throws ConfigurationError before anything is planned.
 */
export async function planCommand(options: PlanCommandOptions): Promise<0 | 1> {
  const project = loadProject(resolve(options.cwd));
  const stacks = project.stacks.map(({ stack }) => stack);
  refuse(
    options.tree === undefined ? undefined : unknownName("--tree", "stack", options.tree, stacks),
    options.json === "-"
      ? "--json: give a file, such as plan.json; the table goes to standard output"
      : undefined,
    unwritable("--json", options.json),
    unwritable("--markdown", options.markdown),
  );
  const policies = policyCheckerOf(project);
  const notices = noticesOf(project);
  const summary = new SummaryBuilder(
    project.organization.name,
    policies.names,
    idleGuardrails(project.organization),
    notices,
    options.cwd,
  );
  const json = options.json ? new JsonWriter(options.json, project.organization.name) : undefined;
  const progress = makeProgress();
  let tree: string | undefined;
  const onStart = progress.start.bind(progress);
  for await (const plan of planProject(project, { policies, onStart, traces: options.trace })) {
    const stack = summary.add(plan);
    json?.add(plan);
    if (options.tree === plan.stack) {
      tree = treeText(plan.records, plan.accounts);
    }
    progress.done(plan.stack, plural(stack.resources, "resource"), plan.durationMs);
  }
  progress.finish();
  json?.close(notices);

  const result = summary.finish();
  if (options.markdown !== undefined && options.markdown !== "-") {
    writeFileSync(options.markdown, planMarkdown(result));
  }
  if (tree !== undefined) {
    console.log(tree);
  }
  console.log(options.markdown === "-" ? planMarkdown(result) : planText(result));
  return exitCode(result);
}
