import type { ConditionKeys } from "../evaluation/request";

/** Known values of a request, in addition to its principal. */
interface Known {
  /** Region that the request is sent to. */
  readonly region: string | undefined;
  /** Values of condition keys. */
  readonly context: Readonly<Record<string, string>>;
}

/** Region in the ARN of a resource; `undefined` for a global resource, or a wildcard. */
export function regionOfArn(arn: string | undefined): string | undefined {
  const region = arn?.split(":")[3] ?? "";
  return /^[a-z0-9-]+$/.test(region) ? region : undefined;
}

/** Condition keys of a request. A key that is not known may be present or absent. */
export function requestKeys(
  caller: ConditionKeys | undefined,
  { region, context }: Known,
): ConditionKeys | undefined {
  const values = new Map(
    Object.entries({
      ...(region !== undefined && { "aws:RequestedRegion": region }),
      ...context,
    }).map(([key, value]) => [key.toLowerCase(), value]),
  );
  if (values.size === 0) {
    return caller;
  }
  const valueOf = (key: string): string | undefined => values.get(key.toLowerCase());
  return {
    has: (key) => (valueOf(key) === undefined ? caller?.has(key) : true),
    valueOf: (key) => valueOf(key) ?? caller?.valueOf(key),
    matches: (key, wanted, comparison) => {
      const value = valueOf(key);
      return value === undefined
        ? caller?.matches(key, wanted, comparison)
        : comparison(wanted, value);
    },
  };
}
