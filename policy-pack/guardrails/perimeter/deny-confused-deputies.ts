import { policyProperties } from "../data/deny-open-resource-policies";
import {
  allowsWithout,
  isOfOneAccount,
  type NarrowingKeys,
  POSITIVE_IF_EXISTS,
  senderKeys,
} from "../support/open-statements";
import { texts } from "../support/policy-documents";
import { known, objects } from "../support/readings";
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
    resource: [
      { types: ["aws:lambda/permission:Permission"], check: sourceIsNamed },
      { types: ["aws:lambda/resourcePolicy:ResourcePolicy"], check: servicesAreBound },
      {
        types: unboundTypes(),
        advises: "some services send no source to some resources, such as EventBridge to a topic",
        check: servicesAreBound,
      },
    ],
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
    comply:
      "Name the source account in every permission for a service, or a source ARN that contains an account",
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

/**
 * Resource control policies do not apply to functions: the permission itself must name the caller of the service. The
 * ARN of a bucket contains no account, and a stranger can create a bucket of a name that is free again.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-s3-notification.html
 */
function sourceIsNamed(permission: ResourceView): Finding[] {
  const service = known(permission, "principal");
  const isNamed = ["principalOrgId", "sourceAccount"].some(
    (source) => permission.read(source).state !== "absent",
  );
  if (typeof service !== "string" || !service.endsWith(".amazonaws.com") || isNamed) {
    return [];
  }
  const source = permission.read("sourceArn");
  if (source.state === "absent") {
    return [
      {
        message: `allows ${service} to call for any account; set sourceAccount, or a sourceArn with an account`,
      },
    ];
  }
  // Every ARN of a bucket is without an account, one that is not known yet as well.
  const isAnyones =
    service === "s3.amazonaws.com" ||
    (source.state === "known" && typeof source.value === "string" && !isOfOneAccount(source.value));
  return isAnyones
    ? [
        {
          message: `allows ${service} to call for a sourceArn of any account; set sourceAccount as well`,
        },
      ]
    : [];
}

/** Types of resource policies that no statement of the guardrail binds, except those of functions. */
function unboundTypes(): string[] {
  return Object.keys(policyProperties()).filter(
    (type) => !/^aws:(?:kms|lambda|s3control|secretsmanager|sqs)\//.test(type),
  );
}

/** Keys of the resource or the account that a service acts for. The ARN of a bucket is any account's. */
const sourceKeys: NarrowingKeys = { ...senderKeys, "aws:SourceArn": isOfOneAccount };

function servicesAreBound(resource: ResourceView): Finding[] {
  const document = known(resource, policyProperties()[resource.type] ?? "policy");
  return allowsWithout(sourceKeys, document, POSITIVE_IF_EXISTS)
    .flatMap(({ Principal: principal }) => objects(principal))
    .flatMap(({ Service: services }) => texts(services))
    .map((service) => ({
      message: `allows ${service} to act for any account; compare aws:SourceAccount, by StringEqualsIfExists where the service may not send it`,
    }));
}
