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
  deny: { none: "no condition key shows what a policy document says" },
  preview: { resource: documentRules(rolesAreNamed) },
  detect: { none: "AWS Config has no managed rule that looks for the passing of roles" },
  calls: documentCalls,
  parameters: {},
  about: {
    title: "Name the roles that may be passed or assumed",
    why: "who may pass or assume every role has the rights of the strongest one",
    comply:
      "Name the roles in Resource, or add a condition such as iam:PassedToService or aws:ResourceOrgID",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC03-BP05")],
    requirements: ["S11"],
    peers: [],
  },
};

const actions = ["iam:PassRole", "sts:AssumeRole"];

/** Roles of one account, or of the organization, are fewer than all; their policies decide the rest. */
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
      // A document that allows everything is deny-administrator-policies' matter.
      .filter((statement) => allowedAmong(["iam:PutRolePolicy"], statement).length === 0)
      .flatMap((statement) => allowedAmong(actions, statement))
      .map((action) => ({
        message: `allows ${action} on every role without a condition; name the roles, or add a condition`,
      }))
  );
}
