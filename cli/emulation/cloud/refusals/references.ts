import { CloudError } from "../errors";
import type { CloudRequest, CloudResource, CloudView, Refusal } from "../resource";
import { inAccount, inSite, isRoot, parseArn, textOf, textsAt, textsIn } from "./inputs";

/** Inputs whose texts are words of people, never ids of something. */
const words = new Set([
  ...["description", "comment", "name", "tags", "tagSpecifications", "defaultTags", "title"],
  ...["alarmDescription", "targetPrefix", "bucketPrefix", "finalSnapshotIdentifier"],
]);

interface IdKind {
  readonly pattern: RegExp;
  readonly code: string;
  readonly message: (id: string) => string;
}

/** Ids that EC2 gives: an account sees its own in one Region, and what is shared with it. */
const ec2Ids: readonly IdKind[] = [
  ec2Id("vpc", "InvalidVpcID.NotFound", (id) => `The vpc ID '${id}' does not exist`),
  ec2Id("subnet", "InvalidSubnetID.NotFound", (id) => `The subnet ID '${id}' does not exist`),
  ec2Id("sg", "InvalidGroup.NotFound", (id) => `The security group '${id}' does not exist`),
  ec2Id("rtb", "InvalidRouteTableID.NotFound", (id) => `The routeTable ID '${id}' does not exist`),
  ec2Id(
    "igw",
    "InvalidInternetGatewayID.NotFound",
    (id) => `The internetGateway ID '${id}' does not exist`,
  ),
  ec2Id("nat", "NatGatewayNotFound", (id) => `The Nat Gateway ${id} was not found`),
  ec2Id(
    "eipalloc",
    "InvalidAllocationID.NotFound",
    (id) => `The allocation ID '${id}' does not exist`,
  ),
  ec2Id(
    "vpce",
    "InvalidVpcEndpointId.NotFound",
    (id) => `The Vpc Endpoint Id '${id}' does not exist`,
  ),
  ec2Id(
    "eni",
    "InvalidNetworkInterfaceID.NotFound",
    (id) => `The networkInterface ID '${id}' does not exist`,
  ),
  ec2Id(
    "tgw",
    "InvalidTransitGatewayID.NotFound",
    (id) => `Transit Gateway ${id} was deleted or does not exist.`,
  ),
  ec2Id(
    "tgw-rtb",
    "InvalidRouteTableID.NotFound",
    (id) => `Transit Gateway Route Table ${id} was deleted or does not exist.`,
  ),
  ec2Id(
    "tgw-attach",
    "InvalidTransitGatewayAttachmentID.NotFound",
    (id) => `Transit Gateway Attachment ${id} was deleted or does not exist.`,
  ),
  ec2Id(
    "lt",
    "InvalidLaunchTemplateId.NotFound",
    (id) => `The specified launch template, with template ID ${id}, does not exist.`,
  ),
];

function ec2Id(prefix: string, code: string, message: IdKind["message"]): IdKind {
  return { pattern: new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), code, message };
}

/** @throws CloudError when an id of EC2 is nobody's, or is out of the account's sight. */
const refuseUnknownIds: Refusal = (request, cloud) => {
  for (const { path, text } of referencesIn(request)) {
    const kind = ec2Ids.find(({ pattern }) => pattern.test(text));
    if (kind !== undefined && !isVisible(cloud.ownerOf(text), text, request, cloud)) {
      throw new CloudError(kind.code, `${kind.message(text)} (${path.join(".")})`);
    }
  }
};

function isVisible(
  owner: CloudResource | undefined,
  id: string,
  { site }: CloudRequest,
  cloud: CloudView,
): boolean {
  if (owner?.site.region !== site.region) {
    return false;
  }
  return owner.site.account === site.account || isShared(owner, id, site.account, cloud);
}

/** True for what another account has shared, and for an attachment to a transit gateway of the account's own. */
function isShared(owner: CloudResource, id: string, account: string, cloud: CloudView): boolean {
  const gateway = textOf(owner.inputs, "transitGatewayId");
  if (gateway !== undefined && owner.id === id) {
    return cloud.ownerOf(gateway)?.site.account === account;
  }
  const shares = cloud
    .all("aws:ram/resourceAssociation:ResourceAssociation")
    .filter(({ inputs }) => textOf(inputs, "resourceArn")?.endsWith(`/${id}`))
    .map(({ inputs }) => textOf(inputs, "resourceShareArn"));
  return cloud
    .all("aws:ram/principalAssociation:PrincipalAssociation")
    .filter(({ inputs }) => shares.includes(textOf(inputs, "resourceShareArn")))
    .map(({ inputs }) => textOf(inputs, "principal") ?? "")
    .some((principal) => principal === account || parseArn(principal)?.service === "organizations");
}

/**
 * References by name: where an input holds one, what type it names, and how AWS refuses one that does not exist.
 * `sees` is how far the name reaches: a bucket's is global.
 */
interface NameRule {
  readonly types: RegExp;
  /** Place of the name among the inputs, as `textsAt` takes it. */
  readonly place: string;
  readonly named: string;
  /** Inputs or outputs of the named resource that the name may stand in, beside its id. */
  readonly by: readonly string[];
  readonly sees: "site" | "account" | "everything";
  readonly code: string;
  readonly message: (name: string, request: CloudRequest) => string;
  /** Names that AWS brings along. */
  readonly given?: RegExp;
}

const BUCKET = "aws:s3/bucket:Bucket";

const nameRules: readonly NameRule[] = [
  {
    types: /^aws:s3\/bucket[A-Z]/,
    place: "bucket",
    named: BUCKET,
    by: ["bucket"],
    sees: "account",
    code: "NoSuchBucket",
    message: () => "The specified bucket does not exist",
  },
  {
    types: /^aws:cloudtrail\/trail:/,
    place: "s3BucketName",
    named: BUCKET,
    by: ["bucket"],
    sees: "everything",
    code: "S3BucketDoesNotExistException",
    message: (name) => `S3 bucket ${name} does not exist!`,
  },
  {
    types: /^aws:cfg\/deliveryChannel:/,
    place: "s3BucketName",
    named: BUCKET,
    by: ["bucket"],
    sees: "everything",
    code: "NoSuchBucketException",
    message: (name) => `Cannot find a S3 bucket with an input bucket name: ${name}.`,
  },
  {
    types: /^aws:iam\/(?:rolePolicy|rolePolicyAttachment):/,
    place: "role",
    named: "aws:iam/role:Role",
    by: ["name"],
    sees: "account",
    code: "NoSuchEntity",
    message: (name) => `The role with name ${name} cannot be found.`,
  },
  {
    types: /^aws:backup\/vault(?:Policy|LockConfiguration):/,
    place: "backupVaultName",
    named: "aws:backup/vault:Vault",
    by: ["name"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (name) => `Backup vault ${name} does not exist`,
  },
  {
    types: /^aws:backup\/plan:/,
    place: "rules.targetVaultName",
    named: "aws:backup/vault:Vault",
    by: ["name"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (name) => `Backup vault ${name} does not exist`,
    given: /^Default$/,
  },
  {
    types: /^aws:backup\/selection:/,
    place: "planId",
    named: "aws:backup/plan:Plan",
    by: [],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (id) => `Cannot find Backup plan with ID ${id}`,
  },
  {
    types: /^aws:eks\/(?!cluster:)/,
    place: "clusterName",
    named: "aws:eks/cluster:Cluster",
    by: ["name"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (name) => `No cluster found for name: ${name}.`,
  },
  {
    types: /^aws:ecr\//,
    place: "repository",
    named: "aws:ecr/repository:Repository",
    by: ["name"],
    sees: "site",
    code: "RepositoryNotFoundException",
    message: (name, { site }) =>
      `The repository with name '${name}' does not exist in the registry with id '${site.account}'`,
  },
  {
    types: /^aws:rds\/instance:/,
    place: "dbSubnetGroupName",
    named: "aws:rds/subnetGroup:SubnetGroup",
    by: ["name"],
    sees: "site",
    code: "DBSubnetGroupNotFoundFault",
    message: (name) => `DB subnet group '${name}' does not exist.`,
    given: /^default/,
  },
  {
    types: /^aws:rds\/instance:/,
    place: "parameterGroupName",
    named: "aws:rds/parameterGroup:ParameterGroup",
    by: ["name"],
    sees: "site",
    code: "DBParameterGroupNotFound",
    message: (name) => `DBParameterGroup not found: ${name}`,
    given: /^default\./,
  },
  {
    types: /^aws:elasticache\/replicationGroup:/,
    place: "subnetGroupName",
    named: "aws:elasticache/subnetGroup:SubnetGroup",
    by: ["name"],
    sees: "site",
    code: "CacheSubnetGroupNotFoundFault",
    message: (name) => `Cache Subnet Group ${name} does not exist.`,
    given: /^default/,
  },
  {
    types: /^aws:elasticache\/replicationGroup:/,
    place: "userGroupIds",
    named: "aws:elasticache/userGroup:UserGroup",
    by: ["userGroupId"],
    sees: "site",
    code: "UserGroupNotFound",
    message: (id) => `User group ${id} not found.`,
  },
  {
    types: /^aws:elasticache\/userGroup:/,
    place: "userIds",
    named: "aws:elasticache/user:User",
    by: ["userId"],
    sees: "site",
    code: "UserNotFound",
    message: (id) => `User ${id} not found.`,
    given: /^default$/,
  },
  {
    types: /^aws:cloudwatch\/eventTarget:/,
    place: "rule",
    named: "aws:cloudwatch/eventRule:EventRule",
    by: ["name"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (name) => `Rule ${name} does not exist on EventBus default.`,
  },
  {
    types: /^aws:cloudwatch\/event(?:BusPolicy|Rule|Target):/,
    place: "eventBusName",
    named: "aws:cloudwatch/eventBus:EventBus",
    by: ["name"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (name) => `Event bus ${name} does not exist.`,
    given: /^default$/,
  },
  {
    types: /^aws:kms\/alias:/,
    place: "targetKeyId",
    named: "aws:kms/key:Key",
    by: ["arn"],
    sees: "site",
    code: "NotFoundException",
    message: (id) => `Key '${id}' does not exist`,
  },
  {
    types: /^aws:amp\/workspaceConfiguration:/,
    place: "workspaceId",
    named: "aws:amp/workspace:Workspace",
    by: [],
    sees: "site",
    code: "ResourceNotFoundException",
    message: () => "Workspace not found",
  },
  {
    types: /^aws:glue\/catalogTable:/,
    place: "databaseName",
    named: "aws:glue/catalogDatabase:CatalogDatabase",
    by: ["name"],
    sees: "site",
    code: "EntityNotFoundException",
    message: (name) => `Database ${name} not found.`,
  },
  {
    types: /^aws:athena\/namedQuery:/,
    place: "workgroup",
    named: "aws:athena/workgroup:Workgroup",
    by: ["name"],
    sees: "site",
    code: "InvalidRequestException",
    message: () => "WorkGroup is not found.",
    given: /^primary$/,
  },
  {
    types: /^aws:sesv2\/configurationSetEventDestination:/,
    place: "configurationSetName",
    named: "aws:sesv2/configurationSet:ConfigurationSet",
    by: ["configurationSetName"],
    sees: "site",
    code: "NotFoundException",
    message: (name) => `Configuration set <${name}> does not exist.`,
  },
  {
    types: /^aws:sesv2\/emailIdentity[A-Z]/,
    place: "emailIdentity",
    named: "aws:sesv2/emailIdentity:EmailIdentity",
    by: ["emailIdentity"],
    sees: "site",
    code: "NotFoundException",
    message: (name) => `Email identity ${name} does not exist.`,
  },
  {
    types: /^aws:ses\/identityNotificationTopic:/,
    place: "identity",
    named: "aws:sesv2/emailIdentity:EmailIdentity",
    by: ["emailIdentity", "arn"],
    sees: "site",
    code: "InvalidParameterValue",
    message: (name) => `Identity ${name} does not exist.`,
  },
  {
    types: /^aws:route53\/record:/,
    place: "zoneId",
    named: "aws:route53/zone:Zone",
    by: [],
    sees: "account",
    code: "NoSuchHostedZone",
    message: (id) => `No hosted zone found with ID: ${id}`,
  },
  {
    types: /^aws:guardduty\//,
    place: "detectorId",
    named: "aws:guardduty/detector:Detector",
    by: [],
    sees: "site",
    code: "BadRequestException",
    message: () =>
      "The request is rejected because the input detectorId is not owned by the current account.",
  },
  {
    types: /^aws:securityhub\/configurationPolicyAssociation:/,
    place: "policyId",
    named: "aws:securityhub/configurationPolicy:ConfigurationPolicy",
    by: ["arn"],
    sees: "site",
    code: "ResourceNotFoundException",
    message: (id) => `Configuration policy ${id} was not found`,
  },
  {
    types: /^aws:organizations\/policyAttachment:/,
    place: "policyId",
    named: "aws:organizations/policy:Policy",
    by: [],
    sees: "everything",
    code: "PolicyNotFoundException",
    message: () => "You specified a policy that doesn't exist.",
    given: /^p-(?:FullAWSAccess|RCPFullAWSAccess)$/,
  },
];

/** @throws CloudError when a name is nobody's. */
const refuseUnknownNames: Refusal = (request, cloud) => {
  for (const rule of nameRules.filter(({ types }) => types.test(request.type))) {
    const known = knownTo(rule.sees, rule.named, request, cloud);
    for (const name of textsAt(request.inputs, rule.place)) {
      const found =
        rule.given?.test(name) === true ||
        known.some(
          ({ id, inputs, outputs }) =>
            id === name || rule.by.some((key) => (inputs[key] ?? outputs[key]) === name),
        );
      if (!found) {
        throw new CloudError(rule.code, rule.message(name, request));
      }
    }
  }
};

function knownTo(
  sees: NameRule["sees"],
  type: string,
  { site }: CloudRequest,
  cloud: CloudView,
): readonly CloudResource[] {
  if (sees === "everything") {
    return cloud.all(type);
  }
  return sees === "account" ? inAccount(cloud, type, site) : inSite(cloud, type, site);
}

/** ARNs that AWS takes although nothing has them, or that no resource of a program stands for, with the reason. */
const unchecked: readonly {
  readonly why: string;
  readonly is: (reference: Reference) => boolean;
}[] = [
  {
    why: "every account has a default event bus in every Region",
    is: ({ service, resource }) => service === "events" && resource === "event-bus/default",
  },
  {
    why: "Identity Center makes these roles when a permission set is assigned",
    is: ({ service, resource }) => service === "iam" && resource.startsWith("role/aws-reserved/"),
  },
  {
    why: "the root of an account is the account itself",
    is: ({ service, resource }) => service === "iam" && resource === "root",
  },
  {
    why: "PutMetricAlarm does not look up what an alarm tells",
    is: ({ type, input }) =>
      type === "aws:cloudwatch/metricAlarm:MetricAlarm" && /Actions$/.test(input),
  },
  {
    why: "PutTargets does not look up where events go",
    is: ({ type, input }) => type === "aws:cloudwatch/eventTarget:EventTarget" && input === "arn",
  },
  {
    why: "CreateBackupPlan does not look up the vaults of copies, which may be another account's",
    is: ({ type, input }) => type === "aws:backup/plan:Plan" && input === "rules",
  },
  {
    why: "a selection may name resources that do not exist yet",
    is: ({ type, input }) => type === "aws:backup/selection:Selection" && input === "resources",
  },
  {
    why: "a flow log's destination is looked up with its bucket's policy, in delivery.ts",
    is: ({ type, input }) => type === "aws:ec2/flowLog:FlowLog" && input === "logDestination",
  },
];

interface Reference {
  readonly type: string;
  /** First name on the way to the ARN. */
  readonly input: string;
  readonly service: string;
  readonly resource: string;
}

/** Codes for an ARN that is nobody's, by the service of the ARN. */
const arnCodes: Readonly<Record<string, string>> = {
  s3: "NoSuchBucket",
  iam: "NoSuchEntity",
  kms: "NotFoundException",
  sns: "NotFound",
  acm: "CertificateNotFound",
  ram: "UnknownResourceException",
};

const balancerCodes: Readonly<Record<string, string>> = {
  loadbalancer: "LoadBalancerNotFound",
  targetgroup: "TargetGroupNotFound",
  listener: "ListenerNotFound",
};

/** Services whose resources a request can only name in its own account and Region. */
const localServices = new Set(["acm", "elasticloadbalancing", "rds", "elasticache", "ram"]);

/** Inputs that hand a role to a service, which IAM allows within an account only. */
const passedRoles = new Set(["roleArn", "iamRoleArn", "nodeRoleArn", "executionRoleArn"]);

/** @throws CloudError when an ARN of an account of this organization is nobody's, or cannot be used from here. */
const refuseUnknownArns: Refusal = (request, cloud) => {
  const accounts = cloud.accounts();
  const { site, type } = request;
  for (const { path, text } of referencesIn(request)) {
    const arn = parseArn(text);
    const [input = ""] = path;
    const { service = "", resource = "", account = "", region = "" } = arn ?? {};
    if (
      arn === undefined ||
      (account === ""
        ? service !== "s3" && !isPermissionSet(service, resource)
        : !accounts.includes(account)) ||
      unchecked.some(({ is }) => is({ type, input, service, resource }))
    ) {
      continue;
    }
    const last = path.at(-1) ?? "";
    if (service === "iam" && account !== site.account && passedRoles.has(last)) {
      throw new CloudError(
        "ValidationException",
        `Cross-account pass role is not allowed. (${text})`,
      );
    }
    const away = localServices.has(service) && (account !== site.account || region !== site.region);
    // A trail may be in another Region than its bucket and the bucket's key.
    const keyAway =
      service === "kms" && region !== site.region && !type.startsWith("aws:cloudtrail/");
    if (away || keyAway || cloud.ownerOf(bucketOf(service, text)) === undefined) {
      const code =
        service === "elasticloadbalancing"
          ? balancerCodes[resource.split("/")[0] ?? ""]
          : arnCodes[service];
      throw new CloudError(
        code ?? "ResourceNotFoundException",
        `${text} does not exist in ${site.account} ${site.region} (${path.join(".")})`,
      );
    }
  }
};

function isPermissionSet(service: string, resource: string): boolean {
  return service === "sso" && resource.startsWith("permissionSet/");
}

/** An ARN within a bucket is looked up by the bucket's. */
function bucketOf(service: string, arn: string): string {
  return service === "s3" ? (arn.split("/")[0] ?? arn) : arn;
}

/** Inputs that hold ids of the organization's accounts. */
const accountInputs = ["accountId", "adminAccountId", "targetId"];

/** @throws CloudError when an account, a unit or a root is named that the organization does not have. */
const refuseUnknownMembers: Refusal = ({ type, inputs }, cloud) => {
  for (const input of accountInputs) {
    const account = textOf(inputs, input);
    if (account !== undefined && /^\d{12}$/.test(account) && !cloud.accounts().includes(account)) {
      throw new CloudError(
        type.startsWith("aws:organizations/") ? "AccountNotFoundException" : "BadRequestException",
        `You specified an account that doesn't exist in the organization: ${account}`,
      );
    }
  }
  for (const [input, code] of [
    ["parentId", "ParentNotFoundException"],
    ["targetId", "TargetNotFoundException"],
  ] as const) {
    const place = textOf(inputs, input) ?? "";
    const exists = place.startsWith("ou-")
      ? cloud
          .all("aws:organizations/organizationalUnit:OrganizationalUnit")
          .some(({ id }) => id === place)
      : isRoot(cloud, place);
    if (/^(?:ou|r)-[0-9a-z]{4,}/.test(place) && !exists) {
      throw new CloudError(
        code,
        `You specified a root or organizational unit that doesn't exist: ${place}`,
      );
    }
  }
};

/** Texts among the inputs that may refer to something. */
function referencesIn({ inputs }: CloudRequest): ReturnType<typeof textsIn> {
  return textsIn(inputs).filter(({ path }) => !path.some((name) => words.has(name)));
}

/**
 * What a request refers to must exist in the account and Region that it is looked up in.
 *
 * @throws CloudError with the code of the service that would look it up.
 */
export const refuseUnknownReferences: Refusal = (request, cloud) => {
  if (!request.type.startsWith("aws:")) {
    return;
  }
  for (const refuse of [
    refuseUnknownMembers,
    refuseUnknownNames,
    refuseUnknownIds,
    refuseUnknownArns,
  ]) {
    refuse(request, cloud);
  }
};
