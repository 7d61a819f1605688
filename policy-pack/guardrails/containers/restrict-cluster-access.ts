import { clusterTypes, readCluster } from "../support/clusters";
import { isNot } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const restrictClusterAccess: Guardrail = {
  id: "restrict-cluster-access",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RestrictClusterAccess",
          Action: [
            "eks:AssociateAccessPolicy",
            "eks:AssociateIdentityProviderConfig",
            "eks:CreateAccessEntry",
            "eks:DeleteAccessEntry",
            "eks:DisassociateAccessPolicy",
            "eks:DisassociateIdentityProviderConfig",
            "eks:UpdateAccessEntry",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: { resource: [{ types: clusterTypes, check: entriesDecide }] },
  detect: {
    none: "AWS Config has no managed rule for access entries; CloudTrail records each change of them",
  },
  calls: ["eks:CreateCluster", "eks:UpdateClusterConfig"],
  parameters: {},
  scope: { environments: ["production", "staging"] },
  about: {
    title: "Manage access to production clusters in code",
    why: "one access entry can give any role of the account administration of the cluster, with every secret in it",
    comply: "Declare access entries in the stack and set the authentication mode to API",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP02"), wellArchitected("SEC03-BP07")],
    requirements: ["r2.6"],
    peers: [],
  },
};

/** In the other modes a config map inside the cluster admits roles, which AWS does not record. */
function entriesDecide(cluster: ResourceView): Finding[] {
  const mode = readCluster(cluster, "accessConfig.authenticationMode", "authenticationMode");
  return isNot(mode, "API")
    ? [{ message: "admits roles by a config map; set authenticationMode to API" }]
    : [];
}
