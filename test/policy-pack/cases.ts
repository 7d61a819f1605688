import type { ParameterValues } from "../../policy-pack/guardrails/types/parameter";
import type { MadeUpResource } from "../support/cases/made-up-resource";

/** A resource that is judged, in a stack with others. */
export interface PolicyCase extends MadeUpResource {
  /** The other resources of its stack. @default - none */
  readonly with?: readonly MadeUpResource[];
}

/** One that violates the guardrail, and the words that the violation must say. */
export interface ViolatingCase extends PolicyCase {
  readonly title: string;
  readonly says: RegExp;
}

/** One that a remedy sets right, and the inputs that it sets. */
export interface RemediedCase extends PolicyCase {
  readonly becomes: Readonly<Record<string, unknown>>;
}

/** What proves a guardrail's preview policies: every type they judge, in the ways that it can be violated. */
export interface PolicyCases {
  /** Values of its parameters. @default - defaults, and the default company's facts */
  readonly parameters?: ParameterValues;
  readonly violating: readonly ViolatingCase[];
  readonly compliant: readonly PolicyCase[];
  readonly remedied?: readonly RemediedCase[];
}
