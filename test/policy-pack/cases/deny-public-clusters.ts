import type { PolicyCases } from "../cases";

const CLUSTER = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";
const open = /opens the Kubernetes API to the internet/;
const narrow = { endpointPublicAccess: true, publicAccessCidrs: ["203.0.113.0/24"] };
const closed = { endpointPublicAccess: false, endpointPrivateAccess: true };

export const cases: PolicyCases = {
  violating: [
    { title: "a cluster that does not say", type: CLUSTER, inputs: { vpcConfig: {} }, says: open },
    {
      title: "a public cluster for everyone",
      type: CLUSTER,
      inputs: { vpcConfig: { endpointPublicAccess: true } },
      says: open,
    },
    {
      title: "a range of everyone among others",
      type: CLUSTER,
      inputs: { vpcConfig: { ...narrow, publicAccessCidrs: ["203.0.113.0/24", "::/0"] } },
      says: open,
    },
    {
      title: "a list of no ranges, which AWS takes for everyone",
      type: CLUSTER,
      inputs: { vpcConfig: { ...narrow, publicAccessCidrs: [] } },
      says: open,
    },
    {
      title: "everyone in two halves",
      type: CLUSTER,
      inputs: { vpcConfig: { ...narrow, publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"] } },
      says: open,
    },
    {
      title: "a component that does not say",
      type: COMPONENT,
      inputs: { name: "platform" },
      says: open,
    },
    {
      title: "a component for everyone",
      type: COMPONENT,
      inputs: { ...narrow, publicAccessCidrs: ["0.0.0.0/0"] },
      says: /set endpointPublicAccess to false or list ranges/,
    },
  ],
  compliant: [
    { type: CLUSTER, inputs: { vpcConfig: narrow } },
    { type: CLUSTER, inputs: { vpcConfig: closed } },
    { type: COMPONENT, inputs: narrow },
    { type: COMPONENT, inputs: closed },
  ],
};
