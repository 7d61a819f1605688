import type { IamCase } from "../../iam/simulate";

export type Inputs = Readonly<Record<string, unknown>>;

/** The remedy that a message names, as a change of the refused resource. */
export interface Remedied {
  /** Messages whose remedy it is. */
  readonly of: RegExp;
  /**
   * New values. A name without dots is set wherever the resource has it, or else as an input; a path is set as it is. The
   * message contains the last part of each.
   */
  readonly set?: Inputs;
  /** Names that are removed wherever the resource has them. */
  readonly drop?: readonly string[];
  /** Replacements in the JSON text of the inputs. */
  readonly replace?: readonly (readonly [RegExp, string])[];
}

/** Messages whose remedy is no change of the resource, with the reason. */
export interface WithoutRemedy {
  readonly of: RegExp;
  readonly because: string;
}

export type Pair = Remedied | WithoutRemedy;

/** A request that AWS receives for a resource. */
export interface Call {
  readonly action: string;
  /** @default - `*` */
  readonly resource?: string;
  readonly context?: IamCase["context"];
}
