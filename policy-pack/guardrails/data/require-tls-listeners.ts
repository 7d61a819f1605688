import { known, objects } from "../support/readings";
import { LISTENERS } from "../support/resource-types";
import { denyExcept } from "../support/statements";
import { matches } from "../support/wildcards";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireTlsListeners: Guardrail = {
  id: "require-tls-listeners",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // Plain HTTP is not refused here: a request does not tell whether its listener only redirects.
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireTlsListeners",
          Action: ["elasticloadbalancing:CreateListener", "elasticloadbalancing:ModifyListener"],
          Resource: ["*"],
          Condition: {
            "ForAnyValue:StringLike": { "elasticloadbalancing:SecurityPolicy": weakPolicies },
          },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: LISTENERS,
        check: (listener) => [...httpRedirects(listener), ...policyIsStrong(listener)],
      },
      {
        types: ["aws:elb/loadBalancer:LoadBalancer"],
        check: (balancer) =>
          objects(known(balancer, "listeners"))
            .filter(({ lbProtocol }) => String(lbProtocol).toUpperCase() === "HTTP")
            .map(() => ({
              message: "has a listener of plain HTTP; set lbProtocol to https",
            })),
      },
    ],
  },
  detect: [
    { securityHubControl: "ELB.1" },
    { securityHubControl: "ELB.3" },
    { securityHubControl: "ELB.17" },
  ],
  parameters: {},
  about: {
    title: "Let load balancers speak TLS 1.2 or later",
    why: "passwords and sessions travel in the clear, or under a protocol that has been broken",
    comply:
      "End TLS at the listener with a policy of TLS 1.2 or later, set it as defaultSSLPolicy of the AWS Load Balancer Controller or as sslPolicy of its IngressClassParams, and redirect HTTP to HTTPS",
    severity: "high",
    frameworks: [
      fsbp("ELB.17"),
      fsbp("ELB.1"),
      fsbp("ELB.3"),
      controlTower("CT.ELASTICLOADBALANCING.PR.1"),
    ],
    requirements: ["r2.13"],
    peers: ["AWSGuard", "Pulumi compliance policies"],
  },
};

/** Security policies that admit TLS 1.0 or 1.1. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const weakPolicies = [
  "ELBSecurityPolicy-20*",
  "ELBSecurityPolicy-FS-1-1-*",
  "ELBSecurityPolicy-FS-20*",
  "ELBSecurityPolicy-TLS*-1-0-*",
  "ELBSecurityPolicy-TLS*-1-1-*",
];

function httpRedirects(listener: ResourceView): Finding[] {
  const plain = objects(known(listener, "defaultActions")).some((action) => !mayRedirect(action));
  return plain && protocolOf(listener) === "HTTP"
    ? [{ message: "answers plain HTTP; redirect every request to HTTPS" }]
    : [];
}

/** HTTP unless it is said, but for the listener of a gateway load balancer, which has no port either. */
function protocolOf(listener: ResourceView): string | undefined {
  const protocol = listener.read("protocol");
  if (protocol.state === "absent") {
    return listener.read("port").state === "absent" ? undefined : "HTTP";
  }
  return protocol.state === "known" ? String(protocol.value).toUpperCase() : undefined;
}

/** True when an action sends on to HTTPS, or when a part of it that may do so is not known yet. */
function mayRedirect(action: Record<string, unknown>): boolean {
  const isOrUnknown = (block: Record<string, unknown>, key: string, value: string): boolean =>
    key in block && (block[key] === undefined || block[key] === value);
  const [redirect = {}] = objects(action["redirect"]);
  const isUnknown = "redirect" in action && action["redirect"] === undefined;
  return (
    isOrUnknown(action, "type", "redirect") &&
    (isUnknown || isOrUnknown(redirect, "protocol", "HTTPS"))
  );
}

function policyIsStrong(listener: ResourceView): Finding[] {
  const protocol = protocolOf(listener);
  const policy = listener.read("sslPolicy");
  if ((protocol !== "HTTPS" && protocol !== "TLS") || policy.state === "unknown") {
    return [];
  }
  if (policy.state === "absent") {
    return [
      {
        message:
          "names no sslPolicy and admits TLS 1.0; set ELBSecurityPolicy-TLS13-1-2-2021-06 or a later one",
      },
    ];
  }
  const name = String(policy.value);
  return weakPolicies.some((pattern) => matches(pattern, name))
    ? [{ message: `has the sslPolicy ${name}, which admits TLS 1.0 or 1.1; name a later one` }]
    : [];
}
