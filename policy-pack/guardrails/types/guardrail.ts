import type { Detection } from "./detection";
import type { Framework } from "./frameworks";
import type { OrganizationPolicy } from "./organization-policy";
import type { Parameter } from "./parameter";
import type { Remedy, ResourceRule, StackRule } from "./preview-rule";

export type Severity = "low" | "medium" | "high" | "critical";

/** The reason why a guardrail has no enforcement of a kind. */
export interface NotPossible {
  readonly none: string;
}

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

/** Texts and references for people. They change nothing that a guardrail enforces. */
export interface About {
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
}

/**
 * One rule of the company, enforced in several places: an organization policy that AWS enforces, a preview policy
 * that refuses it before it is deployed, and a Config rule that finds what exists.
 */
export interface Guardrail {
  /** `<verb>-<object>`: the file's name, the Sid, the policy's name, the configuration key and the documentation row. */
  readonly id: string;
  readonly deny: readonly OrganizationPolicy[] | NotPossible;
  readonly preview:
    | {
        readonly resource?: readonly ResourceRule[];
        readonly stack?: readonly StackRule[];
        readonly remedies?: readonly Remedy[];
      }
    | NotPossible;
  readonly detect: readonly Detection[] | NotPossible;
  /** API calls that make or change what the guardrail judges and that its statements do not name, for `explain`. */
  readonly calls?: readonly string[];
  readonly parameters: Readonly<Record<string, Parameter>>;
  /** @default - every member account */
  readonly scope?: Scope;
  /** Why it is off until a company enables it. @default - on */
  readonly optIn?: string;
  readonly about: About;
}
