import { UNKNOWN, urnOf } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const ALB = "aws:alb/loadBalancer:LoadBalancer";
const CLASSIC = "aws:elb/loadBalancer:LoadBalancer";
const LB = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const ALB_LISTENER = "aws:alb/listener:Listener";
const REST = "aws:apigateway/stage:Stage";
const HTTP = "aws:apigatewayv2/stage:Stage";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource";
const on = { bucket: "acme-load-balancer-123456789012-us-east-1", enabled: true };
const accessLogSettings = {
  destinationArn: "arn:aws:logs:us-east-1:123456789012:log-group:api",
  format: "$context.requestId",
};
const arn = "arn:aws:cloudfront::123456789012:distribution/E1";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a load balancer without logs",
      type: LB,
      message: /does not log requests; set accessLogs/,
    },
    {
      title: "a load balancer whose logs are off",
      type: LB,
      inputs: { loadBalancerType: "application", accessLogs: { ...on, enabled: false } },
      message: /does not log requests/,
    },
    {
      title: "a load balancer whose logs are off in words",
      type: ALB,
      inputs: { accessLogs: { ...on, enabled: "false" } },
      message: /does not log requests/,
    },
    {
      title: "a load balancer with a bucket only, which is not enough",
      type: ALB,
      inputs: { accessLogs: { bucket: "b" } },
      message: /does not log requests/,
    },
    {
      title: "a classic load balancer without logs",
      type: CLASSIC,
      message: /does not log requests/,
    },
    {
      title: "a classic load balancer whose logs are off",
      type: CLASSIC,
      inputs: { accessLogs: { ...on, enabled: false } },
      message: /does not log requests/,
    },
    ...[
      [LB, LISTENER],
      [ALB, ALB_LISTENER],
    ].map(([balancer = "", listener = ""]) => ({
      title: `a network ${balancer} that ends TLS without logs`,
      type: balancer,
      inputs: { loadBalancerType: "network" },
      with: [
        {
          type: listener,
          inputs: { protocol: "tls", loadBalancerArn: UNKNOWN },
          references: { loadBalancerArn: urnOf(balancer) },
        },
      ],
      message: /does not log the connections whose TLS it ends/,
    })),
    { title: "a stage of a REST API without logs", type: REST, message: /set accessLogSettings/ },
    { title: "a stage of an HTTP API without logs", type: HTTP, message: /set accessLogSettings/ },
    {
      title: "a distribution without logs",
      type: DISTRIBUTION,
      message: /does not log requests; add an aws\.cloudwatch\.LogDeliverySource/,
    },
    {
      title: "a distribution beside one that is logged",
      type: DISTRIBUTION,
      with: [
        { type: DISTRIBUTION, name: "logged" },
        {
          type: SOURCE,
          inputs: { resourceArn: UNKNOWN },
          references: { resourceArn: urnOf(DISTRIBUTION, "logged") },
        },
      ],
      message: /does not log requests/,
    },
    {
      title: "a distribution beside the log of something else",
      type: DISTRIBUTION,
      inputs: { arn },
      with: [{ type: SOURCE, inputs: { resourceArn: `${arn}2` } }],
      message: /does not log requests/,
    },
  ],
  compliant: [
    { type: LB, inputs: { loadBalancerType: "application", accessLogs: on } },
    { type: LB, inputs: { loadBalancerType: "gateway" } },
    { type: LB, inputs: { accessLogs: UNKNOWN } },
    ...[LISTENER, ALB_LISTENER].map((listener) => ({
      type: LB,
      inputs: { loadBalancerType: "network" },
      with: [
        {
          type: listener,
          inputs: { protocol: "TCP", loadBalancerArn: UNKNOWN },
          references: { loadBalancerArn: urnOf(LB) },
        },
      ],
    })),
    {
      type: LB,
      inputs: { loadBalancerType: "network" },
      with: [{ type: LISTENER, inputs: { protocol: "TLS", loadBalancerArn: "arn:other" } }],
    },
    {
      type: LB,
      inputs: { loadBalancerType: "network", accessLogs: on },
      with: [
        {
          type: LISTENER,
          inputs: { protocol: "TLS", loadBalancerArn: UNKNOWN },
          references: { loadBalancerArn: urnOf(LB) },
        },
      ],
    },
    {
      type: ALB,
      inputs: { loadBalancerType: "application", accessLogs: { ...on, enabled: "true" } },
    },
    { type: CLASSIC, inputs: { accessLogs: { bucket: "b" } } },
    { type: CLASSIC, inputs: { accessLogs: on } },
    { type: REST, inputs: { accessLogSettings } },
    { type: HTTP, inputs: { accessLogSettings } },
    { type: DISTRIBUTION, inputs: { loggingConfig: { bucket: "logs.s3.amazonaws.com" } } },
    {
      type: DISTRIBUTION,
      with: [
        {
          type: SOURCE,
          inputs: { resourceArn: UNKNOWN },
          references: { resourceArn: urnOf(DISTRIBUTION) },
        },
      ],
    },
    { type: DISTRIBUTION, inputs: { arn }, with: [{ type: SOURCE, inputs: { resourceArn: arn } }] },
    { type: DISTRIBUTION, with: [{ type: SOURCE, inputs: { resourceArn: UNKNOWN } }] },
    { type: SOURCE, inputs: { resourceArn: arn } },
  ],
};
