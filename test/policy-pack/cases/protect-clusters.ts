import type { PolicyCases } from "../cases";

const CLUSTER = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";
const message = /can be deleted by one API call; set deletionProtection to true/;

export const cases: PolicyCases = {
  violating: [
    { title: "a cluster without the setting", type: CLUSTER, message },
    {
      title: "a cluster without protection",
      type: CLUSTER,
      inputs: { deletionProtection: false },
      message,
    },
    {
      title: "a component without the setting",
      type: COMPONENT,
      inputs: { name: "platform" },
      message,
    },
  ],
  compliant: [
    { type: CLUSTER, inputs: { deletionProtection: true } },
    { type: CLUSTER, inputs: { deletionProtection: "true" } },
    { type: COMPONENT, inputs: { deletionProtection: true } },
  ],
  remedied: [{ type: CLUSTER, becomes: { deletionProtection: true } }],
};
