import { UNKNOWN, urnOf } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const VPC = "aws:ec2/vpc:Vpc";
const DEFAULT_VPC = "aws:ec2/defaultVpc:DefaultVpc";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a network of which one subnet is logged",
      type: VPC,
      with: [{ type: FLOW_LOG, inputs: { subnetId: "subnet-1" } }],
      message: /flow logs of single subnets or interfaces do not log those that are added later/,
    },
    { title: "a network without a flow log", type: VPC, message: /has no flow log/ },
    {
      title: "the default network without a flow log",
      type: DEFAULT_VPC,
      message: /has no flow log/,
    },
    {
      title: "a network beside one that is logged",
      type: VPC,
      with: [
        { type: VPC, name: "logged" },
        { type: FLOW_LOG, inputs: { vpcId: UNKNOWN }, references: { vpcId: urnOf(VPC, "logged") } },
      ],
      message: /has no flow log/,
    },
    {
      title: "a network beside the log of another",
      type: VPC,
      inputs: { id: "vpc-1" },
      with: [{ type: FLOW_LOG, inputs: { vpcId: "vpc-2" } }],
      message: /has no flow log/,
    },
    {
      title: "a network beside the log of a transit gateway",
      type: VPC,
      inputs: { id: UNKNOWN },
      with: [{ type: FLOW_LOG, inputs: { transitGatewayId: "tgw-1" } }],
      message: /has no flow log/,
    },
  ],
  compliant: [
    {
      type: VPC,
      with: [{ type: FLOW_LOG, inputs: { vpcId: UNKNOWN }, references: { vpcId: urnOf(VPC) } }],
    },
    { type: VPC, inputs: { id: "vpc-1" }, with: [{ type: FLOW_LOG, inputs: { vpcId: "vpc-1" } }] },
    {
      type: DEFAULT_VPC,
      inputs: { id: "vpc-1" },
      with: [{ type: FLOW_LOG, inputs: { vpcId: "vpc-1" } }],
    },
    { type: VPC, inputs: { id: UNKNOWN }, with: [{ type: FLOW_LOG, inputs: { vpcId: "vpc-1" } }] },
    { type: VPC, with: [{ type: FLOW_LOG, inputs: { vpcId: UNKNOWN } }] },
    { type: FLOW_LOG, inputs: { vpcId: "vpc-1" } },
  ],
};
