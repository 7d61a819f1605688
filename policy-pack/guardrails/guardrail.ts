import type { Framework } from "./frameworks";

/** One IAM policy statement of an organization policy. */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export type Severity = "low" | "medium" | "high" | "critical";

/** What a company may set for a guardrail; the same data feeds the configuration schema and the policy pack's. */
export interface Parameter {
  readonly type: "strings" | "boolean" | "number";
  readonly description: string;
  /** The value without configuration; without a default the value comes from the organization itself. */
  readonly default?: readonly string[] | boolean | number;
}

export type ParameterValue = readonly string[] | boolean | number;
export type ParameterValues = Readonly<Record<string, ParameterValue>>;

/** Facts of the organization that statements are rendered with. */
export interface DenyContext {
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  readonly partition: string;
  /** Role ARNs with a wildcard account that every deny leaves alone: deployment, Control Tower, break-glass. */
  readonly exemptRoleArns: readonly string[];
  /** Role ARNs with a wildcard account that only exempt roles may make or change: they lead to the exempt ones. */
  readonly protectedRoleArns: readonly string[];
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
  /** Reads one input, `undefined` values counting as absent. Nested values come whole. */
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

/** The AWS Config managed rule that finds what exists already. */
export interface Detection {
  /** Identifier of the managed rule. @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html */
  readonly configRule: string;
  readonly inputParameters?: Readonly<Record<string, string>>;
  /** True when it watches what has no Region: one Region is enough. @default false */
  readonly global?: boolean;
}

/** The reason why a guardrail has no enforcement of a kind. */
export interface NotPossible {
  readonly none: string;
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
  readonly severity: Severity;
  /** What it answers in published frameworks, the most specific first. */
  readonly frameworks: readonly [Framework, ...Framework[]];
  /** Rows of docs/requirements.md it answers. */
  readonly requirements: readonly string[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly deny:
    | {
        readonly policyType: "SERVICE_CONTROL_POLICY";
        readonly statements: (
          context: DenyContext,
          parameters: ParameterValues,
        ) => readonly Statement[];
      }
    | NotPossible;
  readonly preview:
    | { readonly resource?: readonly ResourceRule[]; readonly stack?: readonly StackRule[] }
    | NotPossible;
  readonly detect: readonly Detection[] | NotPossible;
}
