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
            // Services that send no aws:SourceAccount are exempt: a role or a grant binds them to an account.
            Null: { "aws:SourceAccount": ["false"] },
            StringNotEqualsIfExists: {
              "aws:SourceOrgID": [context.organizationId],
              "aws:SourceAccount": [
                ...Object.keys(accountsOfAws),
                ...(trustedAccounts as readonly string[]),
              ],
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
    title: "Allow AWS services to act only for the organization",
    why: "if a resource trusts a service, a stranger can let this service read or write the resource for him",
    comply: "Name the source account or ARN in every permission for a service",
    severity: "high",
    frameworks: [fsbp("Lambda.1"), wellArchitected("SEC03-BP07")],
    requirements: [],
    peers: ["AWS data perimeter samples", "Landing Zone Accelerator"],
  },
};

/** Accounts of AWS whose topics publish changes for all accounts. A queue that listens to one names its topic. */
const accountsOfAws = {
  // https://docs.aws.amazon.com/vpc/latest/userguide/subscribe-notifications.html
  "806199016981": "AmazonIpSpaceChanged",
  // https://docs.aws.amazon.com/linux/al2/ug/linux-ami-notifications.html
  "137112412989": "amazon-linux-2-ami-updates",
};

/** Resource control policies do not apply to functions: the permission itself must name the caller of the service. */
function sourceIsNamed(permission: ResourceView): Finding[] {
  const service = known(permission, "principal");
  const sources = ["principalOrgId", "sourceAccount", "sourceArn"];
  return typeof service === "string" &&
    service.endsWith(".amazonaws.com") &&
    sources.every((source) => permission.read(source).state === "absent")
    ? [{ message: `allows ${service} to call for any account; set sourceArn or sourceAccount` }]
    : [];
}
