import type { Opening } from "../support/ports";
import { known, objects } from "../support/readings";
import type { ResourceView } from "../types/preview-rule";

/** What each type of security group and rule lets in. */
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

/** Types that let traffic in to the members of a security group. */
export const ingressTypes = Object.keys(readers);

/** What a security group or one of its rules lets in. */
export function openingsOf(resource: ResourceView): Opening[] {
  return readers[resource.type]?.(resource) ?? [];
}
