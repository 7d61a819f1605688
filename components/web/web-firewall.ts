import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Rule groups that AWS keeps up to date, 925 of the 5,000 capacity units of a web ACL, and rules of theirs that only
 * count: the size of a body is the application's business, and uploads are larger than 8 KB.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
const managedRules: Readonly<Record<string, readonly string[]>> = {
  AWSManagedRulesAmazonIpReputationList: [],
  AWSManagedRulesCommonRuleSet: ["SizeRestrictions_BODY"],
  AWSManagedRulesKnownBadInputsRuleSet: [],
};

/**
 * Creates the web application firewall of a load balancer and associates it with the load balancer.
 *
 * @param name Logical name of both resources.
 * @param opts At least the parent.
 */
export function webFirewall(
  name: string,
  loadBalancerArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): void {
  const firewall = new aws.wafv2.WebAcl(
    name,
    {
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      rules: Object.entries(managedRules).map(([ruleGroup, counted], priority) => ({
        name: ruleGroup,
        priority,
        overrideAction: { none: {} },
        statement: {
          managedRuleGroupStatement: {
            vendorName: "AWS",
            name: ruleGroup,
            ruleActionOverrides: counted.map((rule) => ({
              name: rule,
              actionToUse: { count: {} },
            })),
          },
        },
        visibilityConfig: watched(ruleGroup),
      })),
      visibilityConfig: watched(name),
    },
    opts,
  );
  new aws.wafv2.WebAclAssociation(
    name,
    { resourceArn: loadBalancerArn, webAclArn: firewall.arn },
    // A load balancer has one: the deletion of the old association would take the new one away.
    { ...opts, deleteBeforeReplace: true },
  );
}

function watched(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
