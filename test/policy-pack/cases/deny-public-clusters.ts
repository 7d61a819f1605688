import type { PolicyCases } from "../cases";

const CLUSTER = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";
const open = /opens the Kubernetes API to the internet/;
const narrow = { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] };
const closed = { endpointPublicAccess: false, endpointPrivateAccess: true };

export const cases: PolicyCases = {
  violating: [
    {
      title: "a cluster without the setting",
      type: CLUSTER,
      inputs: { vpcConfig: {} },
      message: open,
    },
    {
      title: "a public cluster for everyone",
      type: CLUSTER,
      inputs: { vpcConfig: { endpointPublicAccess: true } },
      message: open,
    },
    {
      title: "a range of everyone among others",
      type: CLUSTER,
      inputs: { vpcConfig: { ...narrow, publicAccessCidrs: ["203.0.113.0/24", "::/0"] } },
      message: open,
    },
    {
      title: "a list of no ranges, which AWS takes for everyone",
      type: CLUSTER,
      inputs: { vpcConfig: { ...narrow, publicAccessCidrs: [] } },
      message: open,
    },
    {
      title: "everyone in two halves",
      type: CLUSTER,
      inputs: { vpcConfig: { ...narrow, publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"] } },
      message: open,
    },
    {
      title: "a component without the setting",
      type: COMPONENT,
      inputs: { name: "platform" },
      message: open,
    },
    {
      title: "a component for everyone",
      type: COMPONENT,
      inputs: { ...narrow, publicAccessCidrs: ["0.0.0.0/0"] },
      message: /set endpointPublicAccess to false or list ranges/,
    },
  ],
  compliant: [
    { type: CLUSTER, inputs: { vpcConfig: narrow } },
    { type: CLUSTER, inputs: { vpcConfig: closed } },
    { type: COMPONENT, inputs: narrow },
    { type: COMPONENT, inputs: closed },
  ],
};
