import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkText } from "../shared/argument-checks";
import { textRules } from "../shared/argument-rules";

export interface SubdomainArgs {
  /** Full name, such as `prod.example.com`. */
  readonly domain: string;
  /** Zone of the company's domain, in the network account. */
  readonly rootZoneId: string;
  readonly networkProvider: aws.Provider;
}

/** Seconds that resolvers keep the delegation. */
const DELEGATION_TTL = 3600;

/**
 * The public zone of an account's subdomain, and its delegation from the root zone.
 *
 * A zone that is created again has other name servers: the delegation follows by its dependency, resolvers after an hour.
 */
export class Subdomain extends pulumi.ComponentResource {
  public readonly zoneId: pulumi.Output<string>;
  public readonly nameServers: pulumi.Output<string[]>;
  /** The delegation: nothing can be validated by DNS before it. */
  public readonly delegation: aws.route53.Record;

  /** @throws ArgumentError for a text that is no domain name. */
  public constructor(name: string, args: SubdomainArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:Subdomain", name, {}, opts);
    checkText("domain", args.domain, textRules.domain);

    const zone = new aws.route53.Zone(
      name,
      { name: args.domain, comment: "Delegated from the root zone", forceDestroy: false },
      { parent: this, protect: true, retainOnDelete: true },
    );
    this.delegation = new aws.route53.Record(
      `${name}-delegation`,
      {
        zoneId: args.rootZoneId,
        name: args.domain,
        type: "NS",
        ttl: DELEGATION_TTL,
        records: zone.nameServers,
      },
      { parent: this, provider: args.networkProvider },
    );

    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }
}
