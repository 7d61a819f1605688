import { clusterTypes, readCluster } from "../support/clusters";
import { denyExcept } from "../support/statements";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const encryptClusterSecrets: Guardrail = {
  id: "encrypt-cluster-secrets",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "EncryptClusterSecrets",
          Action: ["eks:CreateCluster"],
          Resource: ["*"],
          Condition: { Null: { "eks:encryptionConfigProviderKeyArns": ["true"] } },
        }),
      ],
    },
  ],
  preview: { resource: [{ types: clusterTypes, check: hasKey }] },
  detect: [{ securityHubControl: "EKS.3" }],
  parameters: {},
  optIn:
    "EKS encrypts all data of its API with a key of AWS since version 1.28, and a key of the company cannot be taken off a cluster again",
  about: {
    title: "Encrypt Kubernetes secrets with a key of the company",
    why: "with a key of AWS the company can neither see who decrypts a cluster's secrets, nor stop it",
    comply: "Set a KMS key when you create the cluster",
    severity: "medium",
    frameworks: [fsbp("EKS.3"), controlTower("CT.EKS.PR.2")],
    requirements: [],
    peers: ["Control Tower", "AWS samples", "Pulumi compliance policies"],
  },
};

function hasKey(cluster: ResourceView): Finding[] {
  const key = readCluster(cluster, "encryptionConfig", "encryptionConfigKeyArn");
  return key.state === "absent"
    ? [
        {
          message:
            "encrypts its secrets with no key of the company; set encryptionConfig, or encryptionConfigKeyArn of eks.Cluster",
        },
      ]
    : [];
}
