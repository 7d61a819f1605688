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
              // A service that uses its caller's rights may write to a bucket of AWS.
              BoolIfExists: { "aws:ViaAWSService": ["false"] },
              // Requests without a resource, such as a text message by SNS, have no resource account.
              Null: { "aws:ResourceAccount": ["false"] },
              StringNotEquals,
            },
          }),
          // Data that is encrypted with a stranger's key is in the stranger's hands, through any service.
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
  preview: { none: "only a request shows the owner of a bucket, queue or key" },
  detect: { none: "AWS Config checks resources, not requests to other accounts" },
  parameters: {
    trustedAccounts: {
      type: "strings",
      of: "account",
      mayBeEmpty: true,
      description: "Accounts outside the organization that principals may write to",
      default: [],
    },
  },
  optIn: "a company that delivers to partners must first list their accounts",
  about: {
    title: "Write only to the organization's own resources",
    why: "a stolen role can write data to a stranger's bucket or queue, which no policy of the organization protects",
    comply:
      "Write to resources of the organization, or request that trustedAccounts lists the partner's account",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("SEC08-BP04")],
    requirements: [],
    peers: ["AWS data perimeter samples"],
  },
};

/**
 * Calls that write data to a resource whose policy may admit other accounts, and the calls that assume a role there.
 */
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
