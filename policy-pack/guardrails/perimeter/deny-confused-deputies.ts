import { known } from "../support/readings";
import { fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyConfusedDeputies: Guardrail = {
  id: "deny-confused-deputies",
  deny: [
    {
      policyType: "RESOURCE_CONTROL_POLICY",
      statements: (context, { trustedAccounts }) => [
        {
          Sid: "DenyConfusedDeputies",
          Effect: "Deny",
          Principal: "*",
          Action: ["kms:*", "s3:*", "secretsmanager:*", "sqs:*", "sts:*"],
          Resource: ["*"],
          Condition: {
            Bool: { "aws:PrincipalIsAWSService": ["true"] },
            // Services that do not say for whom they act are left alone: a role or a grant binds them to an account.
            Null: { "aws:SourceAccount": ["false"] },
            StringNotEqualsIfExists: {
              "aws:SourceOrgID": [context.organizationId],
              ...((trustedAccounts as readonly string[]).length > 0 && {
                "aws:SourceAccount": trustedAccounts as readonly string[],
              }),
            },
          },
        },
      ],
    },
  ],
  preview: {
    resource: [{ types: ["aws:lambda/permission:Permission"], check: sourceIsNamed }],
  },
  detect: [{ securityHubControl: "Lambda.1" }],
  calls: ["lambda:AddPermission"],
  parameters: {
    trustedAccounts: {
      type: "strings",
      of: "account",
      mayBeEmpty: true,
      description: "Accounts outside the organization that services may act for",
      default: [],
    },
  },
  about: {
    title: "Let AWS services act for the organization only",
    why: "a stranger who has a service write to or read from a resource that trusts the service gets in by its hand",
    comply: "Name the source account or ARN where a service is let in",
    severity: "high",
    frameworks: [fsbp("Lambda.1"), wellArchitected("SEC03-BP07")],
    requirements: [],
    peers: ["AWS data perimeter samples", "Landing Zone Accelerator"],
  },
};

/** No resource control policy reaches functions: their own permission must say for whom the service calls. */
function sourceIsNamed(permission: ResourceView): Finding[] {
  const service = known(permission, "principal");
  const sources = ["principalOrgId", "sourceAccount", "sourceArn"];
  return typeof service === "string" &&
    service.endsWith(".amazonaws.com") &&
    sources.every((source) => permission.read(source).state === "absent")
    ? [{ message: `lets ${service} in for any account; set sourceArn or sourceAccount` }]
    : [];
}
