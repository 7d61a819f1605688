import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkCertificateName, ValidatedCertificate } from "./validated-certificate";

export interface PublicAliasArgs {
  /** Full name in the root zone, such as `www.example.com`. */
  readonly domain: string;
  readonly rootZoneId: string;
  readonly listenerArn: pulumi.Input<string>;
  /** Address and zone of the load balancer that it leads to. */
  readonly target: {
    readonly dnsName: pulumi.Input<string>;
    readonly zoneId: pulumi.Input<string>;
  };
  readonly networkProvider: aws.Provider;
}

/** A name in the company's root zone that leads to an account's load balancer, with a certificate of its own there. */
export class PublicAlias extends pulumi.ComponentResource {
  /** @throws ArgumentError for a name that no certificate can be issued for. */
  public constructor(name: string, args: PublicAliasArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:workload:PublicAlias", name, {}, opts);
    checkCertificateName("domain", args.domain);

    const certificate = new ValidatedCertificate(
      name,
      {
        domain: args.domain,
        wildcard: false,
        zoneId: args.rootZoneId,
        zoneProvider: args.networkProvider,
      },
      { parent: this },
    );
    const served = new aws.lb.ListenerCertificate(
      name,
      { listenerArn: args.listenerArn, certificateArn: certificate.arn },
      { parent: this },
    );
    new aws.route53.Record(
      name,
      {
        zoneId: args.rootZoneId,
        name: args.domain,
        type: "A",
        aliases: [
          { name: args.target.dnsName, zoneId: args.target.zoneId, evaluateTargetHealth: true },
        ],
      },
      // Visitors come with the record: the certificate must be served before.
      { parent: this, provider: args.networkProvider, dependsOn: [served] },
    );
    this.registerOutputs();
  }
}
