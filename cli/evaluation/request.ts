import type { Answer } from "./answer";

/** Caller of an action: an AWS service, or the root of an account. */
export type Principal = { readonly service: string } | { readonly account: string };

/** Comparison of a value in a condition with the request's value of the key. */
export type Comparison = (wanted: string, given: string) => boolean;

/** Condition keys of a request, such as `aws:SourceAccount`. AWS ignores the letter case of keys. */
export interface ConditionKeys {
  /** True when the request contains the key, `undefined` when that is unknown. */
  has(key: string): Answer;
  /** Value of a key; `undefined` when the request has no such key or its value is unknown. */
  valueOf(key: string): string | undefined;
  /** Compares the request's value of a key that it contains with a value of a condition. */
  matches(key: string, wanted: string, comparison: Comparison): Answer;
}

/** One call of an AWS API, as far as it is known. */
export interface IamRequest {
  /** `service:Action` in any letter case; with `*` and `?` every action that the pattern matches. */
  readonly action: string;
  /** ARN. @default - unknown */
  readonly resource?: string;
  /** @default - unknown */
  readonly principal?: Principal;
  /** @default - every key is unknown */
  readonly keys?: ConditionKeys;
}

/** Condition keys of a request that is known completely: a key that is not listed is absent. */
export function completeKeys(values: Readonly<Record<string, string>>): ConditionKeys {
  const byKey = new Map(
    Object.entries(values).map(([key, value]) => [key.toLowerCase(), value] as const),
  );
  const valueOf = (key: string): string | undefined => byKey.get(key.toLowerCase());
  return {
    has: (key) => valueOf(key) !== undefined,
    valueOf,
    matches: (key, wanted, comparison) => {
      const given = valueOf(key);
      return given !== undefined && comparison(wanted, given);
    },
  };
}
