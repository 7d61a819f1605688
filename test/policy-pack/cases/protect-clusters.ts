import type { PolicyCases } from "../cases";

const CLUSTER = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";
const says = /can be deleted by one call; set deletionProtection to true/;

export const cases: PolicyCases = {
  violating: [
    { title: "a cluster that does not say", type: CLUSTER, says },
    {
      title: "a cluster without protection",
      type: CLUSTER,
      inputs: { deletionProtection: false },
      says,
    },
    { title: "a component that does not say", type: COMPONENT, inputs: { name: "platform" }, says },
  ],
  compliant: [
    { type: CLUSTER, inputs: { deletionProtection: true } },
    { type: CLUSTER, inputs: { deletionProtection: "true" } },
    { type: COMPONENT, inputs: { deletionProtection: true } },
  ],
  remedied: [{ type: CLUSTER, becomes: { deletionProtection: true } }],
};
