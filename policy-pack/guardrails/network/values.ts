/** True when the value is `true`, written as a boolean or, as some arguments are, as text. */
export function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
