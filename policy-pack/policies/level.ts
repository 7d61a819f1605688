import { accountOfProvider, accountOfStack, stackOf } from "./accounts";
import type { PolicyResource } from "./view";

/**
 * Levels of a guardrail in an account. `mandatory` is the level of the policy, which a configuration may lower as a whole;
 * `advisory` warns; `none` reports nothing.
 */
export const levels = ["mandatory", "advisory", "none"] as const;
export type AccountLevel = (typeof levels)[number];

/** Configuration that every policy takes in addition to its guardrail's parameters. */
export interface CommonValues {
  /** Stacks that the policy exempts, as `<project>/<stack>`. */
  readonly excludedStacks: readonly string[];
  /** Level of the guardrail in each account, by id, or by key while AWS has assigned no id. */
  readonly accountLevels: Readonly<Record<string, AccountLevel>>;
  /** Level where no account is known, or one that `accountLevels` does not contain. */
  readonly otherAccounts: AccountLevel;
  /** Id or key of the account of each stack, by pattern `<project>/<stack>`, in which `*` matches any text. */
  readonly accountsByStack: Readonly<Record<string, string>>;
  /** `refuse` for a company that is firm where the guardrail's rules only advise. */
  readonly preview?: "refuse";
}

/** The level of a guardrail for one resource. */
export interface ResourceLevel {
  readonly level: AccountLevel;
  /** Sentence on why the guardrail only advises, and what to give; absent where the account is known. */
  readonly note?: string;
}

/**
 * Level of a guardrail for a resource: that of the account of its provider. Where the provider names none, that of the account
 * of its stack. A provider's account that the configuration does not list is that of the stack only where `accountsByStack` has
 * the whole name of the stack: a pattern could be for stacks in other accounts.
 */
export function levelFor(
  resource: PolicyResource,
  { accountLevels, otherAccounts, accountsByStack }: CommonValues,
): ResourceLevel {
  const stack = stackOf(resource.urn);
  const own = accountOfProvider(resource);
  const named = [
    own,
    own === undefined || Object.hasOwn(accountsByStack, stack)
      ? accountOfStack(stack, accountsByStack)
      : undefined,
  ].filter((account) => account !== undefined);
  const listed = named.find((account) => Object.hasOwn(accountLevels, account));
  const level = listed === undefined ? undefined : accountLevels[listed];
  return level === undefined
    ? {
        level: otherAccounts,
        ...(otherAccounts === "advisory" && { note: noteOn(named[0], stack) }),
      }
    : { level };
}

function noteOn(account: string | undefined, stack: string): string {
  return account === undefined
    ? `Only advice, because no account is known: set allowedAccountIds of the provider, or add the stack ${stack} to accountsByStack.`
    : `Only advice, because the configuration does not list account ${account}: its id belongs in organization.accounts.<key>.id.`;
}
