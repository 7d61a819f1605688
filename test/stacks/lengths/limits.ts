import table from "./modelled.json";

/** Largest length of an input, or the reason why it has none of its own. */
export type Limit = number | string;

/** An input whose limit the tables of the models have under another type or name: the type, then the name there. */
type Modelled = readonly [type: string, input: string];

interface Documented {
  /** Type and path of the input, as `type path`. The path has dots, and no indexes of lists. */
  readonly input: RegExp;
  readonly limit: Limit | Modelled;
}

/**
 * Limits that no model has, or that are below the model's, each with the page that states it; limits that a model has
 * under another name; and inputs without a limit of their own. Where model and page differ, the page counts. The first
 * that matches counts.
 */
const documented: readonly Documented[] = [
  // https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html; the shapes TagValue have it too
  { input: / (?:\S+\.)?tags\./, limit: 256 },
  // https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html: 64 octets, by RFC 5280
  { input: /^aws:acm\S+Certificate domainName$/, limit: 64 },
  {
    input: / (?:\S+\.)?(?:bucket|s3BucketName|targetBucket)$/,
    limit: ["aws:s3/bucket:Bucket", "bucketname"],
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-iam-policies.html: 20 KB
  { input: /^aws:s3\S+BucketPolicy policy$/, limit: 20_480 },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html: 1,024 bytes for a whole key
  { input: /BucketLogging targetPrefix$/, limit: 1024 },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: the trust policy, and all policies inside a role
  { input: /^aws:iam\S+Role assumeRolePolicy$/, limit: 2048 },
  { input: /^aws:iam\S+RolePolicy policy$/, limit: 10_240 },
  // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html had 32 KB, and states no length any more
  { input: /^aws:kms\S+Key policy$/, limit: 32_768 },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html: 30 KB
  { input: /^aws:sns\S+TopicPolicy policy$/, limit: 30_720 },
  {
    input: /^aws:rds\S+Instance identifier$| dimensions\.DBInstanceIdentifier$/,
    limit: ["aws:rds/instance:Instance", "dbinstanceidentifier"],
  },
  {
    input: /^aws:rds\S+Instance finalSnapshotIdentifier$/,
    limit: ["aws:rds/instance:Instance", "finaldbsnapshotidentifier"],
  },
  // No model and no page states a length of users and their groups: that of the cluster, to be safe.
  {
    input: /^aws:elasticache\S+ (?:userGroupIds?|userIds?|userName)$/,
    limit: ["aws:elasticache/replicationGroup:ReplicationGroup", "replicationgroupid"],
  },
  {
    input: / (?:\S+\.)?clusterName$|KubernetesProvider clusterIdentifier$/i,
    limit: ["eks:index:Cluster", "name"],
  },
  {
    input: /^pulumi:providers:kubernetes clusterIdentifier$/,
    limit: ["eks:index:Cluster", "name"],
  },
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html: 255 bytes as they are sent, which is
  // 253 characters with dots (https://datatracker.ietf.org/doc/html/rfc1035#section-2.3.4)
  { input: /^aws:route53\S+(?:Record|Zone) (?:\S+\.)?name$/, limit: 253 },
  {
    input: /Validation validationRecordFqdns$| (?:identity|emailIdentity|mailFromDomain)$/,
    limit: 253,
  },
  // https://datatracker.ietf.org/doc/html/rfc5321#section-4.5.3.1: an e-mail address
  { input: /TopicSubscription endpoint$| notifications\.subscriberEmailAddresses$/, limit: 254 },
  // https://kubernetes.io/docs/concepts/overview/working-with-objects/names/: the shorter kind of name, a DNS label
  { input: / metadata\.name$| accessScope\.namespaces$/, limit: 63 },
  {
    input: /CatalogTable parameters\./,
    limit: ["aws:glue/catalogTable:CatalogTable", "parameters"],
  },
  {
    input: /^aws:ec2\S+:SecurityGroup name$/,
    limit: ["aws:ec2/securityGroup:SecurityGroup", "groupname"],
  },
  {
    input: /^aws:organizations\S+Policy content$/,
    limit: "stacks/guardrails/packing fits documents",
  },
  { input: /^aws:route53\S+Record records CNAME$/, limit: 253 },
  { input: /^aws:route53\S+Record records /, limit: ["aws:route53/record:Record", "value"] },
  { input: /^aws:ecr\S+ repository$/, limit: ["aws:ecr/repository:Repository", "repositoryname"] },
  { input: /Addon addonVersion$|disabledControlIdentifiers$/, limit: "its form bounds it" },
  { input: /Arn$|Arns$| logDestination$/i, limit: "an ARN of names that have a limit" },
  {
    input: /^aws:backup\S+Plan rules\.schedule$/,
    limit: "an expression of time, which has a grammar",
  },
];

/**
 * Limit of an input: of the page, else of the model. `undefined` when neither has one.
 *
 * @throws Error when the models no longer have a limit that a row refers to.
 */
export function limitOf(type: string, path: string): Limit | undefined {
  const page = documented.find(({ input }) => input.test(`${type} ${path}`));
  if (page === undefined) {
    return modelledLimit(type, path);
  }
  if (typeof page.limit !== "object") {
    return page.limit;
  }
  const [of, input] = page.limit;
  const limit = limitsOf(of)?.[input];
  if (limit === undefined) {
    throw new Error(`the models have no limit of ${of} ${input}`);
  }
  return limit;
}

/** True for a type that the table of the models lists, with or without limits. */
export function isListed(type: string): boolean {
  return Object.hasOwn(table.types, type);
}

function modelledLimit(type: string, path: string): number | undefined {
  const limits = limitsOf(type);
  const leaf = (path.split(".").at(-1) ?? "").toLowerCase();
  const token = (type.split(":").at(-1) ?? "").toLowerCase();
  const names = [token + leaf, leaf, leaf.replace(/s$/, ""), leaf.replace(/es$/, "")];
  return names.map((name) => limits?.[name]).find((limit) => limit !== undefined);
}

function limitsOf(type: string): Readonly<Record<string, number>> | undefined {
  return (table.types as Readonly<Record<string, Readonly<Record<string, number>>>>)[type];
}
