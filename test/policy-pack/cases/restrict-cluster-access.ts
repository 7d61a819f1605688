import type { PolicyCases } from "../cases";

const CLUSTER = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";
const message = /set authenticationMode to API/;

export const cases: PolicyCases = {
  violating: [
    { title: "a cluster without the setting", type: CLUSTER, message },
    {
      title: "a cluster with a config map beside",
      type: CLUSTER,
      inputs: { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } },
      message,
    },
    {
      title: "a component without the setting",
      type: COMPONENT,
      inputs: { name: "platform" },
      message,
    },
    {
      title: "a component with a config map",
      type: COMPONENT,
      inputs: { authenticationMode: "CONFIG_MAP" },
      message,
    },
  ],
  compliant: [
    { type: CLUSTER, inputs: { accessConfig: { authenticationMode: "API" } } },
    { type: COMPONENT, inputs: { authenticationMode: "API" } },
  ],
};
