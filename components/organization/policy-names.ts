import type { PolicyType } from "../../policy-pack/guardrails/types/organization-policy";

/** Name of the component that contains the guardrails' policies: their names start with it. */
export const GUARDRAIL_POLICIES = "guardrails";

/** Characters of a target in a name. A policy's name has at most 128, with the organization's name before them. */
const PLACE_LENGTH = 64;

/** Word for a policy's type in names; a service control policy goes without. */
const kinds: Readonly<Record<PolicyType, string>> = {
  AISERVICES_OPT_OUT_POLICY: "ai-opt-out",
  BACKUP_POLICY: "backup",
  DECLARATIVE_POLICY_EC2: "declarative",
  RESOURCE_CONTROL_POLICY: "resource",
  SERVICE_CONTROL_POLICY: "",
  TAG_POLICY: "tag",
};

/**
 * Names of the policies' resources, in the order of the policies: those of one type and target are numbered.
 *
 * @param start Name of the component that creates them.
 */
export function policyResourceNames(
  start: string,
  policies: readonly { readonly policyType: PolicyType; readonly target: string }[],
): string[] {
  const counts = new Map<string, number>();
  return policies.map(({ policyType, target }) => {
    const place =
      target === "root"
        ? ""
        : target
            .toLowerCase()
            .replaceAll(/[^a-z0-9]+/g, "-")
            .slice(0, PLACE_LENGTH);
    const series = [start, kinds[policyType], place].filter((part) => part !== "").join("-");
    const number = (counts.get(series) ?? 0) + 1;
    counts.set(series, number);
    return `${series}-${number}`;
  });
}

/** The policy of a resource as AWS shows it. */
export function policyName(organization: string, resourceName: string): string {
  return `${organization}-${resourceName}`;
}
