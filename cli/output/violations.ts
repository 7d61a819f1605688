import type { Violation } from "../planner/policy-checker";
import { plural, shortUrn, type StackSummary } from "./summary";

/** One resource that violates a policy. */
export interface Place {
  readonly stack: string;
  /** Type and name. */
  readonly resource: string;
}

/** Resources that violate a policy for the same reason: one wrong setting can affect all resources of all stacks. */
export interface Cause {
  readonly message: string;
  readonly places: readonly Place[];
}

/** Violations of one policy, the cause with most resources first. */
export interface ViolatedPolicy extends Pick<
  Violation,
  "policy" | "enforcementLevel" | "severity"
> {
  readonly causes: readonly Cause[];
}

/** Violations of all stacks by policy and message, mandatory policies first. */
export function violatedPolicies(stacks: readonly StackSummary[]): ViolatedPolicy[] {
  const policies = new Map<string, Violation & { causes: Map<string, Place[]> }>();
  for (const { stack, violations } of stacks) {
    for (const violation of violations) {
      const key = JSON.stringify([violation.policy, violation.enforcementLevel]);
      const policy = policies.get(key) ?? { ...violation, causes: new Map<string, Place[]>() };
      policies.set(key, policy);
      const places = policy.causes.get(violation.message) ?? [];
      policy.causes.set(violation.message, places);
      places.push({ stack, resource: shortUrn(violation.urn) });
    }
  }
  return [...policies.values()]
    .map(({ policy, enforcementLevel, severity, causes }) => ({
      ...{ policy, enforcementLevel, severity },
      causes: [...causes]
        .map(([message, places]) => ({ message, places }))
        .sort((left, right) => right.places.length - left.places.length),
    }))
    .sort(
      (left, right) =>
        Number(isMandatory(right)) - Number(isMandatory(left)) || count(right) - count(left),
    );
}

export function isMandatory({ enforcementLevel }: Pick<Violation, "enforcementLevel">): boolean {
  return enforcementLevel === "mandatory";
}

/** Number and stacks of resources: `3 resources in prod`, `524 resources in 9 stacks`. */
export function placesText(places: readonly Place[]): string {
  const stacks = [...new Set(places.map(({ stack }) => stack))];
  const where = stacks.length > 2 ? plural(stacks.length, "stack") : stacks.join(" and ");
  return `${plural(places.length, "resource")} in ${where}`;
}

function count({ causes }: Pick<ViolatedPolicy, "causes">): number {
  return causes.reduce((sum, { places }) => sum + places.length, 0);
}
