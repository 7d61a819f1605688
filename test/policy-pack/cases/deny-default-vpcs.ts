import type { PolicyCases } from "../cases";

const VPC = "aws:ec2/defaultVpc:DefaultVpc";
const SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";
const INSTANCE = "aws:ec2/instance:Instance";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";

const uses = /uses a default network/;
const startsThere = /names no network and so starts in the default one/;

export const cases: PolicyCases = {
  violating: [
    { title: "a default network", type: VPC, message: uses },
    {
      title: "a default network that is kept",
      type: VPC,
      inputs: { forceDestroy: false },
      message: uses,
    },
    {
      title: "a default subnet",
      type: SUBNET,
      inputs: { availabilityZone: "us-east-1a" },
      message: uses,
    },
    { title: "an instance without a subnet", type: INSTANCE, message: startsThere },
    { title: "a security group without a network", type: GROUP, message: startsThere },
  ],
  compliant: [
    { type: VPC, inputs: { forceDestroy: true } },
    { type: SUBNET, inputs: { forceDestroy: true } },
    { type: INSTANCE, inputs: { subnetId: "subnet-0a" } },
    { type: INSTANCE, inputs: { networkInterfaces: [{ networkInterfaceId: "eni-0a" }] } },
    { type: INSTANCE, inputs: { primaryNetworkInterface: { networkInterfaceId: "eni-0a" } } },
    { type: INSTANCE, inputs: { launchTemplate: { id: "lt-0a" } } },
    { type: GROUP, inputs: { vpcId: "vpc-0a" } },
  ],
};
