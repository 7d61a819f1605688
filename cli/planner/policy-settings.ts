import type { AccountLevel, PolicySetting } from "../../policy-pack/policies";
import {
  accountsInScope,
  type EffectiveGuardrail,
  effectiveGuardrails,
  stageInAccount,
} from "../../stacks/guardrails";
import { withIds } from "../../stacks/company/accounts";
import type { Organization } from "../../stacks/company/organization";
import type { Project } from "./project";

/**
 * Settings of the policy pack for the stacks of a company, by guardrail: parameters, and the level in each account. It
 * follows from the guardrail's scope, stage and exceptions.
 *
 * @param accountIds Ids that AWS assigned, by account key. @default - those of the configuration. An account without an
 * id has its key in place of it: stacks find it by `accountsByStack`
 */
export function policySettings(
  { name, organization: configured, stacks }: Pick<Project, "name" | "organization" | "stacks">,
  accountIds: Readonly<Record<string, string>> = {},
): Record<string, PolicySetting> {
  const organization = withIds(configured, accountIds);
  const idOf = (key: string): string => organization.accounts[key]?.id ?? key;
  const accountsByStack = Object.fromEntries([
    ...Object.entries(organization.accountsByStack).map(([stack, key]) => [stack, idOf(key)]),
    ...stacks.map(({ stack, account }) => [`${name}/${stack}`, idOf(account)]),
  ]) as Record<string, string>;
  return Object.fromEntries(
    effectiveGuardrails(organization).map((effective) => {
      const { guardrail, parameters, preview } = effective;
      const levels = levelsOf(organization, effective);
      const used = [...levels.values()];
      const enforcementLevel = used.includes("mandatory") ? "mandatory" : "advisory";
      const everywhere = isEverywhere(effective);
      // Without a list every account has the level of the policy.
      const isListed = !everywhere || used.some((level) => level !== enforcementLevel);
      return [
        guardrail.id,
        {
          enforcementLevel,
          parameters,
          accountLevels: isListed
            ? Object.fromEntries([...levels].map(([key, level]) => [idOf(key), level]))
            : {},
          otherAccounts: everywhere ? "mandatory" : "advisory",
          accountsByStack: isListed ? accountsByStack : {},
          ...(preview === "refuse" && { preview }),
        },
      ];
    }),
  );
}

/** True for a guardrail without a scope. */
function isEverywhere({ scope }: EffectiveGuardrail): boolean {
  return !scope.organizationalUnits && !scope.environments;
}

/** Level of a guardrail in each account, by key. */
function levelsOf(
  organization: Organization,
  effective: EffectiveGuardrail,
): ReadonlyMap<string, AccountLevel> {
  const { guardrail, scope, exceptions, preview } = effective;
  const bound = new Set(accountsInScope(organization, scope));
  exceptions.forEach(({ account }) => bound.delete(account));
  // No organization policy binds the management account, but its resources can be checked as well.
  if (isEverywhere(effective)) {
    bound.add("management");
  }
  return new Map(
    Object.keys(organization.accounts).map((key) => {
      const refuses =
        stageInAccount(organization, guardrail, key) === "enforce" && preview !== "advise";
      return [key, !bound.has(key) ? "none" : refuses ? "mandatory" : "advisory"];
    }),
  );
}
