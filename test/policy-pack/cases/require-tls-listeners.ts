import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const types = ["aws:alb/listener:Listener", "aws:lb/listener:Listener"];
const CLASSIC = "aws:elb/loadBalancer:LoadBalancer";
const STRONG = "ELBSecurityPolicy-TLS13-1-2-2021-06";
const weak = [
  "ELBSecurityPolicy-2016-08",
  "ELBSecurityPolicy-FS-1-1-2019-08",
  "ELBSecurityPolicy-FS-2018-06",
  "ELBSecurityPolicy-TLS-1-0-2015-04",
  "ELBSecurityPolicy-TLS13-1-1-2021-06",
];
const redirect = { type: "redirect", redirect: { protocol: "HTTPS", statusCode: "HTTP_301" } };
const http = (...defaultActions: object[]): Record<string, unknown> => ({
  protocol: "HTTP",
  defaultActions,
});

export const cases: PolicyCases = {
  violating: [
    ...types.flatMap((type) => [
      {
        title: `a ${type} that answers plain HTTP`,
        type,
        inputs: http({ type: "forward", targetGroupArn: "group" }),
        message: /answers plain HTTP/,
      },
      {
        title: `a ${type} with a port that names no protocol, which is HTTP`,
        type,
        inputs: { port: 80, defaultActions: [{ type: "forward" }] },
        message: /answers plain HTTP/,
      },
      {
        title: `a ${type} that answers plain HTTP in small letters`,
        type,
        inputs: { protocol: "http", defaultActions: [{ type: "forward" }] },
        message: /answers plain HTTP/,
      },
      {
        title: `a ${type} in small letters that names no policy`,
        type,
        inputs: { protocol: "https" },
        message: /names no sslPolicy/,
      },
      {
        title: `a ${type} that redirects to plain HTTP`,
        type,
        inputs: http({ type: "redirect", redirect: { statusCode: "HTTP_301" } }),
        message: /answers plain HTTP/,
      },
      {
        title: `a ${type} that names no policy`,
        type,
        inputs: { protocol: "HTTPS" },
        message: /names no sslPolicy/,
      },
      {
        title: `a ${type} of a network load balancer that names no policy`,
        type,
        inputs: { protocol: "TLS" },
        message: /names no sslPolicy/,
      },
    ]),
    ...weak.map((sslPolicy) => ({
      title: `a listener with ${sslPolicy}`,
      type: "aws:lb/listener:Listener",
      inputs: { protocol: "HTTPS", sslPolicy },
      message: /admits TLS 1.0 or 1.1/,
    })),
    {
      title: "a classic load balancer with plain HTTP among its listeners",
      type: CLASSIC,
      inputs: { listeners: [{ lbProtocol: "https" }, { lbProtocol: "HTTP" }] },
      message: /has a listener of HTTP without TLS/,
    },
    {
      // Control ELB.3 reports it: https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-3
      title: "a classic load balancer with plain TCP among its listeners",
      type: CLASSIC,
      inputs: { listeners: [{ lbProtocol: "ssl" }, { lbProtocol: "tcp" }] },
      message: /has a listener of TCP without TLS; set lbProtocol to https or ssl/,
    },
  ],
  compliant: [
    ...types.flatMap((type) => [
      {
        type,
        inputs: { protocol: "HTTPS", sslPolicy: STRONG, defaultActions: [{ type: "forward" }] },
      },
      { type, inputs: { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS-1-2-2017-01" } },
      { type, inputs: { protocol: "HTTPS", sslPolicy: UNKNOWN } },
      { type, inputs: http(redirect) },
      { type, inputs: { port: 80, defaultActions: [redirect] } },
      { type, inputs: { protocol: "TCP", defaultActions: [{ type: "forward" }] } },
      { type, inputs: { defaultActions: [{ type: "forward" }] } },
    ]),
    { type: CLASSIC, inputs: { listeners: [{ lbProtocol: "https" }, { lbProtocol: "ssl" }] } },
  ],
};
