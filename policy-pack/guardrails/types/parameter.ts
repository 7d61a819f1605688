import type { TextKind } from "./text-kinds";

interface Described<Value> {
  readonly description: string;
  /**
   * The value without configuration. If there is no default, the value is a fact of the organization
   * (`guardrailFacts`), or the configuration that enables the guardrail must set it.
   */
  readonly default?: Value;
}

export interface ListParameter extends Described<readonly string[]> {
  readonly type: "strings";
  /** Kind of each text. @default - any text */
  readonly of?: TextKind;
  /** The allowed texts. @default - any text of the kind */
  readonly values?: readonly string[];
  /** True when an empty list is a valid value. @default - at least one text is required */
  readonly mayBeEmpty?: true;
  /** Largest number of texts. @default - as many as fit */
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
 * A value that a company may set for a guardrail, and its rules. The configuration schema and the schema of the policy
 * pack both use them: AWS accepts many wrong values and then denies nothing, or everything.
 */
export type Parameter = ListParameter | NumberParameter | SwitchParameter;

export type ParameterValue = readonly string[] | boolean | number;
export type ParameterValues = Readonly<Record<string, ParameterValue>>;
