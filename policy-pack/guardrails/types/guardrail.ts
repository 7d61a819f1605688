import type { Detection } from "./detection";
import type { Framework } from "./frameworks";
import type { OrganizationPolicy } from "./organization-policy";
import type { Parameter } from "./parameter";
import type { Remedy, ResourceRule, StackRule } from "./preview-rule";

export type Severity = "low" | "medium" | "high" | "critical";

/** The reason why a guardrail does not deny, preview or detect. */
export interface NotPossible {
  readonly none: string;
}

/**
 * Projects whose published code has a guardrail with the same purpose. docs/guardrails-left-out.md lists what they have
 * and this catalogue does not.
 */
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

/** Accounts that a guardrail applies to: those in one of the OUs that have one of the environments. */
export interface Scope {
  /** Paths of OUs; an OU includes the OUs below it. @default - the whole organization */
  readonly organizationalUnits?: readonly string[];
  /** @default - every environment */
  readonly environments?: readonly Environment[];
}

/** Texts and references for people. They change nothing that a guardrail enforces. */
export interface About {
  readonly title: string;
  /** The risk without the guardrail. Begins in lower case and ends without a full stop. */
  readonly why: string;
  /** One sentence in the imperative that explains how to comply. */
  readonly comply: string;
  readonly severity: Severity;
  /** Controls of published frameworks with the same purpose, the closest one first. */
  readonly frameworks: readonly [Framework, ...Framework[]];
  /** Rows of docs/requirements.md that the guardrail answers. Empty when no row requires it. */
  readonly requirements: readonly string[];
  readonly peers: readonly Peer[];
}

/**
 * One rule of the company with up to three enforcements: an organization policy that AWS enforces, a preview policy
 * that refuses a resource before deployment, and a Config rule that finds existing resources.
 */
export interface Guardrail {
  /**
   * `<verb>-<object>`: name of the file, the Sid, the policy, the configuration key and the section in the
   * documentation.
   */
  readonly id: string;
  readonly deny: readonly OrganizationPolicy[] | NotPossible;
  readonly preview:
    | {
        /** Reason why all findings are warnings until a company refuses them (`preview: refuse`). @default - by rule */
        readonly advises?: string;
        readonly resource?: readonly ResourceRule[];
        readonly stack?: readonly StackRule[];
        readonly remedies?: readonly Remedy[];
      }
    | NotPossible;
  readonly detect: readonly Detection[] | NotPossible;
  /**
   * API calls that create or change a resource that the guardrail checks and that its statements do not name; for
   * `explain`.
   */
  readonly calls?: readonly string[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** @default - every member account */
  readonly scope?: Scope;
  /**
   * True for a guardrail whose statements list the company's accounts. They grow with each account, so they are packed last, where
   * they move no other statement. @default - false
   */
  readonly listsAccounts?: true;
  /** Reason why the guardrail is off until a company enables it. @default - on */
  readonly optIn?: string;
  /** Reason why the guardrail only reports until a company enforces it. @default - it enforces */
  readonly reportsFirst?: string;
  readonly about: About;
}
