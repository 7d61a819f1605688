import type { Project } from "../../cli/planner/project";
import { settledProblems } from "../../stacks/checks/settled";
import type { DeployedResource } from "../../stacks/checks/settled/deployed";
import type { Problem } from "../../stacks/company/problems";
import type { PlannedCompany } from "./effect";

/** Resources of each stack of a planned company, as its state has them after a deployment. */
export function statesOf({ resources }: PlannedCompany): Record<string, DeployedResource[]> {
  const states: Record<string, DeployedResource[]> = {};
  for (const { stack, type, name, outputs, imports } of resources.values()) {
    const { arn } = outputs;
    // A plan invents the ids of what it would import.
    const imported =
      imports !== undefined && typeof arn === "string"
        ? { arn: arn.replace(/[^/]+$/, imports) }
        : {};
    (states[stack] ??= []).push({ type, name, outputs: { ...outputs, ...imported } });
  }
  return states;
}

/** Problems of a configuration whose stacks are compared with a deployed company, as each stack does before it creates anything. */
export function problemsAgainst(
  deployed: PlannedCompany,
  { organization, stacks }: Project,
  next: PlannedCompany,
): Problem[] {
  const [states, wanted] = [statesOf(deployed), statesOf(next)];
  const { accountIds = {} } = (next.outputs.get("management") ?? {}) as {
    accountIds?: Record<string, string>;
  };
  return stacks.flatMap((stack) =>
    settledProblems(
      { organization, stack, accountId: accountIds[stack.account] },
      {
        own: states[stack.stack] ?? [],
        others: states,
        zones: (wanted[stack.stack] ?? []).flatMap(({ name, outputs }) =>
          /-private-\d$/.test(name) && typeof outputs["availabilityZone"] === "string"
            ? [outputs["availabilityZone"]]
            : [],
        ),
      },
    ),
  );
}
