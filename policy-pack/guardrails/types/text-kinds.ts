/** A kind of text in the configuration. */
export interface Kind {
  /** A regular expression for JavaScript and for the engine's schema: without look-ahead. */
  readonly pattern: string;
  /** The rule in a problem's message: "must be ...". */
  readonly rule: string;
  /** The correction in a problem's message. */
  readonly remedy: string;
}

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const IPV4 = String.raw`(?:${OCTET}\.){3}${OCTET}`;
const IPV6 = "[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*";

/**
 * A character of a tag. The pattern lists the characters that are not allowed: not every reader of the schema supports
 * a class for letters of all scripts.
 */
const TAG = String.raw`[^\x00-\x1f!"#$%&'()*,;<>?\[\\\]^{|}~\x60\x7f]`;

/** The kinds of texts that parameters of guardrails take. */
export const kinds = {
  account: {
    pattern: String.raw`^\d{12}$`,
    rule: "must be a 12-digit AWS account id in quotes",
    remedy:
      'copy it from the AWS console and quote it, "012345678901": YAML drops leading zeros otherwise',
  },
  action: {
    pattern: "^[a-z0-9-]+:[A-Za-z0-9*?]+$",
    rule: "must be an action in the form of IAM",
    remedy: "write it like s3:GetObject or s3:Get*",
  },
  address: {
    pattern: `^(?:${IPV4}|${IPV6})$`,
    rule: "must be an IP address",
    remedy: "write it like 198.51.100.7",
  },
  addressRange: {
    // A range of all addresses would make the guardrail useless.
    pattern: String.raw`^(?:${IPV4}/(?:[1-9]|[12]\d|3[0-2])|${IPV6}/(?:[1-9]|[1-9]\d|1[01]\d|12[0-8]))$`,
    rule: "must be a range of IP addresses in CIDR form, and not all addresses",
    remedy: "write it like 198.51.100.0/24, a single address like 198.51.100.7/32",
  },
  application: {
    pattern: "^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$",
    rule: "must be the id of an identity pool or an application, without wildcards",
    remedy:
      "copy it from the issuer, such as us-east-1:11111111-2222-3333-4444-555555555555 for an identity pool",
  },
  arn: {
    pattern: String.raw`^arn:[^:\s]+:[a-z0-9*-]+:[^:\s]*:[^:\s]*:\S+$`,
    rule: "must be an ARN of six parts; * matches any text",
    remedy: "write it like arn:aws:s3:::name, with its colons",
  },
  bucket: {
    pattern: "^[*]?[a-z0-9][a-z0-9.*-]{0,62}$",
    rule: "must be the name of a bucket; * matches any text",
    remedy: "give the name alone, such as nimbus-logs, without arn:aws:s3::: and in small letters",
  },
  domain: {
    pattern: "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,63}$",
    rule: "must be a lower-case DNS domain name",
    remedy: "write it without a scheme and without a trailing dot, such as example.com",
  },
  githubOwner: {
    pattern: String.raw`^[A-Za-z0-9_.-]{1,100}(?:@\d{1,20})?$`,
    rule: "must be the name of a GitHub organization or user, or name@id",
    remedy: "write it like nimbus, or nimbus@56473829 for subjects in the immutable format",
  },
  instant: {
    pattern: String.raw`^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$`,
    rule: "must be a point in time in ISO 8601, in UTC",
    remedy: "write it like 2026-01-31T12:00:00Z, in quotes",
  },
  issuer: {
    pattern: String.raw`^[a-z0-9-]+(?:[.][a-z0-9-]+)+(?:/[\w./-]+)?$`,
    rule: "must be the host name of an issuer, with its path if it has one",
    remedy: "remove https:// and the slash at the end, such as token.actions.githubusercontent.com",
  },
  name: {
    pattern: String.raw`^[\w+=,.@/-]+$`,
    rule: "must be a name without wildcards, spaces and colons",
    remedy: "give the name alone, such as deployer, without the ARN around it",
  },
  namePattern: {
    pattern: String.raw`^[\w+=,.@/#:*?-]+$`,
    rule: "must be a name without spaces; * matches any text",
    remedy: "write it like team-*",
  },
  port: {
    pattern: String.raw`^(?:6553[0-5]|655[0-2]\d|65[0-4]\d\d|6[0-4]\d{3}|[1-5]\d{4}|[1-9]\d{0,3})$`,
    rule: "must be a port from 1 to 65535 in quotes",
    remedy: 'write it like "443"',
  },
  principal: {
    pattern: String.raw`^arn:(?:[*]|aws|aws-cn|aws-us-gov):iam::(?:[*]|\d{12}):(?:role|user)/\S+$`,
    rule: "must be the ARN of roles or users; * matches any text",
    remedy: "write it like arn:aws:iam::*:role/name, with the account or * for any",
  },
  publisher: {
    pattern: String.raw`^(?:\d{12}|amazon|aws_marketplace|aws_backup_vault)$`,
    rule: "must be an account id in quotes, amazon, aws_marketplace or aws_backup_vault",
    remedy: "copy one of these words with its underscores",
  },
  region: {
    pattern: String.raw`^(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-[a-z]+-\d{1,2}$`,
    rule: "must be the code of an AWS Region",
    remedy: "use a code such as us-east-1 or eu-central-1",
  },
  service: {
    pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$",
    rule: "must be the service prefix of IAM actions",
    remedy: "write it in small letters and without actions, such as s3 for s3:GetObject",
  },
  tag: {
    pattern: `^${TAG.replace("[^", "[^=")}{1,128}=${TAG}{1,256}$`,
    rule: "must be a tag as Key=Value",
    remedy: "write it like CostCenter=0000",
  },
  tagKey: {
    pattern: `^${TAG}{1,128}$`,
    rule: "must be 1 to 128 letters, digits, spaces or _ . : / = + - @",
    remedy: "write it like CostCenter: AWS refuses other tag keys",
  },
  tagValue: {
    pattern: `^${TAG}{1,256}$`,
    rule: "must be 1 to 256 letters, digits, spaces or _ . : / = + - @",
    remedy: "write it like cc-100: AWS refuses other characters in tag values",
  },
  text: {
    pattern: String.raw`\S`,
    rule: "must not be empty",
    remedy: "write a name or a value in its place, or remove it",
  },
  vpc: {
    pattern: "^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$",
    rule: "must be the id of a VPC",
    remedy: "copy it from the console, such as vpc-0123456789abcdef0",
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type TextKind = keyof typeof kinds;
