import { wellArchitected } from "../frameworks";
import type { Finding, Guardrail } from "../guardrail";
import { known } from "../readings";
import { texts, unconditionalAllows } from "./policy-documents";

export const narrowTrustPolicies: Guardrail = {
  id: "narrow-trust-policies",
  title: "Name who may take a role",
  why: "a role that trusts everybody, or all of an account, belongs to whoever gets hold of any identity there",
  comply:
    "Name the roles that may assume it, or add a condition on aws:PrincipalArn, aws:PrincipalOrgID or sts:ExternalId",
  severity: "critical",
  frameworks: [
    wellArchitected("SEC03-BP07"),
    wellArchitected("SEC03-BP08"),
    wellArchitected("SEC03-BP09"),
  ],
  requirements: ["S11"],
  peers: [],
  parameters: {
    accounts: {
      type: "strings",
      description: "Ids of accounts that a role may trust as a whole",
      default: [],
    },
  },
  deny: {
    none: "no condition key shows what a trust policy says; assumption from outside is refused by the data perimeter",
  },
  calls: ["iam:CreateRole", "iam:UpdateAssumeRolePolicy"],
  preview: {
    resource: [
      {
        types: ["aws:iam/role:Role"],
        check: (role, { accounts }) =>
          unconditionalAllows(known(role, "assumeRolePolicy")).flatMap(({ Principal: principal }) =>
            principalIsNarrow(principal, accounts as readonly string[]),
          ),
      },
    ],
  },
  detect: {
    none: "AWS Config has no managed rule on trust policies; the organization's access analyzer reports them",
  },
};

function principalIsNarrow(principal: unknown, accounts: readonly string[]): Finding[] {
  const named = texts(
    typeof principal === "object" && principal !== null && "AWS" in principal
      ? principal.AWS
      : principal,
  );
  if (named.includes("*")) {
    return [{ message: "trusts everyone without a condition; name the roles that may assume it" }];
  }
  return named.flatMap((name) => {
    const account = /^(?:arn:[\w-]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
    return account === undefined || accounts.includes(account)
      ? []
      : [
          {
            message: `trusts all of account ${account} without a condition; name its roles, or add a condition on aws:PrincipalArn`,
          },
        ];
  });
}
