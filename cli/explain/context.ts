import type { DenyContext } from "../../policy-pack/guardrails/types/organization-policy";
import type { Organization } from "../../stacks/company/organization";
import { accountIdAt } from "../../stacks/guardrails";

/**
 * Facts of the policies with the ids that the configuration has. An id that AWS has not given yet is any id in the ARN of a
 * resource. Among the exempt people it is that of the question's account, or none.
 */
export function contextFor(
  organization: Organization,
  account: string,
  context: DenyContext,
): DenyContext {
  const fill = <T>(part: T, unknown: (key: string) => string): T =>
    JSON.parse(
      Object.entries(organization.accounts).reduce(
        (text, [key, { id }], index) => text.replaceAll(accountIdAt(index), id ?? unknown(key)),
        JSON.stringify(part),
      ),
    ) as T;
  return {
    ...fill(context, () => "?".repeat(12)),
    peopleArns: fill(context.peopleArns, (key) => (key === account ? "*" : `<${key}>`)),
    organizationId: organizationName(organization),
  };
}

/** Text in the place of the organization's id in conditions. */
export function organizationName({ existing }: Organization): string {
  return existing?.id ?? "this organization";
}
