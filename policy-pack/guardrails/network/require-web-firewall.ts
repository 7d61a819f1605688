import { isFalse } from "../support/readings";
import { mentionsIn, unmentioned } from "../support/references";
import { BALANCERS, WEB_ACL_ASSOCIATIONS } from "../support/resource-types";
import { fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireWebFirewall: Guardrail = {
  id: "require-web-firewall",
  deny: { none: "no condition key shows the web ACL of a load balancer" },
  preview: {
    advises:
      "a web ACL costs money for each entry, so the owner of an entry decides; entries for the public in production are worth it",
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
    title: "Use a web ACL for every public entry",
    why: "without a web ACL, known exploits and floods of requests reach the application",
    comply:
      "Add an aws.wafv2.WebAclAssociation to the load balancer, or set the distribution's webAclId",
    severity: "medium",
    frameworks: [fsbp("CloudFront.6"), fsbp("APIGateway.4"), wellArchitected("SEC05-BP03")],
    requirements: ["r2.13"],
    peers: ["Pulumi compliance policies"],
  },
};

/** Parts of the URNs of other resources that a web ACL can protect. */
const others = /(?:::|\$)aws:(?:apigateway|apprunner|appsync|cognito|verifiedaccess)\//;

/** An empty id removes the web ACL. */
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

/** True for an application load balancer that is public, which is the default. */
function isPublic(balancer: ResourceView): boolean {
  const internal = balancer.read("internal");
  const kind = balancer.read("loadBalancerType");
  return (
    (internal.state === "absent" || (internal.state === "known" && isFalse(internal.value))) &&
    (kind.state === "absent" || (kind.state === "known" && kind.value === "application"))
  );
}
