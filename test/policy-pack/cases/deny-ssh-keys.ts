import type { PolicyCases } from "../cases";

const types = [
  "aws:ec2/instance:Instance",
  "aws:ec2/launchConfiguration:LaunchConfiguration",
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest",
];
const NODES = "aws:eks/nodeGroup:NodeGroup";
const BUILDS = "aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration";

export const cases: PolicyCases = {
  violating: [
    ...types.map((type) => ({
      title: `a key pair of ${type}`,
      type,
      inputs: { keyName: "ops" },
      message: /names a key pair in keyName/,
    })),
    {
      title: "a key pair of nodes",
      type: NODES,
      inputs: { remoteAccess: { ec2SshKey: "ops" } },
      message: /names a key pair in remoteAccess\.ec2SshKey/,
    },
    {
      title: "a key pair of image builds",
      type: BUILDS,
      inputs: { keyPair: "ops" },
      message: /remove it and use Session Manager/,
    },
  ],
  compliant: [
    ...types.map((type) => ({ type, inputs: { keyName: "" } })),
    { type: NODES, inputs: { remoteAccess: { sourceSecurityGroupIds: ["sg-0a1b"] } } },
    { type: BUILDS, inputs: { keyPair: "" } },
    ...types.map((type) => ({ type })),
  ],
};
