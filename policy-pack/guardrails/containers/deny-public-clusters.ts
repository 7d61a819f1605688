import { clusterTypes, readCluster } from "../support/clusters";
import { isAnywhere } from "../support/ports";
import { isTrue } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyPublicClusters: Guardrail = {
  id: "deny-public-clusters",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // IAM does not see the ranges: only the exempt roles, whose programs are judged before, make public endpoints.
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyPublicClusters",
          Action: ["eks:CreateCluster"],
          Resource: ["*"],
          Condition: { BoolIfExists: { "eks:endpointPublicAccess": ["true"] } },
        }),
        denyExcept(context, {
          Sid: "DenyPublicClustersLater",
          Action: ["eks:UpdateClusterConfig"],
          Resource: ["*"],
          Condition: { Bool: { "eks:endpointPublicAccess": ["true"] } },
        }),
      ],
    },
  ],
  preview: { resource: [{ types: clusterTypes, check: endpointIsNarrow }] },
  // It also finds endpoints that ranges narrow.
  detect: [{ securityHubControl: "EKS.1" }],
  parameters: {},
  about: {
    title: "Open the Kubernetes API to named networks only",
    why: "an endpoint that the whole internet reaches is one stolen token or one flaw of the API server away from the cluster",
    comply: "Make the endpoint private, or list the ranges that may reach it in publicAccessCidrs",
    severity: "high",
    frameworks: [fsbp("EKS.1"), controlTower("CT.EKS.PR.1")],
    requirements: [],
    peers: ["Control Tower", "Pulumi compliance policies"],
  },
};

/** Public to everyone is the default of both arguments, and what an empty list of ranges means. */
function endpointIsNarrow(cluster: ResourceView): Finding[] {
  const open = readCluster(cluster, "vpcConfig.endpointPublicAccess", "endpointPublicAccess");
  const ranges = readCluster(cluster, "vpcConfig.publicAccessCidrs", "publicAccessCidrs");
  const isPublic = open.state === "absent" || (open.state === "known" && isTrue(open.value));
  const toEveryone =
    ranges.state === "absent" ||
    (ranges.state === "known" &&
      Array.isArray(ranges.value) &&
      (ranges.value.length === 0 || ranges.value.some(isAnywhere)));
  return isPublic && toEveryone
    ? [
        {
          message:
            "opens the Kubernetes API to the internet; set endpointPublicAccess to false or list ranges in publicAccessCidrs",
        },
      ]
    : [];
}
