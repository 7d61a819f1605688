import { CLUSTER, clusterTypes, readCluster } from "../support/clusters";
import { isNotTrue } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectClusters: Guardrail = {
  id: "protect-clusters",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectClusters",
          Action: ["eks:DeleteCluster"],
          Resource: ["*"],
        }),
        denyExcept(context, {
          Sid: "ProtectClustersSwitch",
          Action: ["eks:UpdateClusterConfig"],
          Resource: ["*"],
          Condition: { Bool: { "eks:deletionProtection": ["false"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [{ types: clusterTypes, check: isProtected }],
    remedies: [
      {
        types: [CLUSTER],
        inputs: (cluster) =>
          cluster.read(PROTECTION).state === "absent" ? { [PROTECTION]: true } : {},
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule for the deletion protection of clusters" },
  parameters: {},
  scope: { environments: ["production"] },
  about: {
    title: "Protect production clusters from deletion",
    why: "deleting a cluster deletes its Kubernetes objects and addresses, and for some teams the only record of what they run",
    comply: "Set deletionProtection to true and remove clusters by code",
    severity: "medium",
    frameworks: [wellArchitected("REL08-BP05"), wellArchitected("SEC03-BP02")],
    requirements: ["r2.6"],
    peers: [],
  },
};

const PROTECTION = "deletionProtection";

function isProtected(cluster: ResourceView): Finding[] {
  return isNotTrue(readCluster(cluster, PROTECTION, PROTECTION))
    ? [{ message: `can be deleted by one API call; set ${PROTECTION} to true` }]
    : [];
}
