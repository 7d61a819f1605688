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
      // Plain HTTP is not denied: no condition key shows that a listener only redirects.
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
            .filter(({ lbProtocol }) => /^(?:http|tcp)$/i.test(String(lbProtocol)))
            .map(({ lbProtocol }) => ({
              message: `has a listener of ${String(lbProtocol).toUpperCase()} without TLS; set lbProtocol to https or ssl`,
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
  reportsFirst:
    "the AWS Load Balancer Controller requests an older policy unless its flag --default-ssl-policy is set: set it in every cluster first",
  about: {
    title: "Require TLS 1.2 or later on load balancers",
    why: "passwords and sessions travel unencrypted, or under a broken protocol",
    comply:
      "Use a security policy of TLS 1.2 or later on the listener (defaultSSLPolicy of the AWS Load Balancer Controller, or sslPolicy of its IngressClassParams), and redirect HTTP to HTTPS",
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
    ? [{ message: "answers plain HTTP; redirect every request to HTTPS in defaultActions" }]
    : [];
}

/**
 * Protocol of a listener. The default is HTTP, except for a gateway load balancer, whose listener has neither protocol
 * nor port.
 */
function protocolOf(listener: ResourceView): string | undefined {
  const protocol = listener.read("protocol");
  if (protocol.state === "absent") {
    return listener.read("port").state === "absent" ? undefined : "HTTP";
  }
  return protocol.state === "known" ? String(protocol.value).toUpperCase() : undefined;
}

/** True when an action redirects to HTTPS, or when an unknown part of it may do so. */
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
    ? [{ message: `has the sslPolicy ${name}, which admits TLS 1.0 or 1.1; set a later one` }]
    : [];
}
