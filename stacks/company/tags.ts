import { PLATFORM_TAG } from "../../policy-pack/guardrails/types/platform-names";
import { environmentOf } from "./accounts";
import type { Organization } from "./organization";

/** Tags for every resource in an account: those of the organization, those of the account, and its environment. */
export function accountTags(organization: Organization, name: string): Record<string, string> {
  const account = organization.accounts[name];
  return {
    ...organization.tags.values,
    ...account?.tags,
    Environment: environmentOf(account),
    ManagedBy: "pulumi",
    [PLATFORM_TAG.key]: PLATFORM_TAG.value,
  };
}
