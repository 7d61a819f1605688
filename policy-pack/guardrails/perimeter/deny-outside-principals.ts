import { controlTower, fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyOutsidePrincipals: Guardrail = {
  id: "deny-outside-principals",
  deny: [
    {
      policyType: "RESOURCE_CONTROL_POLICY",
      statements: (context, parameters) => {
        const list = (name: string): readonly string[] => parameters[name] as readonly string[];
        const accounts = [...list("trustedAccounts"), ...list("deliveryAccounts")];
        return [
          // No role is exempt: a stranger may use the name of an exempt role, and the organization's own roles need no
          // exemption.
          {
            Sid: "DenyOutsidePrincipals",
            Effect: "Deny",
            Principal: "*",
            Action: perimeter.filter(
              (action) => !list("openServices").includes(action.split(":")[0] ?? ""),
            ),
            Resource: ["*"],
            Condition: {
              BoolIfExists: { "aws:PrincipalIsAWSService": ["false"] },
              StringNotEqualsIfExists: {
                "aws:PrincipalOrgID": [context.organizationId],
                ...(accounts.length > 0 && { "aws:PrincipalAccount": accounts }),
              },
            },
          },
        ];
      },
    },
  ],
  preview: {
    none: "only a request shows the organization of its principal; the guardrails of each service check public resources",
  },
  detect: [{ securityHubControl: "S3.6" }],
  parameters: {
    trustedAccounts: {
      type: "strings",
      of: "account",
      mayBeEmpty: true,
      description: "Accounts of partners and vendors that may reach the organization's data",
      default: [],
    },
    deliveryAccounts: {
      type: "strings",
      of: "account",
      mayBeEmpty: true,
      description:
        "Accounts of AWS that write to the organization's buckets; the platform's configuration adds those of load balancers in the governed Regions",
      default: [],
    },
    openServices: {
      type: "strings",
      of: "service",
      mayBeEmpty: true,
      description:
        "Services that stay open to every principal that a resource policy admits, such as ecr",
      default: [],
    },
  },
  about: {
    title: "Allow only the organization's principals to reach its data",
    why: "one bucket policy, key policy or trust policy that names a stranger opens the data, and no review notices",
    comply:
      "Name principals of the organization, or request that trustedAccounts lists a partner's account; let CloudFront read buckets by origin access control, not by an origin access identity",
    severity: "critical",
    frameworks: [
      controlTower("CT.S3.PV.4"),
      controlTower("CT.KMS.PV.7"),
      controlTower("CT.SECRETSMANAGER.PV.1"),
      controlTower("CT.SQS.PV.1"),
      controlTower("CT.STS.PV.1"),
      fsbp("S3.6"),
      wellArchitected("SEC03-BP07"),
    ],
    requirements: [],
    peers: [
      "AWS data perimeter samples",
      "Control Tower",
      "Landing Zone Accelerator",
      "org-kickstart",
    ],
  },
};

/**
 * Services with data whose resource policies can admit other accounts. Of STS only the calls of principals: federated
 * users and workflows have no account, and their requests must pass.
 *
 * @see https://docs.aws.amazon.com/controltower/latest/controlreference/list-of-rcp-controls.html
 */
const perimeter: readonly string[] = [
  "codeartifact:*",
  "dynamodb:*",
  "ecr:*",
  "events:*",
  "kms:*",
  "s3:*",
  "secretsmanager:*",
  "sqs:*",
  "sts:AssumeRole",
  "sts:SetContext",
];
