import type { ParameterValues } from "../../policy-pack/guardrails/types/parameter";
import type { MadeUpResource } from "../support/cases/made-up-resource";

/** A resource to check, in a stack with others. */
export interface PolicyCase extends MadeUpResource {
  /** The other resources of its stack. @default - none */
  readonly with?: readonly MadeUpResource[];
}

/** A resource that violates the guardrail, and the expected message. */
export interface ViolatingCase extends PolicyCase {
  readonly title: string;
  readonly message: RegExp;
}

/** A resource that a remedy changes, and the inputs that the remedy sets. */
export interface RemediedCase extends PolicyCase {
  readonly becomes: Readonly<Record<string, unknown>>;
}

/** Proof of a guardrail's preview policies: each type that they check, with each violation. */
export interface PolicyCases {
  /** Values of the guardrail's parameters. @default - defaults, and the facts of the default company */
  readonly parameters?: ParameterValues;
  readonly violating: readonly ViolatingCase[];
  readonly compliant: readonly PolicyCase[];
  readonly remedied?: readonly RemediedCase[];
}
