import { known, objects } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

/** @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html */
export const protectPodIdentity: Guardrail = {
  id: "protect-pod-identity",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectPodIdentity",
          Action: ["iam:CreateRole", "iam:CreateUser", "iam:TagRole", "iam:TagUser"],
          Resource: ["*"],
          Condition: { "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": tagKeys } },
        }),
      ],
    },
    {
      policyType: "RESOURCE_CONTROL_POLICY",
      statements: () => [
        // No role is exempt: a stranger's role can have any name. A pod with these tags may set them on the next
        // session.
        {
          Sid: "ProtectPodIdentitySessions",
          Effect: "Deny",
          Principal: "*",
          Action: ["sts:TagSession"],
          Resource: ["*"],
          Condition: {
            "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": tagKeys },
            BoolIfExists: { "aws:PrincipalIsAWSService": ["false"] },
            Null: { "aws:PrincipalTag/eks-cluster-arn": ["true"] },
          },
        },
      ],
    },
  ],
  preview: {
    resource: [{ types: ["aws:iam/role:Role", "aws:iam/user:User"], check: tagsAreOurs }],
  },
  detect: { none: "AWS Config has no managed rule for forbidden tag keys" },
  parameters: {},
  about: {
    title: "Reserve the session tags of pods to EKS",
    why: "policies give data to pods by the tags of their session, so a principal that may set these tags can act for every pod",
    comply: "Use other tag keys than those of EKS Pod Identity",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP02")],
    requirements: [],
    peers: ["AWS samples"],
  },
};

/** Tags with which Pod Identity identifies the pod of a session; IAM ignores their letter case. */
const tagKeys = [
  "eks-cluster-arn",
  "eks-cluster-name",
  "kubernetes-namespace",
  "kubernetes-pod-name",
  "kubernetes-pod-uid",
  "kubernetes-service-account",
];

function tagsAreOurs(resource: ResourceView): Finding[] {
  const [tags = {}] = objects(known(resource, "tags"));
  return Object.keys(tags)
    .filter((key) => tagKeys.includes(key.toLowerCase()))
    .map((key) => ({ message: `has the tag ${key}, which only EKS may set; rename it` }));
}
