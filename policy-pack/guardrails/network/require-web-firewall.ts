import { isFalse } from "../support/readings";
import { mentionsIn, unmentioned } from "../support/references";
import { BALANCERS, WEB_ACL_ASSOCIATIONS } from "../support/resource-types";
import { fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireWebFirewall: Guardrail = {
  id: "require-web-firewall",
  deny: { none: "no condition key tells whether a load balancer has a web ACL" },
  preview: {
    resource: [
      { types: ["aws:cloudfront/distribution:Distribution"], check: distributionHasAWebAcl },
    ],
    stack: [
      { types: [...BALANCERS, ...WEB_ACL_ASSOCIATIONS], check: everyPublicBalancerHasAWebAcl },
    ],
  },
  detect: [
    { configRule: "ALB_WAF_ENABLED" },
    { securityHubControl: "CloudFront.6" },
    { securityHubControl: "APIGateway.4" },
  ],
  calls: [
    "cloudfront:CreateDistribution",
    "cloudfront:UpdateDistribution",
    "elasticloadbalancing:CreateLoadBalancer",
    "wafv2:DisassociateWebACL",
  ],
  parameters: {},
  about: {
    title: "Put a web ACL in front of what the internet reaches",
    why: "known exploits and floods of requests arrive at the application itself",
    comply:
      "Add an aws.wafv2.WebAclAssociation to the load balancer, or set the distribution's webAclId",
    severity: "medium",
    frameworks: [fsbp("CloudFront.6"), fsbp("APIGateway.4"), wellArchitected("SEC05-BP03")],
    requirements: ["r2.13"],
    peers: ["Pulumi compliance policies"],
  },
};

/** In the URNs of what else a web ACL is put in front of. */
const others = /(?:::|\$)aws:(?:apigateway|apprunner|appsync|cognito|verifiedaccess)\//;

/** An empty id takes the web ACL away. */
function distributionHasAWebAcl(distribution: ResourceView): Finding[] {
  const acl = distribution.read("webAclId");
  return acl.state === "absent" || (acl.state === "known" && acl.value === "")
    ? [{ message: "has no web ACL; set webAclId to the ARN of an aws.wafv2.WebAcl" }]
    : [];
}

function everyPublicBalancerHasAWebAcl(resources: readonly ResourceView[]): Finding[] {
  const found = resources
    .filter(({ type }) => WEB_ACL_ASSOCIATIONS.includes(type))
    .filter(
      (association) => !association.references("resourceArn").some((urn) => others.test(urn)),
    );
  const all = resources.filter(({ type }) => BALANCERS.includes(type));
  return unmentioned(all, mentionsIn(found, "resourceArn"), "arn")
    .filter(isPublic)
    .map(({ urn }) => ({
      urn,
      message: "has no web ACL in front of it; add an aws.wafv2.WebAclAssociation",
    }));
}

/** An application load balancer that surely faces the internet, as one does that does not say. */
function isPublic(balancer: ResourceView): boolean {
  const internal = balancer.read("internal");
  const kind = balancer.read("loadBalancerType");
  return (
    (internal.state === "absent" || (internal.state === "known" && isFalse(internal.value))) &&
    (kind.state === "absent" || (kind.state === "known" && kind.value === "application"))
  );
}
