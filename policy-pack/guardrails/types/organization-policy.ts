import type { ParameterValues } from "./parameter";

/** One IAM policy statement of an organization policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  /** Resource control policies name everyone; service control policies have no principal. */
  readonly Principal?: "*";
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Conditions;
}

/** Values by condition key by operator. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** Facts of the organization that policies are rendered with. */
export interface DenyContext {
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  readonly partition: string;
  /** Id of the organization, or what stands for it until it is known: for condition values. */
  readonly organizationId: string;
  /** Id of the management account. */
  readonly managementAccountId: string;
  readonly homeRegion: string;
  readonly governedRegions: readonly string[];
  /**
   * Role ARNs with a wildcard account that a deny leaves alone: deployment, Control Tower, break-glass, bootstrap while
   * in use, and those that configuration exempts from this guardrail.
   */
  readonly exemptRoleArns: readonly string[];
  /** Those that may do what not even a deployment needs: break-glass, and those exempted from this guardrail. */
  readonly lastResortRoleArns: readonly string[];
  /** Role ARNs with a wildcard account that only exempt roles may make or change: they lead to the exempt ones. */
  readonly protectedRoleArns: readonly string[];
  /** The role that AWS Backup works with, with a wildcard account. */
  readonly backupRoleArns: readonly string[];
  /** Patterns on the aliases of the keys of logs, backups and images. */
  readonly keyAliases: readonly string[];
  /** Name of the organization trail. */
  readonly trailName: string;
  /** ARN patterns of the log buckets. */
  readonly logBucketArns: readonly string[];
}

/** Policies made of IAM statements: they refuse requests, and can leave a role or an account out. */
export interface StatementPolicy {
  /** A service control policy binds principals of the accounts, a resource control policy their resources. */
  readonly policyType: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";
  readonly statements: (context: DenyContext, parameters: ParameterValues) => readonly Statement[];
}

/** Settings of an account and Region that a declarative policy takes over from the account's own calls. */
export type OwnedSetting =
  | "image-block-public-access"
  | "instance-metadata-defaults"
  | "serial-console-access"
  | "snapshot-block-public-access"
  | "vpc-block-public-access"
  | "allowed-images";

/** Policies made of settings, merged with those of other guardrails into one document: no role is ever exempt. */
export interface SettingsPolicy {
  readonly policyType:
    "AISERVICES_OPT_OUT_POLICY" | "BACKUP_POLICY" | "DECLARATIVE_POLICY_EC2" | "TAG_POLICY";
  /** Settings that no account may have another owner for. The baseline leaves them alone. */
  readonly owns?: readonly OwnedSetting[];
  /** The part of the document that is this guardrail's. Two guardrails never set the same key. */
  readonly content: (context: DenyContext, parameters: ParameterValues) => object;
}

export type OrganizationPolicy = StatementPolicy | SettingsPolicy;
export type PolicyType = OrganizationPolicy["policyType"];
