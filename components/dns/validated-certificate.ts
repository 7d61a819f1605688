import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkText } from "../shared/argument-checks";
import { textRules } from "../shared/argument-rules";

export interface ValidatedCertificateArgs {
  /** Full name of at most 64 characters. */
  readonly domain: string;
  /** True to cover every name one level below as well; AWS validates both by the same record. */
  readonly wildcard: boolean;
  /** Zone of the domain. */
  readonly zoneId: pulumi.Input<string>;
  /** Provider of the zone's account. @default - the component's own */
  readonly zoneProvider?: aws.Provider;
  /** Resources that resolvers need to find the zone, such as its delegation. @default - the zone is in use already */
  readonly after?: readonly pulumi.Resource[];
}

/**
 * A public certificate, validated by a DNS record that stays, so that AWS renews it automatically.
 *
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export class ValidatedCertificate extends pulumi.ComponentResource {
  /** ARN, known once the certificate is issued. */
  public readonly arn: pulumi.Output<string>;

  /** @throws ArgumentError for a name that no certificate can be issued for. */
  public constructor(
    name: string,
    args: ValidatedCertificateArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:workload:ValidatedCertificate", name, {}, opts);
    checkCertificateName("domain", args.domain);

    const certificate = new aws.acm.Certificate(
      name,
      {
        domainName: args.domain,
        subjectAlternativeNames: args.wildcard ? [`*.${args.domain}`] : [],
        validationMethod: "DNS",
      },
      { parent: this },
    );
    const option = certificate.domainValidationOptions.apply((options) => {
      const own = options.find(({ domainName }) => domainName === args.domain);
      if (own === undefined) {
        throw new Error(`ACM gave no validation record for ${args.domain}`);
      }
      return own;
    });
    const record = new aws.route53.Record(
      `${name}-validation`,
      {
        zoneId: args.zoneId,
        name: option.resourceRecordName,
        type: option.resourceRecordType,
        ttl: 300,
        records: [option.resourceRecordValue],
      },
      { parent: this, provider: args.zoneProvider },
    );
    const validation = new aws.acm.CertificateValidation(
      name,
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      { parent: this, dependsOn: [...(args.after ?? [])] },
    );

    this.arn = validation.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}

/**
 * Checks the first name of a certificate, which is its common name: it is shorter than a domain name may be.
 *
 * @throws ArgumentError for another text, or one of more than 64 characters.
 * @see https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html
 */
export function checkCertificateName(path: string, domain: string): void {
  checkText(path, domain, textRules.domain);
  checkText(path, domain, {
    pattern: /^.{1,64}$/,
    rule: "at most 64 characters",
    remedy: "ACM issues no certificate for a longer name: choose a shorter one",
  });
}
