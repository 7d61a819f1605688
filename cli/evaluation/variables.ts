import type { ConditionKeys } from "./request";

/**
 * Replaces policy variables such as `${aws:SourceAccount}` by the request's own values. A variable whose key is absent
 * stays as it is and matches nothing; one whose value is unknown becomes `*`.
 *
 * @returns The text, and false for `complete` when a value was unknown.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function substituteVariables(
  text: string,
  keys: ConditionKeys | undefined,
): { readonly text: string; readonly complete: boolean } {
  let complete = true;
  const substituted = text.replaceAll(/\$\{([^}]+)\}/g, (variable, key: string) => {
    const value = keys?.valueOf(key);
    if (value !== undefined) {
      return value;
    }
    if (keys?.has(key) === false) {
      return variable;
    }
    complete = false;
    return "*";
  });
  return { text: substituted, complete };
}
