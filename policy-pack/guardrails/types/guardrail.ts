import type { Framework } from "./frameworks";
import type { TextKind } from "./text-kinds";

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

export type Severity = "low" | "medium" | "high" | "critical";

interface Described<Value> {
  readonly description: string;
  /**
   * The value without configuration. Without a default the organization itself has the value (`guardrailFacts`), or
   * whoever enables the guardrail must give it.
   */
  readonly default?: Value;
}

export interface ListParameter extends Described<readonly string[]> {
  readonly type: "strings";
  /** What each of its texts must be. @default - any text */
  readonly of?: TextKind;
  /** The only texts there are. @default - any of its kind */
  readonly values?: readonly string[];
  /** True where a list of nothing says something. @default - at least one must be named */
  readonly mayBeEmpty?: true;
  /** How many there may be. @default - as many as fit */
  readonly most?: number;
}

export interface SwitchParameter extends Described<boolean> {
  readonly type: "boolean";
}

/** A whole number, bounds included. */
export interface NumberParameter extends Described<number> {
  readonly type: "number";
  readonly minimum: number;
  readonly maximum: number;
}

/**
 * What a company may set for a guardrail, and what it must be: the same data feeds the configuration schema and the
 * policy pack's, since AWS takes many a wrong value and then denies nothing, or everything.
 */
export type Parameter = ListParameter | NumberParameter | SwitchParameter;

export type ParameterValue = readonly string[] | boolean | number;
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

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

/** A property as a rule sees it: an unknown value is told apart from an absent one. */
export type Reading =
  | { readonly state: "known"; readonly value: unknown }
  | { readonly state: "unknown" }
  | { readonly state: "absent" };

/** A resource as a rule sees it, in the engine and in the offline plan alike. */
export interface ResourceView {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Reads one input, `undefined` values counting as absent. Nested values come whole, their unknown parts left out. */
  read(property: string): Reading;
  /** Reads one input of the provider the resource is made by. */
  readProvider(property: string): Reading;
  /** URNs of the resources that a property refers to; empty for resource rules. */
  references(property: string): readonly string[];
}

/** What is wrong with one resource. */
export interface Finding {
  /** The resource to blame; a resource rule leaves it out. */
  readonly urn?: string;
  /** What is wrong and how to comply, without the guardrail's id: the pack adds it. */
  readonly message: string;
}

/** Looks at one resource alone. */
export interface ResourceRule {
  /** Type tokens it judges, or `aws` for every resource of the AWS provider. */
  readonly types: readonly string[] | "aws";
  readonly check: (resource: ResourceView, parameters: ParameterValues) => readonly Finding[];
}

/** Looks at relations between the resources of a stack. */
export interface StackRule {
  /** Type tokens it judges. */
  readonly types: readonly string[];
  readonly check: (
    resources: readonly ResourceView[],
    parameters: ParameterValues,
  ) => readonly Finding[];
}

/** Sets what is missing, where that is safe: runs only where the policy is enforced as `remediate`. */
export interface Remedy {
  /** Type tokens it sets right, or `aws` for every resource of the AWS provider. */
  readonly types: readonly string[] | "aws";
  /** Inputs to set, by property; nothing when the resource needs none. */
  readonly inputs: (
    resource: ResourceView,
    parameters: ParameterValues,
  ) => Readonly<Record<string, unknown>>;
}

/** The AWS Config managed rule that finds what exists already. */
export interface ConfigDetection {
  /** Identifier of the managed rule; `regionsWithout` tells where there is none. @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html */
  readonly configRule: string;
  readonly inputParameters?: Readonly<Record<string, string>>;
  /** Instead, input parameters that follow from the guardrail's own: one rule for each element. */
  readonly inputParametersOf?: (
    parameters: ParameterValues,
  ) => readonly Readonly<Record<string, string>>[];
  /** True when it watches what has no Region: one Region is enough. @default false */
  readonly global?: boolean;
}

/**
 * A control of AWS Foundational Security Best Practices, which audit's central configuration enables everywhere.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html
 */
export interface SecurityHubDetection {
  /** Such as `EC2.8`. */
  readonly securityHubControl: string;
}

export type Detection = ConfigDetection | SecurityHubDetection;

/** The reason why a guardrail has no enforcement of a kind. */
export interface NotPossible {
  readonly none: string;
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

/** Who ships a guardrail of the same intent, by their published code; docs/guardrails-left-out.md tells what is left out. */
export type Peer =
  | "AWS samples"
  | "AWS data perimeter samples"
  | "AWSGuard"
  | "Cloud Posse"
  | "Control Tower"
  | "DataChef"
  | "Landing Zone Accelerator"
  | "MCAF"
  | "org-kickstart"
  | "Pulumi compliance policies"
  | "superwerker";

export const environments = ["production", "staging", "development", "sandbox", "shared"] as const;
export type Environment = (typeof environments)[number];

/** Accounts that a guardrail applies to: those that lie in one of the OUs and have one of the environments. */
export interface Scope {
  /** Paths; an OU holds all below it. @default - the whole organization */
  readonly organizationalUnits?: readonly string[];
  /** @default - every environment */
  readonly environments?: readonly Environment[];
}

/**
 * One rule of the company, enforced in several places: an organization policy that AWS enforces, a preview policy
 * that refuses it before it is deployed, and a Config rule that finds what exists.
 */
export interface Guardrail {
  /** `<verb>-<object>`: the file's name, the Sid, the policy's name, the configuration key and the documentation row. */
  readonly id: string;
  readonly title: string;
  /** What happens without it. */
  readonly why: string;
  /** How to comply, one sentence in the imperative. */
  readonly comply: string;
  readonly severity: Severity;
  /** What it answers in published frameworks, the most specific first. */
  readonly frameworks: readonly [Framework, ...Framework[]];
  /** Rows of docs/requirements.md it answers; none for what only peers have. */
  readonly requirements: readonly string[];
  readonly peers: readonly Peer[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** Why it is off until a company enables it. @default - on */
  readonly optIn?: string;
  /** @default - every member account */
  readonly scope?: Scope;
  readonly deny: readonly OrganizationPolicy[] | NotPossible;
  /** API calls that make or change what the guardrail judges and that its statements do not name, for `explain`. */
  readonly calls?: readonly string[];
  readonly preview:
    | {
        readonly resource?: readonly ResourceRule[];
        readonly stack?: readonly StackRule[];
        readonly remedies?: readonly Remedy[];
      }
    | NotPossible;
  readonly detect: readonly Detection[] | NotPossible;
}
