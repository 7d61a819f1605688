import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { DenyContext } from "../types/organization-policy";

export const denyOutsideResources: Guardrail = {
  id: "deny-outside-resources",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { trustedAccounts }) => {
        const StringNotEquals = outside(context, trustedAccounts as readonly string[]);
        return [
          denyExcept(context, {
            Sid: "DenyOutsideResources",
            Action: outward,
            Resource: ["*"],
            Condition: {
              // A service that works with its caller's rights may keep what it writes in a bucket of AWS.
              BoolIfExists: { "aws:ViaAWSService": ["false"] },
              // What goes to nobody's resource, such as a text message by SNS, carries no owner.
              Null: { "aws:ResourceAccount": ["false"] },
              StringNotEquals,
            },
          }),
          // Whoever encrypts with a stranger's key has handed the data over, by whichever service it happens.
          denyExcept(context, {
            Sid: "DenyOutsideResourcesKeys",
            Action: ["kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncryptTo"],
            Resource: ["*"],
            Condition: { StringNotEquals },
          }),
        ];
      },
    },
  ],
  preview: { none: "whose a bucket, queue or key is shows only when it is written to" },
  detect: { none: "AWS Config judges resources, not the requests that are sent to others'" },
  parameters: {
    trustedAccounts: {
      type: "strings",
      of: "account",
      mayBeEmpty: true,
      description: "Accounts outside the organization that may be written to",
      default: [],
    },
  },
  optIn: "a company that delivers to partners must list their accounts before",
  about: {
    title: "Write to the organization's own resources only",
    why: "data leaves by a valid role that writes to a bucket or queue of somebody else, and no policy of ours is asked",
    comply:
      "Write to resources of the organization, or have the partner's account listed in trustedAccounts",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("SEC08-BP04")],
    requirements: [],
    peers: ["AWS data perimeter samples"],
  },
};

/** Calls that carry data to a resource which its own policy may open to other accounts, and the way there by a role. */
const outward: readonly string[] = [
  "backup:CopyIntoBackupVault",
  "codeartifact:PublishPackageVersion",
  "dynamodb:BatchWriteItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
  "ecr:PutImage",
  "events:PutEvents",
  "kinesis:PutRecord*",
  "lambda:InvokeFunction",
  "s3:PutObject",
  "s3:ReplicateObject",
  "secretsmanager:PutSecretValue",
  "sns:Publish",
  "sqs:SendMessage",
  "sts:AssumeRole",
];

function outside(
  { organizationId }: DenyContext,
  trusted: readonly string[],
): Record<string, readonly string[]> {
  return {
    "aws:ResourceOrgID": [organizationId],
    ...(trusted.length > 0 && { "aws:ResourceAccount": trusted }),
  };
}
