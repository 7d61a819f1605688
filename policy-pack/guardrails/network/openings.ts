import type { Opening } from "../support/ports";
import { known, objects } from "../support/readings";
import type { ResourceView } from "../types/preview-rule";

/** Inbound rules in a security group or rule, by type. */
const readers: Readonly<Record<string, (resource: ResourceView) => Opening[]>> = {
  "aws:ec2/securityGroup:SecurityGroup": (group) =>
    objects(known(group, "ingress")).map((rule) => ({
      sources: [rule["cidrBlocks"], rule["ipv6CidrBlocks"]].flat(),
      protocol: rule["protocol"],
      from: rule["fromPort"],
      to: rule["toPort"],
    })),
  "aws:ec2/securityGroupRule:SecurityGroupRule": (rule) =>
    known(rule, "type") === "ingress"
      ? [
          {
            sources: [known(rule, "cidrBlocks"), known(rule, "ipv6CidrBlocks")].flat(),
            protocol: known(rule, "protocol"),
            from: known(rule, "fromPort"),
            to: known(rule, "toPort"),
          },
        ]
      : [],
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": (rule) => [
    {
      sources: [known(rule, "cidrIpv4"), known(rule, "cidrIpv6")],
      protocol: known(rule, "ipProtocol"),
      from: known(rule, "fromPort"),
      to: known(rule, "toPort"),
    },
  ],
};

/** Types with inbound rules of security groups. */
export const ingressTypes = Object.keys(readers);

/** Inbound rules of a security group, or of one of its rules. */
export function openingsOf(resource: ResourceView): Opening[] {
  return readers[resource.type]?.(resource) ?? [];
}
