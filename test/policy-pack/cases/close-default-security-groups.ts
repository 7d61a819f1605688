import { UNKNOWN, urnOf } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const VPC = "aws:ec2/vpc:Vpc";

const all = { protocol: "-1", fromPort: 0, toPort: 0 };
const closed = { type: GROUP, inputs: { vpcId: "vpc-0a" } };

export const cases: PolicyCases = {
  violating: [
    {
      title: "a default group whose members reach each other",
      type: GROUP,
      inputs: { ingress: [{ ...all, self: true }] },
      message: /has rules in ingress; remove them/,
    },
    {
      title: "a default group with a way out",
      type: GROUP,
      inputs: { ingress: [], egress: [{ ...all, cidrBlocks: ["0.0.0.0/0"] }] },
      message: /has rules in egress; remove them/,
    },
    {
      title: "a network that leaves its default group as it is",
      type: VPC,
      message: /leaves its default security group open/,
    },
    {
      title: "a network beside one whose default group is closed",
      type: VPC,
      name: "forgotten",
      with: [
        { type: VPC, name: "closed" },
        { ...closed, references: { vpcId: urnOf(VPC, "closed") } },
      ],
      message: /leaves its default security group open/,
    },
    {
      title: "a network beside the closed group of another one by its id",
      type: VPC,
      inputs: { id: "vpc-0b" },
      with: [closed],
      message: /leaves its default security group open/,
    },
  ],
  compliant: [
    closed,
    { type: GROUP, inputs: { ingress: [], egress: [] } },
    { type: VPC, with: [{ ...closed, references: { vpcId: urnOf(VPC) } }] },
    { type: VPC, inputs: { id: "vpc-0a" }, with: [closed] },
    { type: VPC, with: [{ type: GROUP, inputs: { vpcId: UNKNOWN } }] },
  ],
};
