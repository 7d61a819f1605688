import { allowsWithout, isSpecific, type NarrowingKeys } from "../support/open-statements";
import {
  allowedAmong,
  documentCalls,
  documentRules,
  reachesEveryRole,
  rightKeys,
} from "../support/policy-documents";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding } from "../types/preview-rule";

export const narrowRolePassing: Guardrail = {
  id: "narrow-role-passing",
  deny: { none: "no condition key shows the content of a policy document" },
  preview: { resource: documentRules(rolesAreNamed) },
  detect: { none: "AWS Config has no managed rule for statements that pass roles" },
  calls: documentCalls,
  parameters: {},
  about: {
    title: "Name the roles that may be passed or assumed",
    why: "a principal that may pass or assume every role has the rights of the strongest one",
    comply:
      "Name the roles in Resource, or add a condition such as iam:PassedToService or aws:ResourceOrgID",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC03-BP05")],
    requirements: ["S11"],
    peers: [],
  },
};

const actions = ["iam:PassRole", "sts:AssumeRole"];

/**
 * Conditions on one account or the organization count: they limit the roles, and the trust policies decide the rest.
 */
const passingKeys: NarrowingKeys = {
  ...rightKeys,
  "aws:ResourceAccount": isSpecific,
  "aws:ResourceOrgID": isSpecific,
  "aws:ResourceOrgPaths": isSpecific,
};

function rolesAreNamed(document: unknown): Finding[] {
  return (
    allowsWithout(passingKeys, document)
      .filter(reachesEveryRole)
      // deny-administrator-policies reports a document that allows everything.
      .filter((statement) => allowedAmong(["iam:PutRolePolicy"], statement).length === 0)
      .flatMap((statement) => allowedAmong(actions, statement))
      .map((action) => ({
        message: `allows ${action} on every role without a condition; name the roles, or add a condition`,
      }))
  );
}
