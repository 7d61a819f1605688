import { fsbp } from "../frameworks";
import type { Finding, Guardrail, ResourceView } from "../guardrail";
import { isFalse, known, objects } from "../readings";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const LOG_SOURCE = "aws:cloudwatch/logDeliverySource:LogDeliverySource";

export const requireAccessLogs: Guardrail = {
  id: "require-access-logs",
  title: "Log the requests to load balancers, distributions and APIs",
  why: "the requests of an attack are only seen where they arrive, and only while they arrive",
  comply:
    "Set accessLogs of load balancers, accessLogSettings of API stages, and a log delivery of distributions",
  severity: "medium",
  frameworks: [fsbp("ELB.5"), fsbp("CloudFront.5"), fsbp("APIGateway.9")],
  requirements: ["r2.3"],
  peers: ["AWSGuard", "Pulumi compliance policies"],
  parameters: {},
  deny: { none: "no condition key tells whether access logs are on" },
  calls: [
    "apigateway:PATCH",
    "apigateway:POST",
    "cloudfront:CreateDistribution",
    "cloudfront:UpdateDistribution",
    "elasticloadbalancing:CreateLoadBalancer",
    "elasticloadbalancing:ModifyLoadBalancerAttributes",
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:alb/loadBalancer:LoadBalancer",
          "aws:elb/loadBalancer:LoadBalancer",
          "aws:lb/loadBalancer:LoadBalancer",
        ],
        check: balancerLogs,
      },
      {
        types: ["aws:apigateway/stage:Stage", "aws:apigatewayv2/stage:Stage"],
        check: (stage) =>
          stage.read("accessLogSettings").state === "absent"
            ? [{ message: "does not log requests; set accessLogSettings" }]
            : [],
      },
    ],
    stack: [{ types: [DISTRIBUTION, LOG_SOURCE], check: everyDistributionLogs }],
  },
  detect: [
    { configRule: "ELB_LOGGING_ENABLED" },
    { configRule: "API_GWV2_ACCESS_LOGS_ENABLED" },
    { securityHubControl: "CloudFront.5" },
  ],
};

/**
 * Access logs of new balancers are off until they are enabled, those of classic ones on unless they are disabled.
 * Network load balancers log connections that end TLS, gateway load balancers none.
 */
function balancerLogs(balancer: ResourceView): Finding[] {
  const kind = balancer.read("loadBalancerType");
  const reading = balancer.read("accessLogs");
  if (
    reading.state === "unknown" ||
    kind.state === "unknown" ||
    (kind.state === "known" && kind.value === "gateway")
  ) {
    return [];
  }
  const [logs] = reading.state === "known" ? objects(reading.value) : [];
  const isClassic = balancer.type === "aws:elb/loadBalancer:LoadBalancer";
  const isOff = logs === undefined || ("enabled" in logs ? isFalse(logs["enabled"]) : !isClassic);
  return isOff
    ? [{ message: "does not log requests; set accessLogs with enabled: true and a log bucket" }]
    : [];
}

/** A distribution logs by a setting of its own, or by a delivery that names it. */
function everyDistributionLogs(resources: readonly ResourceView[]): Finding[] {
  const distributions = resources.filter(({ type }) => type === DISTRIBUTION);
  const sources = resources.filter(({ type }) => type === LOG_SOURCE);
  const urns = new Set(distributions.map(({ urn }) => urn));
  const others = sources.filter((source) => !refersTo(source, urns));
  // Whose source it is shows once its distribution is known: it may be any of them.
  if (others.some((source) => source.read("resourceArn").state === "unknown")) {
    return [];
  }
  const delivered = new Set(sources.flatMap((source) => source.references("resourceArn")));
  const arns = new Set(others.map((source) => known(source, "resourceArn")));
  arns.delete(undefined);
  return distributions
    .filter(
      (distribution) =>
        distribution.read("loggingConfig").state === "absent" &&
        !delivered.has(distribution.urn) &&
        !mayBeAmong(distribution, arns),
    )
    .map(({ urn }) => ({
      urn,
      message: "does not log requests; add an aws.cloudwatch.LogDeliverySource with its ARN",
    }));
}

function refersTo(source: ResourceView, urns: ReadonlySet<string>): boolean {
  return source.references("resourceArn").some((urn) => urns.has(urn));
}

function mayBeAmong(distribution: ResourceView, arns: ReadonlySet<unknown>): boolean {
  const arn = distribution.read("arn");
  return arn.state === "known" ? arns.has(arn.value) : arn.state === "unknown" && arns.size > 0;
}
