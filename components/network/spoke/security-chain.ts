import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { dataStores } from "../../data/data-stores";
import { checkInput } from "../../shared/argument-rules";

/** Ports of the web tier and the application, by what listens on them; `dataStores` has those of the data tier. */
export const ports = {
  http: 80,
  https: 443,
  /** Health of Flightdeck's ingress gateway. */
  gatewayHealth: 15021,
} as const;

export interface SecurityChainArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Security group that EKS puts on every node and pod. */
  readonly applicationGroupId: pulumi.Input<string>;
}

/**
 * Security groups that connect the tiers: the internet to the web tier, the web tier to the application's HTTPS, the application to the
 * data stores' ports. Each step names the group before it, never an address, and data answers but never calls: its
 * group has no way out.
 */
export class SecurityChain extends pulumi.ComponentResource {
  public readonly webGroupId: pulumi.Output<string>;
  public readonly dataGroupId: pulumi.Output<string>;

  /** @throws ArgumentError for an id of another kind. */
  public constructor(name: string, args: SecurityChainArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:SecurityChain", name, {}, opts);
    const { vpcId, applicationGroupId } = args;
    checkInput("vpcId", vpcId, {
      pattern: /^vpc-[0-9a-z]+$/,
      rule: "the id of a VPC",
      remedy: "write it like vpc-0123456789abcdef0",
    });
    checkInput("applicationGroupId", applicationGroupId, {
      pattern: /^sg-[0-9a-z]+$/,
      rule: "the id of a security group",
      remedy: "write it like sg-0123456789abcdef0, not by its name",
    });
    const child = { parent: this };

    const web = new aws.ec2.SecurityGroup(
      `${name}-web`,
      { vpcId, description: "Public load balancer", tags: { Name: `${name}-web` } },
      child,
    );
    const data = new aws.ec2.SecurityGroup(
      `${name}-data`,
      { vpcId, description: "Databases and caches", tags: { Name: `${name}-data` } },
      child,
    );
    for (const scheme of ["http", "https"] as const) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-internet-to-web-${scheme}`,
        {
          securityGroupId: web.id,
          description: `${scheme.toUpperCase()} from the internet`,
          cidrIpv4: "0.0.0.0/0",
          ipProtocol: "tcp",
          fromPort: ports[scheme],
          toPort: ports[scheme],
        },
        child,
      );
    }
    for (const [what, port] of [
      ["https", ports.https],
      ["health", ports.gatewayHealth],
    ] as const) {
      const step = { ipProtocol: "tcp", fromPort: port, toPort: port };
      new aws.vpc.SecurityGroupEgressRule(
        `${name}-web-to-application-${what}`,
        { securityGroupId: web.id, referencedSecurityGroupId: applicationGroupId, ...step },
        child,
      );
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-web-to-application-${what}`,
        { securityGroupId: applicationGroupId, referencedSecurityGroupId: web.id, ...step },
        child,
      );
    }
    for (const [store, { port }] of Object.entries(dataStores)) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-application-to-${store}`,
        {
          securityGroupId: data.id,
          referencedSecurityGroupId: applicationGroupId,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
        },
        child,
      );
    }

    this.webGroupId = web.id;
    this.dataGroupId = data.id;
    this.registerOutputs({ webGroupId: this.webGroupId, dataGroupId: this.dataGroupId });
  }
}
