/** What a text of the configuration must be. */
export interface Kind {
  /** A regular expression that both JavaScript and the engine's schema read: without look-ahead. */
  readonly pattern: string;
  /** As a problem says it: "must be ...". */
  readonly rule: string;
  /** What to write instead. */
  readonly remedy: string;
}

const OCTET = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
const IPV4 = String.raw`(?:${OCTET}\.){3}${OCTET}`;
const IPV6 = "[0-9a-fA-F:]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*";

/** A character of a tag. Letters of all scripts are told by what they are not: not every reader knows them as a class. */
const TAG = String.raw`[^\x00-\x1f!"#$%&'()*,;<>?\[\\\]^{|}~\x60\x7f]`;

/** The kinds of texts that parameters of guardrails are made of. */
export const kinds = {
  account: {
    pattern: String.raw`^\d{12}$`,
    rule: "must be a 12-digit AWS account id in quotes",
    remedy:
      'copy it from the AWS console and quote it, "012345678901": YAML drops leading zeros otherwise',
  },
  action: {
    pattern: "^[a-z0-9-]+:[A-Za-z0-9*?]+$",
    rule: "must be an action as IAM writes it",
    remedy: "write it like s3:GetObject or s3:Get*",
  },
  address: {
    pattern: `^(?:${IPV4}|${IPV6})$`,
    rule: "must be an IP address",
    remedy: "write it like 198.51.100.7",
  },
  addressRange: {
    // A range of all addresses would leave nobody outside of it.
    pattern: String.raw`^(?:${IPV4}/(?:[1-9]|[12]\d|3[0-2])|${IPV6}/(?:[1-9]|[1-9]\d|1[01]\d|12[0-8]))$`,
    rule: "must be a range of IP addresses in CIDR form, and not all there are",
    remedy: "write it like 198.51.100.0/24, a single address like 198.51.100.7/32",
  },
  arn: {
    pattern: String.raw`^arn:[^:\s]+:[a-z0-9*-]+:[^:\s]*:[^:\s]*:\S+$`,
    rule: "must be an ARN of six parts, in which * stands for any text",
    remedy: "write it like arn:aws:s3:::name, with its colons",
  },
  bucket: {
    pattern: "^[*]?[a-z0-9][a-z0-9.*-]{0,62}$",
    rule: "must be the name of a bucket, in which * stands for any part",
    remedy: "give the name alone, without arn:aws:s3::: and in small letters",
  },
  domain: {
    pattern: "^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,63}$",
    rule: "must be a lower-case DNS domain name",
    remedy: "write it without a scheme and without a trailing dot, such as example.com",
  },
  instant: {
    pattern: String.raw`^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$`,
    rule: "must be a moment in ISO 8601, in UTC",
    remedy: "write it like 2026-01-31T12:00:00Z, in quotes",
  },
  issuer: {
    pattern: String.raw`^[a-z0-9-]+(?:[.][a-z0-9-]+)+(?:/[\w./-]+)?$`,
    rule: "must be the host of an issuer, with its path where it has one",
    remedy:
      "leave https:// and the slash at the end away, such as token.actions.githubusercontent.com",
  },
  name: {
    pattern: String.raw`^[\w+=,.@/-]+$`,
    rule: "must be a name without wildcards, spaces and colons",
    remedy: "give the name alone, without the ARN around it",
  },
  namePattern: {
    pattern: String.raw`^[\w+=,.@/#:*?-]+$`,
    rule: "must be a name without spaces, in which * stands for any part",
    remedy: "write it like team-*",
  },
  port: {
    pattern: String.raw`^(?:6553[0-5]|655[0-2]\d|65[0-4]\d\d|6[0-4]\d{3}|[1-5]\d{4}|[1-9]\d{0,3})$`,
    rule: "must be a port from 1 to 65535 in quotes",
    remedy: 'write it like "443"',
  },
  principal: {
    pattern: String.raw`^arn:(?:[*]|aws|aws-cn|aws-us-gov):iam::(?:[*]|\d{12}):(?:role|user)/\S+$`,
    rule: "must be the ARN of roles or users, in which * stands for any text",
    remedy: "write it like arn:aws:iam::*:role/name, with the account or * for any",
  },
  publisher: {
    pattern: String.raw`^(?:\d{12}|amazon|aws_marketplace|aws_backup_vault)$`,
    rule: "must be an account id in quotes, amazon, aws_marketplace or aws_backup_vault",
    remedy: "write the words as they stand here, with underscores",
  },
  region: {
    pattern: String.raw`^(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-[a-z]+-\d{1,2}$`,
    rule: "must be the code of an AWS Region",
    remedy: "use a code such as us-east-1 or eu-central-1",
  },
  service: {
    pattern: "^[a-z0-9]+(?:-[a-z0-9]+)*$",
    rule: "must be the prefix of a service in IAM's actions",
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
    remedy: "AWS refuses other tag keys: rename it",
  },
  tagValue: {
    pattern: `^${TAG}{1,256}$`,
    rule: "must be 1 to 256 letters, digits, spaces or _ . : / = + - @",
    remedy: "AWS refuses other characters in tag values: change them",
  },
  text: {
    pattern: String.raw`\S`,
    rule: "must not be empty",
    remedy: "give a value or remove the key",
  },
  vpc: {
    pattern: "^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$",
    rule: "must be the id of a VPC",
    remedy: "copy it from the console, such as vpc-0123456789abcdef0",
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type TextKind = keyof typeof kinds;
