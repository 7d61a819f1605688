import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { INGRESS_TARGET_GROUP } from "../flightdeck/parts/load-balancer-controller";
import { ports } from "../network/spoke/security-chain";
import { checkText } from "../shared/argument-checks";
import { checkInputs, textRules } from "../shared/argument-rules";
import { webFirewall } from "./web-firewall";

export interface WebEntryArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Public subnets in at least two zones. */
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  readonly certificateArn: pulumi.Input<string>;
  /** Name that leads to the load balancer. */
  readonly domain: string;
  /** Zone of the name. */
  readonly zoneId: pulumi.Input<string>;
  /** Bucket of the Region, in the log archive, that admits this account's load balancers. */
  readonly logBucketName: string;
}

/** Lowest TLS version is 1.2, with forward secrecy. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";

/**
 * The public entry: an internet-facing load balancer behind a web application firewall, that ends TLS, sends plain HTTP
 * to HTTPS and forwards requests to Flightdeck's ingress gateway by a second TLS connection.
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

  /** @throws ArgumentError for a name, a bucket or subnets that AWS would refuse. */
  public constructor(name: string, args: WebEntryArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:WebEntry", name, {}, opts);
    checkArgs(args);
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
    webFirewall(name, balancer.arn, child);
    const gateway = gatewayTargets(args.vpcId, child);
    const secure = listeners(name, balancer.arn, gateway.arn, args.certificateArn, child);
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

/** Creates the target group of the ingress gateway's pods: the cluster's controller may register pods by its name. */
function gatewayTargets(
  vpcId: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): aws.lb.TargetGroup {
  return new aws.lb.TargetGroup(
    INGRESS_TARGET_GROUP,
    {
      vpcId,
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
}

/**
 * Creates the listener that forwards HTTPS to the gateway, and the one that redirects HTTP to HTTPS.
 *
 * @returns The listener of HTTPS.
 */
function listeners(
  name: string,
  loadBalancerArn: pulumi.Input<string>,
  targetGroupArn: pulumi.Input<string>,
  certificateArn: pulumi.Input<string>,
  child: pulumi.CustomResourceOptions,
): aws.lb.Listener {
  const secure = new aws.lb.Listener(
    `${name}-https`,
    {
      loadBalancerArn,
      protocol: "HTTPS",
      port: ports.https,
      sslPolicy: TLS_POLICY,
      certificateArn,
      defaultActions: [{ type: "forward", targetGroupArn }],
    },
    child,
  );
  new aws.lb.Listener(
    `${name}-http`,
    {
      loadBalancerArn,
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
  return secure;
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html */
function checkArgs(args: WebEntryArgs): void {
  checkText("domain", args.domain, textRules.domain);
  checkLogBucket("logBucketName", args.logBucketName);
  checkInputs("subnetIds", args.subnetIds, {
    least: 2,
    remedy: "an application load balancer needs subnets in two zones",
  });
}

/**
 * Checks the name of the bucket that a load balancer delivers its logs to.
 *
 * @throws ArgumentError for an ARN or another text that is no bucket's name.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export function checkLogBucket(path: string, bucket: string): void {
  checkText(path, bucket, {
    pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    rule: "the name of a bucket: 3 to 63 lower-case letters, digits, dots and hyphens",
    remedy: "give the name alone, without arn:aws:s3:::",
  });
}
