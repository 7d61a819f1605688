import type { PolicyCases } from "../cases";

const CLUSTER = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";
const says = /set authenticationMode to API/;

export const cases: PolicyCases = {
  violating: [
    { title: "a cluster that does not say", type: CLUSTER, says },
    {
      title: "a cluster with a config map beside",
      type: CLUSTER,
      inputs: { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } },
      says,
    },
    { title: "a component that does not say", type: COMPONENT, inputs: { name: "platform" }, says },
    {
      title: "a component with a config map",
      type: COMPONENT,
      inputs: { authenticationMode: "CONFIG_MAP" },
      says,
    },
  ],
  compliant: [
    { type: CLUSTER, inputs: { accessConfig: { authenticationMode: "API" } } },
    { type: COMPONENT, inputs: { authenticationMode: "API" } },
  ],
};
