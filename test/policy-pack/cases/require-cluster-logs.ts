import type { PolicyCases } from "../cases";

const CLUSTER = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";
const enabledClusterLogTypes = ["api", "audit", "authenticator"];

export const cases: PolicyCases = {
  parameters: { types: ["api", "audit", "authenticator"] },
  violating: [
    { title: "a cluster without logs", type: CLUSTER, message: /does not send the audit log/ },
    {
      title: "a cluster without one of them",
      type: CLUSTER,
      inputs: { enabledClusterLogTypes: ["api", "audit"] },
      message: /does not send the authenticator log; add it to enabledClusterLogTypes/,
    },
    {
      title: "a component without an audit log",
      type: COMPONENT,
      inputs: { enabledClusterLogTypes: ["api", "authenticator", "scheduler"] },
      message: /does not send the audit log/,
    },
  ],
  compliant: [
    { type: CLUSTER, inputs: { enabledClusterLogTypes } },
    {
      type: COMPONENT,
      inputs: { enabledClusterLogTypes: [...enabledClusterLogTypes, "scheduler"] },
    },
  ],
  remedied: [{ type: CLUSTER, becomes: { enabledClusterLogTypes } }],
};
