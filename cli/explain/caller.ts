import { memberAccounts } from "../../stacks/company/accounts";
import type { Organization } from "../../stacks/company/organization";
import type { Answer } from "../evaluation/answer";
import { type Comparison, completeKeys, type ConditionKeys } from "../evaluation/request";

/** Principal of a request that is explained, and its relation to the account of the request. */
export interface Caller {
  readonly accountId: string;
  /** Key of its account; `undefined` when no account has this id in the configuration. */
  readonly account: string | undefined;
  /** True for a principal of the organization; `undefined` while accounts without an id could be its account. */
  readonly isMember: Answer;
  /** True when the service control policies of the request's account bind it; `undefined` when ids are missing. */
  readonly isBound: Answer;
  /** Condition keys that AWS derives from the principal. */
  readonly keys: ConditionKeys;
}

/**
 * Derives the caller from the ARN of a role, a user, a root user or a session. A session counts as its role, as in the
 * condition keys of AWS.
 *
 * @param account Key of the member account that the request is sent in.
 * @param organizationId The organization's id as statements contain it.
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
  return {
    accountId,
    account: own,
    isMember,
    isBound: isOpen ? undefined : own === account,
    keys: keysOf(arn, accountId, organizationId, isMember),
  };
}

function keysOf(
  arn: string,
  accountId: string,
  organizationId: string,
  isMember: Answer,
): ConditionKeys {
  const known = completeKeys({
    "aws:PrincipalAccount": accountId,
    "aws:PrincipalIsAWSService": "false",
    ...(isMember === true && { "aws:PrincipalOrgID": organizationId }),
  });
  const isArn = (key: string): boolean => key.toLowerCase() === "aws:principalarn";
  const isOrganization = (key: string): boolean => key.toLowerCase() === "aws:principalorgid";
  return {
    has: (key) => known.has(key) === true || isArn(key) || isOrganization(key) || undefined,
    valueOf: (key) => known.valueOf(key),
    matches: (key, wanted, comparison) => {
      if (isArn(key)) {
        return isPrincipal(wanted, arn, comparison);
      }
      if (known.has(key) === true) {
        return known.matches(key, wanted, comparison);
      }
      // The principal of a stranger has another organization's id, or none.
      const excluded = isOrganization(key) && isMember === false;
      return excluded && comparison(wanted, organizationId) ? false : undefined;
    },
  };
}

/** Name and path that IAM Identity Center gives the roles of its permission sets. */
const PERMISSION_SET = "AWSReservedSSO_";
const PERMISSION_SET_PATH = "aws-reserved/sso.amazonaws.com/";

/** The ARN of a session does not contain its role's path: of a pattern with a path only the name is compared. */
function isPrincipal(pattern: string, arn: string, comparison: Comparison): boolean {
  const [, partition = "", accountId = "", role] =
    /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)/.exec(arn) ?? [];
  if (role === undefined) {
    return comparison(pattern, arn);
  }
  const path = role.startsWith(PERMISSION_SET) ? PERMISSION_SET_PATH : "";
  const roles = `arn:${partition}:iam::${accountId}:role/`;
  const withoutPath = /^(.*:role\/).*\/([^/]*[^/*][^/]*)$/.exec(pattern);
  return (
    comparison(pattern, `${roles}${path}${role}`) ||
    (withoutPath !== null &&
      comparison(`${withoutPath[1] ?? ""}${withoutPath[2] ?? ""}`, `${roles}${role}`))
  );
}
