import table from "./modelled.json";

/** Largest length of an input, or the reason why it has none of its own. */
export type Limit = number | string;

/** Limits of a type's inputs by dotted path, without the indexes of lists. */
interface Documented {
  /** Type and path of the input, as `type path`. */
  readonly input: RegExp;
  readonly limit: Limit;
}

/**
 * Limits that no model has, or that are below the model's, each with its page; and inputs without a limit of their own.
 * Where model and page differ, the page counts; the numbers were not extracted by a script. The first that matches counts.
 */
const documented: readonly Documented[] = [
  // https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
  { input: / (?:\S+\.)?tags\./, limit: 256 },
  // https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html: the first name of a certificate
  { input: /^aws:acm\S+Certificate domainName$/, limit: 64 },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  { input: / (?:\S+\.)?(?:bucket|s3BucketName|targetBucket)$/, limit: 63 },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/add-bucket-policy.html
  { input: /^aws:s3\S+BucketPolicy policy$/, limit: 20_480 },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
  { input: /BucketLogging targetPrefix$/, limit: 1024 },
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
  { input: /^aws:iam\S+Role assumeRolePolicy$/, limit: 2048 },
  { input: /^aws:iam\S+RolePolicy policy$/, limit: 10_240 },
  // https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
  { input: /^aws:kms\S+Key policy$/, limit: 32_768 },
  // https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
  { input: /^aws:sns\S+TopicPolicy policy$/, limit: 30_720 },
  // https://docs.aws.amazon.com/ses/latest/dg/policy-anatomy.html
  { input: /EmailIdentityPolicy policy$/, limit: 4096 },
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html
  { input: /^aws:cloudtrail\S+Trail name$/, limit: 128 },
  // https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html
  { input: /^aws:rds\S+Instance identifier$| dimensions\.DBInstanceIdentifier$/, limit: 63 },
  { input: /^aws:rds\S+Instance finalSnapshotIdentifier$/, limit: 255 },
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html, API_CreateUser.html
  {
    input: /^aws:elasticache\S+ (?:replicationGroupId|userGroupIds?|userIds?|userName)$/,
    limit: 40,
  },
  // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
  { input: / (?:\S+\.)?clusterName$|KubernetesProvider clusterIdentifier$/i, limit: 100 },
  { input: /^pulumi:providers:kubernetes clusterIdentifier$/, limit: 100 },
  // https://datatracker.ietf.org/doc/html/rfc1035#section-2.3.4
  { input: /^aws:route53\S+(?:Record|Zone) (?:\S+\.)?name$/, limit: 253 },
  {
    input: /Validation validationRecordFqdns$| (?:identity|emailIdentity|mailFromDomain)$/,
    limit: 253,
  },
  // https://datatracker.ietf.org/doc/html/rfc5321#section-4.5.3.1: an e-mail address
  { input: /TopicSubscription endpoint$| notifications\.subscriberEmailAddresses$/, limit: 254 },
  // https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
  { input: / metadata\.name$| accessScope\.namespaces$/, limit: 63 },
  // https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-common.html
  { input: /CatalogTable parameters\./, limit: 512_000 },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html, API_CreateTargetGroup.html
  { input: /^aws:lb\S+:(?:LoadBalancer|TargetGroup) name$/, limit: 32 },
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
  { input: /^aws:ec2\S+:SecurityGroup (?:name|description)$/, limit: 255 },
  {
    input: /^aws:organizations\S+Policy content$/,
    limit: "stacks/guardrails/packing fits documents",
  },
  // https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
  { input: /^aws:route53\S+Record records CNAME$/, limit: 253 },
  { input: /^aws:route53\S+Record records /, limit: 4000 },
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
  { input: /^aws:ecr\S+ repository$/, limit: 256 },
  { input: /Addon addonVersion$|disabledControlIdentifiers$/, limit: "its form bounds it" },
  { input: /Arn$|Arns$| logDestination$/i, limit: "an ARN of names that have a limit" },
  {
    input: /^aws:backup\S+Plan rules\.schedule$/,
    limit: "an expression of time, which has a grammar",
  },
];

/** Limit of an input: of the page, else of the model. `undefined` when neither has one. */
export function limitOf(type: string, path: string): Limit | undefined {
  const page = documented.find(({ input }) => input.test(`${type} ${path}`));
  return page === undefined ? modelledLimit(type, path) : page.limit;
}

/** True for a type that the table of the models lists, with or without limits. */
export function isListed(type: string): boolean {
  return Object.hasOwn(table.types, type);
}

function modelledLimit(type: string, path: string): number | undefined {
  const limits = (table.types as Readonly<Record<string, Readonly<Record<string, number>>>>)[type];
  const leaf = (path.split(".").at(-1) ?? "").toLowerCase();
  const token = (type.split(":").at(-1) ?? "").toLowerCase();
  const names = [leaf, token + leaf, leaf.replace(/s$/, ""), leaf.replace(/es$/, "")];
  return names.map((name) => limits?.[name]).find((limit) => limit !== undefined);
}
