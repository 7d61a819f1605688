import { policyDocument, type PolicyStatement } from "../shared/policy-documents";

/** Purposes of the permission sets, as configuration and the workload accounts know them. */
export type PermissionSetKey = "readOnly" | "developer" | "securityAudit" | "administrator";

/** Permissions of a person who has signed in with a permission set. */
export interface PermissionSetDefinition {
  /** Name in AWS, at most 32 characters; it becomes part of a role's name in every account it is assigned in. */
  readonly name: string;
  readonly description: string;
  /** ISO 8601 duration, PT1H to PT12H. */
  readonly sessionDuration: string;
  /** ARNs of AWS managed policies; ten at most, the quota of a role in the target account. */
  readonly managedPolicyArns: readonly string[];
  /** Statements beside the managed policies. @default - none */
  readonly inline?: readonly PolicyStatement[];
}

/** A working day: nothing that such a session may do is irreversible. */
const WORKING_DAY = "PT8H";
/** Short, so that a forgotten terminal of an administrator is soon harmless. */
const ONE_TASK = "PT1H";

/**
 * The permission sets by purpose.
 *
 * @param logBucketArns ARN patterns of the log buckets, whose logs people question.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/limits.html
 */
export function permissionSets(
  partition: string,
  logBucketArns: readonly string[],
): Readonly<Record<PermissionSetKey, PermissionSetDefinition>> {
  const managed = (name: string): string => `arn:${partition}:iam::aws:policy/${name}`;
  return {
    // ViewOnlyAccess lists and describes but opens no object, table or parameter: ReadOnlyAccess would let every person
    // who may look at production also read its customers' data. Logs and metrics are what debugging needs beside it.
    readOnly: {
      name: "Prod-ReadOnly",
      description: "Looks at resources, logs and metrics; reads no stored data, changes nothing",
      sessionDuration: WORKING_DAY,
      managedPolicyArns: [
        managed("job-function/ViewOnlyAccess"),
        managed("CloudWatchReadOnlyAccess"),
      ],
      inline: [
        {
          Sid: "FindClusters",
          Effect: "Allow",
          Action: ["eks:DescribeCluster", "eks:ListClusters"],
          Resource: "*",
        },
      ],
    },
    developer: {
      name: "NonProd-Developer",
      description: "Builds and debugs outside production; leaves the platform's own parts alone",
      sessionDuration: WORKING_DAY,
      managedPolicyArns: [managed("PowerUserAccess")],
      inline: platformReserved(partition),
    },
    securityAudit: {
      name: "Security-Audit",
      description: "Reads the security configuration of every service, and asks the logs",
      sessionDuration: WORKING_DAY,
      managedPolicyArns: [managed("SecurityAudit")],
      inline: logQuestions(partition, logBucketArns),
    },
    administrator: {
      name: "Platform-Administrator",
      description: "Changes the platform's own accounts; never given in production",
      sessionDuration: ONE_TASK,
      managedPolicyArns: [managed("AdministratorAccess")],
    },
  };
}

/** The inline policy of a permission set, `undefined` when it has none. */
export function inlinePolicy(definition: PermissionSetDefinition): string | undefined {
  if (definition.inline === undefined) {
    return undefined;
  }
  const document = policyDocument(definition.inline);
  if (typeof document !== "string") {
    throw new Error(`the policy of ${definition.name} is not known before deployment`);
  }
  return document;
}

/**
 * Denies what only the platform may change. PowerUserAccess stops at IAM and Organizations alone, which leaves the
 * evidence, the backups, the network's isolation and the ways into a stronger role open.
 */
function platformReserved(partition: string): PolicyStatement[] {
  return [
    {
      Sid: "PlatformRoles",
      Effect: "Deny",
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Resource: `arn:${partition}:iam::*:role/platform-*`,
    },
    deny("PlatformEvidence", [
      "access-analyzer:DeleteAnalyzer",
      "cloudtrail:DeleteTrail",
      "cloudtrail:PutEventSelectors",
      "cloudtrail:StopLogging",
      "cloudtrail:UpdateTrail",
      "config:DeleteConfigurationRecorder",
      "config:DeleteDeliveryChannel",
      "config:PutConfigurationRecorder",
      "config:PutDeliveryChannel",
      "config:StopConfigurationRecorder",
      "ec2:DeleteFlowLogs",
      "guardduty:Delete*",
      "guardduty:Disassociate*",
      "guardduty:UpdateDetector",
      "securityhub:BatchDisableStandards",
      "securityhub:DeleteInvitations",
      "securityhub:DisableSecurityHub",
      "securityhub:Disassociate*",
    ]),
    deny("PlatformDefaults", [
      "ec2:DisableEbsEncryptionByDefault",
      "ec2:DisableImageBlockPublicAccess",
      "ec2:DisableSnapshotBlockPublicAccess",
      "ec2:EnableSerialConsoleAccess",
      "ec2:ModifyInstanceMetadataDefaults",
      "s3:PutAccountPublicAccessBlock",
    ]),
    deny("PlatformNetwork", [
      ...changes("ec2", "*TransitGateway*", [
        ...["Accept", "Associate", "Create", "Delete", "Deregister", "Disable", "Disassociate"],
        ...["Enable", "Export", "Modify", "Register", "Reject", "Replace"],
      ]),
      "ec2:*VpcPeeringConnection",
      "ec2:AttachInternetGateway",
      "ec2:AttachVpnGateway",
      "ec2:CreateVpc",
      "ec2:CreateVpnConnection",
      "ec2:DeleteVpc",
      ...changes("ram", "*", [
        ...["Accept", "Associate", "Create", "Delete", "Disassociate", "Enable", "Promote"],
        ...["Reject", "Replace", "SetDefault", "Tag", "Untag", "Update"],
      ]),
      "route53:AssociateVPCWithHostedZone",
      "route53:DeleteHostedZone",
      ...changes("route53domains", "*", [
        ...["Accept", "Associate", "Cancel", "Delete", "Disable", "Disassociate", "Enable", "Push"],
        ...["Register", "Reject", "Renew", "Resend", "Retrieve", "Transfer", "Update"],
      ]),
    ]),
    deny("PlatformBackups", [
      "backup:DeleteBackupPlan",
      "backup:DeleteBackupSelection",
      "backup:DeleteBackupVault*",
      "backup:DeleteRecoveryPoint",
      "backup:PutBackupVault*",
      "backup:UpdateBackupPlan",
      "backup:UpdateRecoveryPointLifecycle",
      "kms:DisableKey",
      "kms:PutKeyPolicy",
      "kms:ScheduleKeyDeletion",
    ]),
    // An administrator of a cluster has the roles of every pod in it.
    deny("PlatformClusterAccess", [
      ...changes("eks", "AccessEntry", ["Create", "Delete", "Update"]),
      ...changes("eks", "AccessPolicy", ["Associate", "Disassociate"]),
      ...changes("eks", "PodIdentityAssociation", ["Create", "Delete", "Update"]),
      "eks:DeleteCluster",
      "eks:UpdateClusterConfig",
    ]),
  ];
}

/**
 * Lets an auditor query the organization's logs: the set itself reads them through Athena alone. Who may read
 * the objects at all is decided by the log buckets.
 *
 * @see https://docs.aws.amazon.com/athena/latest/ug/security-iam-athena-calledvia.html
 */
function logQuestions(partition: string, logBucketArns: readonly string[]): PolicyStatement[] {
  return [
    {
      Sid: "AskLogs",
      Effect: "Allow",
      Action: [
        "athena:BatchGet*",
        "athena:Get*",
        "athena:List*",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      Resource: ["workgroup/platform-*", "datacatalog/*"].map(
        (resource) => `arn:${partition}:athena:*:*:${resource}`,
      ),
    },
    {
      Sid: "ReadCatalogue",
      Effect: "Allow",
      Action: ["glue:GetDatabase*", "glue:GetPartition*", "glue:GetTable*"],
      Resource: "*",
    },
    {
      Sid: "AthenaReadsLogs",
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:GetObject", "s3:ListBucket"],
      Resource: logBucketArns.flatMap((arn) => [arn, `${arn}/*`]),
      Condition: CALLED_BY_ATHENA,
    },
    {
      Sid: "AthenaDecryptsLogs",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: "*",
      Condition: CALLED_BY_ATHENA,
    },
  ];
}

const CALLED_BY_ATHENA = {
  "ForAnyValue:StringEquals": { "aws:CalledVia": "athena.amazonaws.com" },
} as const;

/** Actions that change something: those that only read stay allowed, for a person that looks for a fault. */
function changes(service: string, what: string, verbs: readonly string[]): string[] {
  return verbs.map((verb) => `${service}:${verb}${what}`);
}

function deny(sid: string, actions: readonly string[]): PolicyStatement {
  return { Sid: sid, Effect: "Deny", Action: actions, Resource: "*" };
}
