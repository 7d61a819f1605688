import { UNKNOWN, urnOf } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const VPC = "aws:ec2/vpc:Vpc";
const COMPONENT = "awsx:ec2:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const ATTACHMENT = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment";
const EGRESS = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
const CARRIER = "aws:ec2/carrierGateway:CarrierGateway";
const NAT = "aws:ec2/natGateway:NatGateway";

const foreign = { vpcId: "vpc-0a" };
const ofNetwork = { references: { vpcId: urnOf(VPC) }, with: [{ type: VPC }] };
const message = /opens a network of another stack to the internet/;

export const cases: PolicyCases = {
  violating: [
    {
      title: "an internet gateway for a network by its id",
      type: GATEWAY,
      inputs: foreign,
      message,
    },
    {
      title: "an internet gateway for a network of another stack's outputs",
      type: GATEWAY,
      inputs: foreign,
      references: { vpcId: urnOf("pulumi:pulumi:StackReference") },
      with: [{ type: VPC }, { type: SUBNET }, { type: COMPONENT }],
      message,
    },
    {
      title: "an attachment to a network by its id",
      type: ATTACHMENT,
      inputs: { ...foreign, internetGatewayId: "igw-0a" },
      message,
    },
    {
      title: "an egress-only gateway for a network by its id",
      type: EGRESS,
      inputs: foreign,
      message,
    },
    { title: "a carrier gateway for a network by its id", type: CARRIER, inputs: foreign, message },
    {
      title: "a NAT gateway in a subnet by its id",
      type: NAT,
      inputs: { subnetId: "subnet-0a", connectivityType: "public" },
      message,
    },
    {
      title: "a NAT gateway of a whole network by its id",
      type: NAT,
      inputs: { ...foreign, availabilityMode: "regional" },
      message,
    },
  ],
  compliant: [
    { type: GATEWAY },
    { type: GATEWAY, inputs: { vpcId: UNKNOWN } },
    { type: GATEWAY, inputs: foreign, ...ofNetwork },
    {
      type: GATEWAY,
      inputs: foreign,
      references: { vpcId: urnOf(COMPONENT) },
      with: [{ type: COMPONENT }],
    },
    {
      type: GATEWAY,
      inputs: foreign,
      with: [
        { type: VPC },
        {
          type: ATTACHMENT,
          inputs: { ...foreign, internetGatewayId: "igw-0a" },
          references: { vpcId: urnOf(VPC), internetGatewayId: urnOf(GATEWAY) },
        },
      ],
    },
    { type: EGRESS, inputs: foreign, ...ofNetwork },
    { type: CARRIER, inputs: foreign, ...ofNetwork },
    {
      type: NAT,
      // The provider returns the network of the subnet after the gateway is created.
      inputs: { ...foreign, subnetId: "subnet-0a", availabilityMode: "zonal" },
      references: { subnetId: urnOf(SUBNET) },
      with: [{ type: SUBNET }],
    },
    { type: NAT, inputs: { ...foreign, availabilityMode: "regional" }, ...ofNetwork },
    { type: NAT, inputs: { subnetId: "subnet-0a", connectivityType: "private" } },
  ],
};
