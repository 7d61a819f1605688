import type { TextKind } from "./text-kinds";

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
