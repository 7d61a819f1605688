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
    none: "no condition key shows what a trust policy says; assumption from outside is refused by the data perimeter",
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
    title: "Name who may take a role",
    why: "a role that trusts everybody, or all of an account, belongs to whoever gets hold of any identity there",
    comply:
      "Name the roles that may assume it, or add a condition: aws:PrincipalOrgID where everyone is named, aws:PrincipalArn or sts:ExternalId where an account is",
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

/** Within one account these tell who it is as well: outside of it anybody may choose them. */
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
        "trusts everyone without a condition on who it is; name the roles that may assume it",
    })),
    ...allowsWithout(callerKeys, document).flatMap(({ Principal: principal }) =>
      wholeAccounts(principal)
        .filter((account) => !accounts.includes(account))
        .map((account) => ({
          message: `trusts all of account ${account} without a condition; name its roles, or add a condition on aws:PrincipalArn`,
        })),
    ),
  ];
}

function wholeAccounts(principal: unknown): string[] {
  return objects(principal)
    .flatMap(({ AWS: named }) => texts(named))
    .flatMap((name) => /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1] ?? []);
}
