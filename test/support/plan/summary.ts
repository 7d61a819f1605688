import type { PlanSummary, StackSummary } from "../../../cli/output/summary";
import type { Violation } from "../../../cli/planner/policy-checker";

/** A mandatory violation by a bucket. */
export function violation(
  policy: string,
  name: string,
  changes: Partial<Violation> = {},
): Violation {
  return {
    policy,
    enforcementLevel: "mandatory",
    severity: "high",
    urn: `urn:pulumi:prod::platform::aws:s3/bucket:Bucket::${name}`,
    message: `is ${policy}`,
    ...changes,
  };
}

/** Summary of a plan with these violations by stack. Each stack has an account of its own name. */
export function summaryOf(
  violations: Readonly<Record<string, readonly Violation[]>>,
  changes: Partial<StackSummary> = {},
): PlanSummary {
  const stacks = Object.entries(violations).map(([stack, found]): StackSummary => ({
    ...{ stack, role: "workload", account: stack, id: "111111111111", isNew: false },
    ...{ organizationalUnit: "Workloads/Production", wave: 5, resources: found.length },
    ...{ remote: 0, references: 0, violations: found, missing: [], errors: new Set<Error>() },
    ...changes,
  }));
  return { organization: "acme", stacks, rules: [], idle: [], notices: [] };
}
