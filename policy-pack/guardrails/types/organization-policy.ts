import type { ParameterValues } from "./parameter";

/** One IAM policy statement of an organization policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  /** `*` in resource control policies; service control policies have no principal. */
  readonly Principal?: "*";
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Conditions;
}

/** Values by operator and condition key. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Accounts of the platform whose people do a work that no other account may do. */
export type Owner = "audit" | "identity" | "network";

/** Facts of the organization that policies are rendered with. */
export interface DenyContext {
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  readonly partition: string;
  /** Id of the organization for condition values; a placeholder until the id is known. */
  readonly organizationId: string;
  /** Id of the management account. */
  readonly managementAccountId: string;
  /** Placeholders for the ids of all accounts of the configuration, in the order of their first keys: a new name moves none. */
  readonly accountIds: readonly string[];
  readonly homeRegion: string;
  readonly governedRegions: readonly string[];
  /**
   * ARNs of the roles that a deny exempts, with a wildcard account: deployment, Control Tower, break-glass, bootstrap
   * while in use, and the exempt roles of this guardrail in the configuration.
   */
  readonly exemptRoleArns: readonly string[];
  /**
   * ARNs of the roles that are exempt even from denies that bind the deployment role: break-glass and the exempt roles
   * of this guardrail.
   */
  readonly lastResortRoleArns: readonly string[];
  /**
   * ARNs of the roles that lead to the exempt ones, with a wildcard account: only exempt roles may create or change
   * them.
   */
  readonly protectedRoleArns: readonly string[];
  /** ARN of the role that AWS Backup assumes, with a wildcard account. */
  readonly backupRoleArns: readonly string[];
  /**
   * ARN patterns of the roles that people assume through Identity Center in the account that owns a work: no other principal can
   * create a role under this path.
   */
  readonly peopleArns: Readonly<Record<Owner, readonly string[]>>;
  /** Name of the organization trail. */
  readonly trailName: string;
  /** ARN patterns of the log buckets and their objects; the id of the log archive is in their names. */
  readonly logBucketArns: readonly string[];
  /** ARNs of the platform's topics, with a wildcard Region. */
  readonly topicArns: readonly string[];
  /** ARN patterns of the conformance packs that detect what guardrails forbid. */
  readonly conformancePackArns: readonly string[];
  /** ARN pattern of the configuration aggregators of the audit account. */
  readonly aggregatorArns: readonly string[];
  /** ARNs of the backup vaults, with a wildcard account and Region. */
  readonly backupVaultArns: readonly string[];
  /** ARN pattern of the resolver rules and endpoints of the network account, which all VPCs use. */
  readonly resolverArns: readonly string[];
  /** ARN pattern of the load balancers of the workloads' entries. */
  readonly webEntryArns: readonly string[];
}

/** A policy of IAM statements: it denies requests and can exempt roles and accounts. */
export interface StatementPolicy {
  /** Service control policies bind the principals of the accounts, resource control policies their resources. */
  readonly policyType: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";
  readonly statements: (context: DenyContext, parameters: ParameterValues) => readonly Statement[];
}

/** Settings of an account and Region that a declarative policy manages instead of the account. */
export type OwnedSetting =
  | "image-block-public-access"
  | "instance-metadata-defaults"
  | "serial-console-access"
  | "snapshot-block-public-access"
  | "vpc-block-public-access"
  | "allowed-images";

/** A policy of settings. It is merged with those of other guardrails into one document, and no role is ever exempt. */
export interface SettingsPolicy {
  readonly policyType:
    "AISERVICES_OPT_OUT_POLICY" | "BACKUP_POLICY" | "DECLARATIVE_POLICY_EC2" | "TAG_POLICY";
  /** Settings that this policy manages. The baseline of the accounts does not change them. */
  readonly owns?: readonly OwnedSetting[];
  /** This guardrail's part of the document. Two guardrails never set the same key. */
  readonly content: (context: DenyContext, parameters: ParameterValues) => object;
}

export type OrganizationPolicy = StatementPolicy | SettingsPolicy;
export type PolicyType = OrganizationPolicy["policyType"];
