import { isFalse, known, objects } from "../support/readings";
import { mentionsIn, unmentioned } from "../support/references";
import {
  BALANCERS,
  CLASSIC_BALANCER,
  DISTRIBUTION,
  LISTENERS,
  LOG_DELIVERY_SOURCE,
} from "../support/resource-types";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireAccessLogs: Guardrail = {
  id: "require-access-logs",
  deny: { none: "no condition key shows whether access logs are on" },
  preview: {
    advises:
      "logs of requests cost money and need a bucket first; in an account of development few entries are worth an investigation",
    resource: [
      {
        types: BALANCERS,
        check: balancerLogs,
      },
      {
        types: [CLASSIC_BALANCER],
        check: (balancer) => (isUnlogged(balancer) ? [requestsAreLost] : []),
      },
      {
        types: ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"],
        check: (stage) =>
          stage.read("accessLogSettings").state === "absent"
            ? [{ message: "does not log requests; set accessLogSettings" }]
            : [],
      },
    ],
    stack: [
      { types: [DISTRIBUTION, LOG_DELIVERY_SOURCE], check: everyDistributionLogs },
      { types: [...BALANCERS, ...LISTENERS], check: everyTlsBalancerLogs },
    ],
  },
  detect: [
    { configRule: "ELB_LOGGING_ENABLED" },
    { configRule: "API_GWV2_ACCESS_LOGS_ENABLED" },
    { securityHubControl: "CloudFront.5" },
  ],
  calls: [
    "apigateway:PATCH",
    "apigateway:POST",
    "cloudfront:CreateDistribution",
    "cloudfront:UpdateDistribution",
    "elasticloadbalancing:CreateListener",
    "elasticloadbalancing:CreateLoadBalancer",
    "elasticloadbalancing:ModifyLoadBalancerAttributes",
    "logs:DeleteDeliverySource",
    "logs:PutDeliverySource",
  ],
  parameters: {},
  about: {
    title: "Log the requests to load balancers, distributions and APIs",
    why: "only the entry points see the requests of an attack, and only at the time of the attack",
    comply:
      "Set accessLogs of load balancers, accessLogSettings of API stages, and a log delivery of distributions",
    severity: "medium",
    frameworks: [fsbp("ELB.5"), fsbp("CloudFront.5"), fsbp("APIGateway.9")],
    requirements: ["r2.3"],
    peers: ["AWSGuard", "Pulumi compliance policies"],
  },
};

const requestsAreLost: Finding = {
  message: "does not log requests; set accessLogs with enabled: true and a log bucket",
};

/** Gateway load balancers have no access logs. Network load balancers log only connections whose TLS they end. */
function balancerLogs(balancer: ResourceView): Finding[] {
  const kind = balancer.read("loadBalancerType");
  const isApplication =
    kind.state === "absent" || (kind.state === "known" && kind.value === "application");
  return isApplication && isUnlogged(balancer) ? [requestsAreLost] : [];
}

/** Access logs are off by default, except on classic load balancers. */
function isUnlogged(balancer: ResourceView): boolean {
  const reading = balancer.read("accessLogs");
  if (reading.state === "unknown") {
    return false;
  }
  const [logs] = reading.state === "known" ? objects(reading.value) : [];
  return (
    logs === undefined ||
    ("enabled" in logs ? isFalse(logs["enabled"]) : balancer.type !== CLASSIC_BALANCER)
  );
}

function everyTlsBalancerLogs(resources: readonly ResourceView[]): Finding[] {
  const endsTls = new Set(
    resources
      .filter((listener) => LISTENERS.includes(listener.type))
      .filter((listener) => String(known(listener, "protocol")).toUpperCase() === "TLS")
      .flatMap((listener) => listener.references("loadBalancerArn")),
  );
  return resources
    .filter((balancer) => BALANCERS.includes(balancer.type) && endsTls.has(balancer.urn))
    .filter(isUnlogged)
    .map(({ urn }) => ({
      urn,
      message:
        "does not log the connections whose TLS it ends; set accessLogs with enabled: true and a log bucket",
    }));
}

/** A distribution logs by its loggingConfig, or by a delivery source with its ARN. */
function everyDistributionLogs(resources: readonly ResourceView[]): Finding[] {
  const distributions = resources.filter(({ type }) => type === DISTRIBUTION);
  const sources = resources.filter(({ type }) => type === LOG_DELIVERY_SOURCE);
  return unmentioned(distributions, mentionsIn(sources, "resourceArn"), "arn")
    .filter((distribution) => distribution.read("loggingConfig").state === "absent")
    .map(({ urn }) => ({
      urn,
      message: "does not log requests; add an aws.cloudwatch.LogDeliverySource with its ARN",
    }));
}
