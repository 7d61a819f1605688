import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkText } from "../shared/argument-checks";
import { textRules } from "../shared/argument-rules";

/** Seconds that resolvers may keep a record which hardly ever changes. */
export const LONG_TTL = 3600;

export interface RootDomainArgs {
  readonly domain: string;
  /** Issuers of certificates for the domain and everything below it. */
  readonly certificateAuthorities: readonly string[];
}

/**
 * The company's root hosted zone. Workload accounts have zones of their own below it, and add their name servers here.
 *
 * Enter the zone's name servers at the registrar once, by hand.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html
 */
export class RootDomain extends pulumi.ComponentResource {
  public readonly zoneId: pulumi.Output<string>;
  public readonly nameServers: pulumi.Output<string[]>;

  /** @throws ArgumentError for a domain or an authority that is no domain name. */
  public constructor(name: string, args: RootDomainArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:network:RootDomain", name, {}, opts);
    checkText("domain", args.domain, textRules.domain);
    args.certificateAuthorities.forEach((authority, index) => {
      checkText(`certificateAuthorities[${index}]`, authority, textRules.domain);
    });

    const zone = new aws.route53.Zone(
      name,
      { name: args.domain, comment: "Root zone; each workload account has a zone below it" },
      // A zone that is created again has other name servers: the registrar's delegation would lead nowhere.
      { parent: this, protect: true, retainOnDelete: true },
    );
    new aws.route53.Record(
      `${name}-authorities`,
      {
        zoneId: zone.zoneId,
        name: args.domain,
        type: "CAA",
        ttl: LONG_TTL,
        records: authorityRecords(args.certificateAuthorities),
      },
      { parent: this },
    );

    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }
}

/**
 * CAA values that let the given authorities issue, wildcards included, and no other. An empty list denies every authority.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
 */
export function authorityRecords(authorities: readonly string[]): string[] {
  return authorities.length === 0
    ? ['0 issue ";"']
    : authorities.map((authority) => `0 issue "${authority}"`);
}
