import { clusterTypes, readCluster } from "../support/clusters";
import { isAnywhere } from "../support/ports";
import { isTrue } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyPublicClusters: Guardrail = {
  id: "deny-public-clusters",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // IAM has no condition key for the ranges: a deny refuses a narrow endpoint like an open one.
      statements: (context, { onlyPrivate }) =>
        onlyPrivate !== true
          ? []
          : [
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
  // This control also reports endpoints that are limited to ranges.
  detect: [{ securityHubControl: "EKS.1" }],
  parameters: {
    onlyPrivate: {
      type: "boolean",
      description: "True refuses every public endpoint, those of the company's own ranges too",
      default: false,
    },
  },
  about: {
    title: "Open the Kubernetes API only to named networks",
    why: "if the whole internet reaches the endpoint, an attacker needs only a stolen token or one vulnerability of the API server",
    comply: "Make the endpoint private, or list the ranges that may reach it in publicAccessCidrs",
    severity: "high",
    frameworks: [fsbp("EKS.1"), controlTower("CT.EKS.PR.1")],
    requirements: [],
    peers: ["Control Tower", "Pulumi compliance policies"],
  },
};

/** Both arguments are open to the internet by default, and so is an empty list of ranges. */
function endpointIsNarrow(cluster: ResourceView, { onlyPrivate }: ParameterValues): Finding[] {
  const open = readCluster(cluster, "vpcConfig.endpointPublicAccess", "endpointPublicAccess");
  const ranges = readCluster(cluster, "vpcConfig.publicAccessCidrs", "publicAccessCidrs");
  const isPublic = open.state === "absent" || (open.state === "known" && isTrue(open.value));
  const toEveryone =
    ranges.state === "absent" ||
    (ranges.state === "known" &&
      Array.isArray(ranges.value) &&
      (ranges.value.length === 0 || ranges.value.some(isAnywhere)));
  if (onlyPrivate === true && isPublic) {
    return [{ message: "has a public endpoint; set endpointPublicAccess to false" }];
  }
  return isPublic && toEveryone
    ? [
        {
          message:
            "opens the Kubernetes API to the internet; set endpointPublicAccess to false or list ranges in publicAccessCidrs",
        },
      ]
    : [];
}
