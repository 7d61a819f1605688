/** Environment variable that lets the providers of a preview assume the role that can only read. */
export const PREVIEW_VARIABLE = "PLATFORM_CREDENTIALS";

/** The only value of the variable, and of the configuration key `platform:credentials`. */
export const PREVIEW = "preview";

/** Sentence about a wrong value of the variable; `undefined` when it is right or not set. */
export function previewVariableFault(
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const value = environment[PREVIEW_VARIABLE] ?? "";
  return value === "" || value === PREVIEW
    ? undefined
    : `${PREVIEW_VARIABLE}: must be "${PREVIEW}" or not set, found ${JSON.stringify(value)}; unset it: organization.accounts.<name>.credentials sets the role that deploys an account`;
}
