import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PublicAlias } from "../dns/public-alias";
import { Subdomain } from "../dns/subdomain";
import { checkCertificateName, ValidatedCertificate } from "../dns/validated-certificate";
import { checkList } from "../shared/argument-checks";
import { MOST_ALIASES } from "./most-aliases";
import { checkLogBucket, WebEntry } from "./web-entry";

/** Names that lead to an account, and the bucket of its access logs. */
export interface WebTierSpec {
  /** Full name of the account's subdomain. */
  readonly subdomain: string;
  readonly rootZoneId: string;
  /** Full names in the root zone that lead here as well. */
  readonly publicAliases: readonly string[];
  /** Bucket in the log archive for requests and connections. */
  readonly logBucketName: string;
}

export interface WebTierArgs extends WebTierSpec {
  readonly vpcId: pulumi.Input<string>;
  /** Public subnets, one a zone. */
  readonly subnetIds: pulumi.Input<string[]>;
  readonly securityGroupId: pulumi.Input<string>;
  /** Provider of the account that owns the root zone. */
  readonly networkProvider: aws.Provider;
}

/** The public entry of an account: its subdomain, the certificate for it, the load balancer, further names. */
export class WebTier extends pulumi.ComponentResource {
  public readonly nameServers: pulumi.Output<string[]>;
  /** The load balancer as CloudWatch names it. */
  public readonly loadBalancer: pulumi.Output<string>;

  /** @throws ArgumentError for a name that no certificate can be issued for, or that is given twice. */
  public constructor(name: string, args: WebTierArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:WebTier", name, {}, opts);
    checkWeb(args);
    const child = { parent: this };

    const subdomain = new Subdomain(
      `${name}-subdomain`,
      {
        domain: args.subdomain,
        rootZoneId: args.rootZoneId,
        networkProvider: args.networkProvider,
      },
      child,
    );
    const certificate = new ValidatedCertificate(
      name,
      {
        domain: args.subdomain,
        wildcard: true,
        zoneId: subdomain.zoneId,
        after: [subdomain.delegation],
      },
      child,
    );
    const entry = new WebEntry(
      name,
      {
        vpcId: args.vpcId,
        subnetIds: args.subnetIds,
        securityGroupId: args.securityGroupId,
        certificateArn: certificate.arn,
        domain: args.subdomain,
        zoneId: subdomain.zoneId,
        logBucketName: args.logBucketName,
      },
      child,
    );
    for (const domain of args.publicAliases) {
      new PublicAlias(
        `${name}-alias-${domain}`,
        {
          domain,
          rootZoneId: args.rootZoneId,
          listenerArn: entry.listenerArn,
          target: { dnsName: entry.dnsName, zoneId: entry.zoneId },
          networkProvider: args.networkProvider,
        },
        child,
      );
    }

    this.nameServers = subdomain.nameServers;
    this.loadBalancer = entry.arnSuffix;
    this.registerOutputs({ nameServers: this.nameServers, loadBalancer: this.loadBalancer });
  }
}

/**
 * Checks the names that lead to an account.
 *
 * @param at Path of the specification with a final dot. @default - the arguments themselves
 * @throws ArgumentError for the first wrong argument.
 */
export function checkWeb(spec: WebTierSpec, at = ""): void {
  checkCertificateName(`${at}subdomain`, spec.subdomain);
  checkList(`${at}publicAliases`, spec.publicAliases, {
    least: 0,
    most: MOST_ALIASES,
    remedy: "remove names: a load balancer serves no more certificates",
  });
  spec.publicAliases.forEach((domain, index) => {
    checkCertificateName(`${at}publicAliases[${index}]`, domain);
  });
  checkLogBucket(`${at}logBucketName`, spec.logBucketName);
}
