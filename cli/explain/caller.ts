import { matches } from "../../policy-pack/guardrails/support/wildcards";
import { memberAccounts } from "../../stacks/company/accounts";
import type { Organization } from "../../stacks/company/organization";
import type { Principal } from "./matching";

/** A principal, and where it stands to an account that is asked in. */
export interface Caller extends Principal {
  readonly accountId: string;
  /** Key of its account; `undefined` when no account has this id in the configuration. */
  readonly account: string | undefined;
  /** `undefined` as long as accounts without an id could be it. */
  readonly isMember: boolean | undefined;
  /** Whether the service control policies of the account that is asked in bind it; `undefined` when ids are missing. */
  readonly isBound: boolean | undefined;
}

/**
 * What an ARN tells of who asks. A session counts as its role, as the condition keys of AWS have it.
 *
 * @param account Key of the member account that is asked in.
 * @param arn Of a role, a user, a root user or a session.
 * @param organizationId What stands for the organization in statements.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function callerOf(
  organization: Organization,
  account: string,
  arn: string,
  organizationId: string,
): Caller {
  const { accounts } = organization;
  const accountId = arn.split(":")[4] ?? "";
  const own = Object.keys(accounts).find((key) => accounts[key]?.id === accountId);
  const complete = memberAccounts(organization).every((key) => accounts[key]?.id !== undefined);
  const isMember = own === undefined ? (complete ? false : undefined) : true;
  const isOpen = own === undefined && accounts[account]?.id === undefined;
  const has = (key: string, value: string): boolean | undefined => {
    switch (key.toLowerCase()) {
      case "aws:principalarn":
        return isPrincipal(value, arn);
      case "aws:principalaccount":
        return value === accountId;
      case "aws:principalorgid":
        return value === organizationId ? isMember : isMember === true ? false : undefined;
      case "aws:principalisawsservice":
        return value === "false";
      default:
        return undefined;
    }
  };
  return { accountId, account: own, isMember, isBound: isOpen ? undefined : own === account, has };
}

/** Name and path that IAM Identity Center gives the roles of its permission sets. */
const PERMISSION_SET = "AWSReservedSSO_";
const PERMISSION_SET_PATH = "aws-reserved/sso.amazonaws.com/";

/** A session's ARN has lost its role's path, so of a pattern with a path only the name is compared. */
function isPrincipal(pattern: string, arn: string): boolean {
  const [, partition = "", accountId = "", role] =
    /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)/.exec(arn) ?? [];
  if (role === undefined) {
    return matches(pattern, arn);
  }
  const path = role.startsWith(PERMISSION_SET) ? PERMISSION_SET_PATH : "";
  const roles = `arn:${partition}:iam::${accountId}:role/`;
  const withoutPath = /^(.*:role\/).*\/([^/]*[^/*][^/]*)$/.exec(pattern);
  return (
    matches(pattern, `${roles}${path}${role}`) ||
    (withoutPath !== null &&
      matches(`${withoutPath[1] ?? ""}${withoutPath[2] ?? ""}`, `${roles}${role}`))
  );
}
