import table from "./answers.json";

/** Comparison of what AWS answers with what a program wants, by the provider; paths have dots, and no indexes of lists. */
export interface Answer {
  /** Lists in the program that are sets in the provider: their order is no difference. */
  readonly sets: readonly string[];
  /** Inputs that the provider fills in when a program leaves them out: their values are no difference then. */
  readonly computed: readonly string[];
}

/** True for a type that the table has. */
export function hasAnswer(type: string): boolean {
  return type in table.types;
}

/**
 * Facts about the answers for a resource type.
 *
 * @throws Error for a type that the table lacks: a guess would rehearse an unchanged resource where AWS returns another.
 */
export function answerOf(type: string): Answer {
  const row = (table.types as Readonly<Record<string, Answer>>)[type];
  if (row === undefined) {
    throw new Error(
      `cli/emulation/models/answers.json has no ${type}: add it with npm run aws-tables`,
    );
  }
  return row;
}

/**
 * Lists of the provider that AWS returns in an order of its own: another order is a difference. Address of a file:
 * https://github.com/hashicorp/terraform-provider-aws/blob/COMMIT/internal/service/FILE
 */
const unordered: Readonly<Record<string, readonly string[]>> = {
  // guardduty/organization_configuration_feature.go@01f4311146: a list that only a creation takes, set as AWS returns it.
  "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature": [
    "additionalConfigurations",
  ],
};

/** Lists of a type that AWS returns in an order of its own, although the provider compares their order. */
export function unorderedLists(type: string): readonly string[] {
  return unordered[type] ?? [];
}

/** Comparison of a document with the one that AWS returns, by the provider. */
export interface DocumentRule {
  readonly input: string;
  /**
   * `policy`: lists in statements are sets, and a list with one item is the item. `json`: the order of keys does not count.
   * `text`: every character counts.
   */
  readonly compared: "policy" | "json" | "text";
  /** True when the provider stores the text that AWS returns, also when it is equivalent. */
  readonly stored: boolean;
}

const policy = (input = "policy"): DocumentRule => ({ input, compared: "policy", stored: false });

/**
 * Documents by type. Address of a file:
 * https://github.com/hashicorp/terraform-provider-aws/blob/COMMIT/internal/service/FILE
 */
const documents: Readonly<Record<string, DocumentRule>> = {
  // backup/vault_policy.go@01606926a0
  "aws:backup/vaultPolicy:VaultPolicy": policy(),
  // events/bus_policy.go@01f4311146
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": policy(),
  // events/rule.go@0cdab4ae09: the pattern is normalized before it is stored.
  "aws:cloudwatch/eventRule:EventRule": { input: "eventPattern", compared: "json", stored: true },
  // ec2/vpc_endpoint.go
  "aws:ec2/vpcEndpoint:VpcEndpoint": policy(),
  // ecr/lifecycle_policy.go@00a35305dc: rules by priority.
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": { input: "policy", compared: "json", stored: false },
  // ecr/repository_policy.go@004b82babc
  "aws:ecr/repositoryPolicy:RepositoryPolicy": policy(),
  // eks/addon.go@00a35305dc: neither normalized nor compared as a document.
  "aws:eks/addon:Addon": { input: "configurationValues", compared: "text", stored: true },
  // iam/role.go
  "aws:iam/role:Role": policy("assumeRolePolicy"),
  // iam/role_policy.go@02f97af85f
  "aws:iam/rolePolicy:RolePolicy": policy(),
  // kms/key.go
  "aws:kms/key:Key": policy(),
  // organizations/policy.go@00a35305dc
  "aws:organizations/policy:Policy": { input: "content", compared: "json", stored: true },
  // s3/bucket_policy.go@0073593e7d
  "aws:s3/bucketPolicy:BucketPolicy": policy(),
  // sesv2/email_identity_policy.go@2191f243e1
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": policy(),
  // sns/topic_policy.go@00a35305dc
  "aws:sns/topicPolicy:TopicPolicy": policy(),
  // ssoadmin/permission_set_inline_policy.go@0414327b78
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": policy("inlinePolicy"),
};

/** The document of a type; `undefined` for a type without one. */
export function documentOf(type: string): DocumentRule | undefined {
  return documents[type];
}
