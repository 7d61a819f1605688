import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { INGRESS_TARGET_GROUP } from "../flightdeck/parts/load-balancer-controller";
import { ports } from "../network/spoke/security-chain";

export interface WebEntryArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly certificateArn: pulumi.Input<string>;
  /** Name that leads to the load balancer, and the zone that holds it. */
  readonly domain: string;
  readonly zoneId: pulumi.Input<string>;
  /** Bucket of the Region, in the log archive, that admits this account's load balancers. */
  readonly logBucketName: string;
}

/** Lowest TLS version is 1.2, with forward secrecy. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

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

function watched(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

/**
 * The public way in: an internet-facing load balancer behind a web application firewall, that ends TLS, sends plain HTTP
 * to HTTPS and hands requests to Flightdeck's ingress gateway by a second TLS connection.
 *
 * The cluster's load balancer controller registers the gateway's pods in the target group (TargetGroupBinding), so the
 * entry outlives any cluster.
 */
export class WebEntry extends pulumi.ComponentResource {
  public readonly dnsName: pulumi.Output<string>;
  public readonly zoneId: pulumi.Output<string>;
  public readonly listenerArn: pulumi.Output<string>;
  public readonly targetGroupArn: pulumi.Output<string>;
  /** The part of the ARN that CloudWatch names the load balancer by. */
  public readonly arnSuffix: pulumi.Output<string>;

  public constructor(name: string, args: WebEntryArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:WebEntry", name, {}, opts);
    const child = { parent: this };

    const balancer = new aws.lb.LoadBalancer(
      name,
      {
        loadBalancerType: "application",
        internal: false,
        subnets: args.subnetIds,
        securityGroups: [args.securityGroupId],
        dropInvalidHeaderFields: true,
        desyncMitigationMode: "defensive",
        enableDeletionProtection: true,
        accessLogs: { bucket: args.logBucketName, enabled: true },
        connectionLogs: { bucket: args.logBucketName, enabled: true },
      },
      { parent: this, protect: true },
    );
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
      child,
    );
    new aws.wafv2.WebAclAssociation(
      name,
      { resourceArn: balancer.arn, webAclArn: firewall.arn },
      child,
    );
    // Its name tells the cluster's controller that it may register pods there.
    const gateway = new aws.lb.TargetGroup(
      INGRESS_TARGET_GROUP,
      {
        vpcId: args.vpcId,
        targetType: "ip",
        protocol: "HTTPS",
        port: ports.https,
        deregistrationDelay: 30,
        healthCheck: {
          protocol: "HTTP",
          port: String(ports.gatewayHealth),
          path: "/healthz/ready",
          matcher: "200",
        },
      },
      child,
    );
    const secure = new aws.lb.Listener(
      `${name}-https`,
      {
        loadBalancerArn: balancer.arn,
        protocol: "HTTPS",
        port: ports.https,
        sslPolicy: TLS_POLICY,
        certificateArn: args.certificateArn,
        defaultActions: [{ type: "forward", targetGroupArn: gateway.arn }],
      },
      child,
    );
    new aws.lb.Listener(
      `${name}-http`,
      {
        loadBalancerArn: balancer.arn,
        protocol: "HTTP",
        port: ports.http,
        defaultActions: [
          {
            type: "redirect",
            redirect: { protocol: "HTTPS", port: String(ports.https), statusCode: "HTTP_301" },
          },
        ],
      },
      child,
    );
    new aws.route53.Record(
      name,
      {
        zoneId: args.zoneId,
        name: args.domain,
        type: "A",
        aliases: [{ name: balancer.dnsName, zoneId: balancer.zoneId, evaluateTargetHealth: true }],
      },
      child,
    );

    this.dnsName = balancer.dnsName;
    this.zoneId = balancer.zoneId;
    this.listenerArn = secure.arn;
    this.targetGroupArn = gateway.arn;
    this.arnSuffix = balancer.arnSuffix;
    this.registerOutputs({
      dnsName: this.dnsName,
      zoneId: this.zoneId,
      listenerArn: this.listenerArn,
      targetGroupArn: this.targetGroupArn,
      arnSuffix: this.arnSuffix,
    });
  }
}
