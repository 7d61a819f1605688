import type { Rule } from "./rule";

/** Constraints that no model has, or that are narrower than the model's, with the page that states them. */
interface Page {
  /** Type and path of the input, as `type path`. */
  readonly input: RegExp;
  readonly rule: Rule;
  readonly page: string;
}

const api = "https://docs.aws.amazon.com";
const groupText = { max: 255, pattern: "^[a-zA-Z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]*$" };
const twoHyphens = "(?!.*--)(?!.*-$)[a-zA-Z][a-zA-Z0-9-]*";

/** The first that matches counts. A page overrules a model. */
const pages: readonly Page[] = [
  {
    // 64 octets, by RFC 5280.
    input: /^aws:acm\S+Certificate domainName$/,
    rule: { max: 64 },
    page: `${api}/acm/latest/APIReference/API_RequestCertificate.html`,
  },
  {
    input: /^aws:budgets\S+ name$/,
    rule: { pattern: "^(?!.*/action/)[^:\\\\]+$" },
    page: `${api}/aws-cost-management/latest/APIReference/API_budgets_Budget.html`,
  },
  {
    // 1,024 bytes for a whole key.
    input: /BucketLogging targetPrefix$/,
    rule: { max: 1024 },
    page: `${api}/AmazonS3/latest/userguide/object-keys.html`,
  },
  {
    input: /^aws:(?:ec2\S+:SecurityGroup (?:name|description)|vpc\S+ description)$/,
    rule: groupText,
    page: `${api}/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html`,
  },
  {
    input: /^aws:vpc\S+ (?:fromPort|toPort)$/,
    rule: { from: -1, to: 65535 },
    page: `${api}/AWSEC2/latest/APIReference/API_IpPermission.html`,
  },
  {
    input: /^aws:lb\/loadBalancer:LoadBalancer name$/,
    rule: { max: 32, pattern: "^(?!internal-)(?!-)(?!.*-$)[a-zA-Z0-9-]+$" },
    page: `${api}/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html`,
  },
  {
    input: /^aws:lb\/loadBalancer:LoadBalancer desyncMitigationMode$/,
    rule: { enum: ["defensive", "monitor", "strictest"] },
    page: `${api}/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html`,
  },
  {
    input: /^aws:lb\/targetGroup:TargetGroup name$/,
    rule: { max: 32, pattern: "^(?!-)(?!.*-$)[a-zA-Z0-9-]+$" },
    page: `${api}/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html`,
  },
  {
    input: /^aws:lb\/targetGroup:TargetGroup deregistrationDelay$/,
    rule: { from: 0, to: 3600 },
    page: `${api}/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html`,
  },
  {
    input: /^aws:iam\S+OrganizationsFeatures enabledFeatures$/,
    rule: { enum: ["RootCredentialsManagement", "RootSessions"] },
    page: `${api}/IAM/latest/APIReference/API_ListOrganizationsFeatures.html`,
  },
  {
    input: /^aws:rds\S+:Instance identifier$/,
    rule: { min: 1, max: 63, pattern: `^${twoHyphens}$` },
    page: `${api}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`,
  },
  {
    input: /^aws:rds\S+:Instance username$/,
    rule: { min: 1, max: 16, pattern: "^[a-zA-Z][a-zA-Z0-9_]*$" },
    page: `${api}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`,
  },
  {
    input: /^aws:rds\S+:Instance backupRetentionPeriod$/,
    rule: { from: 0, to: 35 },
    page: `${api}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`,
  },
  {
    input: /^aws:rds\S+:Instance monitoringInterval$/,
    rule: { enum: ["0", "1", "5", "10", "15", "30", "60"] },
    page: `${api}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`,
  },
  {
    input: /^aws:rds\S+:Instance performanceInsightsRetentionPeriod$/,
    rule: {
      enum: ["7", ...Array.from({ length: 23 }, (_, index) => String(31 * (index + 1))), "731"],
    },
    page: `${api}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`,
  },
  {
    input: /^aws:rds\S+:Instance finalSnapshotIdentifier$/,
    rule: { min: 1, max: 255, pattern: `^${twoHyphens}$` },
    page: `${api}/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html`,
  },
  {
    // AWS creates a group for each family, such as default.postgres17.
    input: /^aws:rds\S+:ParameterGroup name$|^aws:rds\S+ parameterGroupName$/,
    rule: { min: 1, max: 255, pattern: `^(?:default\\.[a-z0-9.-]+|${twoHyphens})$` },
    page: `${api}/AmazonRDS/latest/APIReference/API_CreateDBParameterGroup.html`,
  },
  {
    input: /^aws:rds\S+:SubnetGroup name$|^aws:rds\S+ dbSubnetGroupName$/,
    rule: { min: 1, max: 255, pattern: "^[a-zA-Z][a-zA-Z0-9._ -]*$" },
    page: `${api}/AmazonRDS/latest/APIReference/API_CreateDBSubnetGroup.html`,
  },
  {
    input: /^aws:(?:rds|elasticache)\S+ (?:backupWindow|snapshotWindow)$/,
    rule: { pattern: "^(?:[01]\\d|2[0-3]):[0-5]\\d-(?:[01]\\d|2[0-3]):[0-5]\\d$" },
    page: `${api}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`,
  },
  {
    input: /^aws:(?:rds|elasticache)\S+ maintenanceWindow$/,
    rule: {
      pattern:
        "^(?:mon|tue|wed|thu|fri|sat|sun):(?:[01]\\d|2[0-3]):[0-5]\\d-(?:mon|tue|wed|thu|fri|sat|sun):(?:[01]\\d|2[0-3]):[0-5]\\d$",
    },
    page: `${api}/AmazonRDS/latest/APIReference/API_CreateDBInstance.html`,
  },
  {
    // No model and no page states a length of users and their groups: that of the cluster, to be safe.
    input: /^aws:elasticache\S+ (?:replicationGroupId|userGroupIds?|userIds?|userName)$/,
    rule: { min: 1, max: 40, pattern: `^${twoHyphens}$` },
    page: `${api}/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html`,
  },
  {
    input: /^aws:elasticache\S+ snapshotRetentionLimit$/,
    rule: { from: 0, to: 35 },
    page: `${api}/AmazonElastiCache/latest/dg/backups-automatic.html`,
  },
  {
    input: /^aws:elasticache\S+:SubnetGroup name$|^aws:elasticache\S+ subnetGroupName$/,
    rule: { min: 1, max: 255, pattern: "^[a-zA-Z0-9-]+$" },
    page: `${api}/AmazonElastiCache/latest/APIReference/API_CreateCacheSubnetGroup.html`,
  },
  {
    input: /^aws:sns\S+:Topic name$/,
    rule: { min: 1, max: 256, pattern: "^[a-zA-Z0-9_-]+(?:\\.fifo)?$" },
    page: `${api}/sns/latest/api/API_CreateTopic.html`,
  },
  {
    input: /^aws:sns\S+ protocol$/,
    rule: {
      enum: [
        "application",
        "email",
        "email-json",
        "firehose",
        "http",
        "https",
        "lambda",
        "sms",
        "sqs",
      ],
    },
    page: `${api}/sns/latest/api/API_Subscribe.html`,
  },
  {
    // An e-mail address: https://datatracker.ietf.org/doc/html/rfc5321#section-4.5.3.1
    input: /TopicSubscription endpoint$| notifications\.subscriberEmailAddresses$/,
    rule: { min: 1, max: 254 },
    page: "https://datatracker.ietf.org/doc/html/rfc5321#section-4.5.3.1",
  },
  {
    // 255 bytes as they are sent, which is 253 characters with dots, and 63 for each label.
    input:
      /^aws:route53\S+(?:Record|Zone) (?:\S+\.)?name$|^aws:acm\S+ validationRecordFqdns$| (?:identity|emailIdentity|mailFromDomain)$/,
    rule: { pattern: "^(?=.{1,253}\\.?$)(?:[^.]{1,63}(?:\\.|$))+$" },
    page: `${api}/Route53/latest/DeveloperGuide/DomainNameFormat.html`,
  },
  {
    input: /^aws:eks\S+ serviceAccount$/,
    rule: { min: 1, max: 253, pattern: "^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$" },
    page: "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
  },
  {
    // Namespaces of an access entry may have wildcards.
    input: /^aws:eks\S+ accessScope\.namespaces$/,
    rule: { min: 1, max: 63, pattern: "^[a-z0-9*][a-z0-9*-]*$" },
    page: `${api}/eks/latest/userguide/access-policies.html`,
  },
  {
    input: /^aws:eks\S+ namespace$/,
    rule: { min: 1, max: 63, pattern: "^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$" },
    page: "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
  },
  {
    input: /^aws:eks\S+ accessScope\.type$/,
    rule: { enum: ["cluster", "namespace"] },
    page: `${api}/eks/latest/APIReference/API_AccessScope.html`,
  },
];

/** Rule of a page, with its address. */
export function pageOf(type: string, path: string): Page | undefined {
  return pages.find(({ input }) => input.test(`${type} ${path}`));
}

/**
 * Tags, which every service checks alike. A service may accept more characters; the company's tags are on all of them.
 *
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 */
export const tags = {
  key: { min: 1, max: 128, pattern: "^(?!aws:)[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+$" },
  value: { max: 256, pattern: "^[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*$" },
  page: `${api}/tag-editor/latest/userguide/best-practices-and-strats.html`,
} as const;

/**
 * Names of objects in Kubernetes. Most kinds may have 253 characters, but services and namespaces 63, as labels do.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const kubernetes = {
  name: { min: 1, max: 63, pattern: "^[a-z0-9](?:[a-z0-9.:-]*[a-z0-9])?$" },
  page: "https://kubernetes.io/docs/concepts/overview/working-with-objects/names/",
} as const;
