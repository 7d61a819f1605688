import { clusterTypes, readCluster } from "../support/clusters";
import { isNot } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireStandardSupport: Guardrail = {
  id: "require-standard-support",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireStandardSupport",
          Action: ["eks:CreateCluster"],
          Resource: ["*"],
          Condition: { StringNotEquals: { "eks:supportType": ["STANDARD"] } },
        }),
        denyExcept(context, {
          Sid: "RequireStandardSupportLater",
          Action: ["eks:UpdateClusterConfig"],
          Resource: ["*"],
          Condition: { StringEquals: { "eks:supportType": ["EXTENDED"] } },
        }),
      ],
    },
  ],
  preview: { resource: [{ types: clusterTypes, check: supportIsStandard }] },
  detect: [{ securityHubControl: "EKS.2" }],
  parameters: {},
  optIn:
    "STANDARD lets AWS upgrade the control plane at the end of its support: each team decides whether its cluster bears that",
  about: {
    title: "Keep clusters in standard support",
    why: "a cluster without upgrades enters extended support, which costs several times as much, and after it AWS upgrades the cluster to a version of its choice",
    comply:
      "Set upgradePolicy.supportType to STANDARD and upgrade before the end of standard support",
    severity: "medium",
    frameworks: [fsbp("EKS.2"), wellArchitected("SEC06-BP01")],
    requirements: [],
    peers: [],
  },
};

const SUPPORT = "upgradePolicy.supportType";

/** The default of AWS is extended support. */
function supportIsStandard(cluster: ResourceView): Finding[] {
  return isNot(readCluster(cluster, SUPPORT, SUPPORT), "STANDARD")
    ? [{ message: `may enter extended support; set ${SUPPORT} to STANDARD` }]
    : [];
}
