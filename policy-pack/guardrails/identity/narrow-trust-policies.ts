import {
  allowsWithout,
  isSpecific,
  type NarrowingKeys,
  openStatements,
  senderKeys,
} from "../support/open-statements";
import { texts } from "../support/policy-documents";
import { isTrue, known, objects } from "../support/readings";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding } from "../types/preview-rule";

export const narrowTrustPolicies: Guardrail = {
  id: "narrow-trust-policies",
  deny: {
    none: "no condition key shows the content of a trust policy; the data perimeter denies principals outside the organization",
  },
  preview: {
    resource: [
      {
        types: ["aws:iam/role:Role"],
        check: (role, { accounts }) =>
          trustsAreNarrow(known(role, "assumeRolePolicy"), accounts as readonly string[]),
      },
    ],
  },
  detect: {
    none: "AWS Config has no managed rule on trust policies; the organization's access analyzer reports them",
  },
  calls: ["iam:CreateRole", "iam:UpdateAssumeRolePolicy"],
  parameters: {
    accounts: {
      type: "strings",
      of: "account",
      mayBeEmpty: true,
      description: "Ids of accounts that a role may trust as a whole",
      default: [],
    },
  },
  about: {
    title: "Name the principals that may assume a role",
    why: "a role that trusts every principal, or all principals of an account, is as weak as the weakest of them",
    comply:
      "Name the roles that may assume it, or add a condition: aws:PrincipalOrgID for the principal *, aws:PrincipalArn or sts:ExternalId for a whole account",
    severity: "critical",
    frameworks: [
      wellArchitected("SEC03-BP07"),
      wellArchitected("SEC03-BP08"),
      wellArchitected("SEC03-BP09"),
    ],
    requirements: ["S11"],
    peers: [],
  },
};

/**
 * Keys that narrow the principals of one account. For the principal `*` they are not enough: a stranger chooses these
 * values.
 */
const callerKeys: NarrowingKeys = {
  ...senderKeys,
  "aws:MultiFactorAuthPresent": isTrue,
  "aws:PrincipalArn": isSpecific,
  "aws:PrincipalTag/*": isSpecific,
  "aws:username": isSpecific,
  "sts:ExternalId": isSpecific,
};

function trustsAreNarrow(document: unknown, accounts: readonly string[]): Finding[] {
  return [
    ...openStatements(document).map(() => ({
      message:
        "trusts every principal without a condition on the sender; name the roles that may assume it",
    })),
    ...allowsWithout(callerKeys, document).flatMap(({ Principal: principal }) =>
      wholeAccounts(principal)
        .filter((account) => !accounts.includes(account))
        .map((account) => ({
          message: `trusts all principals of account ${account} without a condition; name its roles, or add a condition on aws:PrincipalArn`,
        })),
    ),
  ];
}

function wholeAccounts(principal: unknown): string[] {
  return objects(principal)
    .flatMap(({ AWS: named }) => texts(named))
    .flatMap((name) => /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1] ?? []);
}
