import { CLUSTER, clusterTypes, readCluster } from "../support/clusters";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireClusterLogs: Guardrail = {
  id: "require-cluster-logs",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        // A request without logging creates a cluster without logs. An update without logging changes nothing.
        denyExcept(context, {
          Sid: "RequireClusterLogs",
          Action: ["eks:CreateCluster"],
          Resource: ["*"],
          Condition: { BoolIfExists: { "eks:loggingType/audit": ["false"] } },
        }),
        denyExcept(context, {
          Sid: "RequireClusterLogsKept",
          Action: ["eks:UpdateClusterConfig"],
          Resource: ["*"],
          Condition: { Bool: { "eks:loggingType/audit": ["false"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [{ types: clusterTypes, check: logsAreOn }],
    remedies: [
      {
        types: [CLUSTER],
        inputs: (cluster, { types }) =>
          cluster.read(LOG_TYPES).state === "absent" ? { [LOG_TYPES]: types } : {},
      },
    ],
  },
  detect: [{ securityHubControl: "EKS.8" }],
  parameters: {
    types: {
      type: "strings",
      values: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      description: "Types of logs that every cluster must send",
      default: ["audit"],
    },
  },
  reportsFirst:
    "eksctl, CDK and Terraform create clusters without logs by default: look at the reports first",
  about: {
    title: "Log the control plane of every cluster",
    why: "only the audit log records who read a secret or changed a role inside the cluster, and it records nothing before it is enabled",
    comply:
      "Add audit to enabledClusterLogTypes, and the other types that the guardrail's parameter lists",
    severity: "medium",
    frameworks: [fsbp("EKS.8")],
    requirements: ["r2.9"],
    peers: [],
  },
};

const LOG_TYPES = "enabledClusterLogTypes";

function logsAreOn(cluster: ResourceView, parameters: ParameterValues): Finding[] {
  const reading = readCluster(cluster, LOG_TYPES, LOG_TYPES);
  const wanted = parameters["types"] as readonly string[];
  const on: readonly unknown[] =
    reading.state === "known" && Array.isArray(reading.value) ? reading.value : [];
  // An unknown type may be any of them.
  const undecided = reading.state === "unknown" || on.includes(undefined);
  return wanted
    .filter((type) => !undecided && !on.includes(type))
    .map((type) => ({ message: `does not send the ${type} log; add it to ${LOG_TYPES}` }));
}
