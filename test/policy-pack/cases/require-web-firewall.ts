import { UNKNOWN, urnOf } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const DEPRECATED = "aws:alb/loadBalancer:LoadBalancer";
const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const CLASSIC = "aws:wafregional/webAclAssociation:WebAclAssociation";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";

const inputs = { resourceArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:app/web" };
const message = /has no web ACL in front of it/;

export const cases: PolicyCases = {
  violating: [
    { title: "a load balancer without a scheme", type: BALANCER, message },
    {
      title: "a load balancer that faces the internet, as text",
      type: BALANCER,
      inputs: { internal: "false", loadBalancerType: "application" },
      message,
    },
    {
      title: "a load balancer beside one that has a web ACL",
      type: BALANCER,
      name: "forgotten",
      with: [
        { type: BALANCER, name: "other" },
        { type: ASSOCIATION, inputs, references: { resourceArn: urnOf(BALANCER, "other") } },
      ],
      message,
    },
    {
      title: "a load balancer of the deprecated type beside a web ACL of an API",
      type: DEPRECATED,
      inputs: { internal: false, arn: `${inputs.resourceArn}/1` },
      with: [{ type: CLASSIC, inputs }],
      message,
    },
    {
      title: "a distribution whose web ACL is taken away",
      type: DISTRIBUTION,
      inputs: { webAclId: "" },
      message: /has no web ACL; set webAclId/,
    },
    {
      title: "a distribution without a web ACL",
      type: DISTRIBUTION,
      message: /has no web ACL; set webAclId/,
    },
  ],
  compliant: [
    { type: BALANCER, inputs: { internal: true, loadBalancerType: "application" } },
    { type: BALANCER, inputs: { internal: false, loadBalancerType: "network" } },
    { type: DEPRECATED, inputs: { internal: true, loadBalancerType: "application" } },
    { type: DEPRECATED, inputs: { internal: false, loadBalancerType: "network" } },
    {
      type: BALANCER,
      with: [{ type: ASSOCIATION, inputs, references: { resourceArn: urnOf(BALANCER) } }],
    },
    {
      type: DEPRECATED,
      with: [{ type: CLASSIC, inputs, references: { resourceArn: urnOf(DEPRECATED) } }],
    },
    { type: BALANCER, with: [{ type: ASSOCIATION, inputs: { resourceArn: UNKNOWN } }] },
    { type: BALANCER, inputs: { arn: inputs.resourceArn }, with: [{ type: ASSOCIATION, inputs }] },
    { type: DEPRECATED, inputs: { arn: inputs.resourceArn }, with: [{ type: CLASSIC, inputs }] },
    { type: DISTRIBUTION, inputs: { webAclId: "arn:aws:wafv2:us-east-1:123456789012:web" } },
  ],
};
