/**
 * Environments as the network and the mail tell them apart: what is production, what is not, and what serves both.
 */
export const environmentClasses = ["production", "nonproduction", "shared"] as const;

export type EnvironmentClass = (typeof environmentClasses)[number];

/** Class of an account's environment. Whatever is neither production nor shared must not reach production. */
export function classOfEnvironment(environment: string): EnvironmentClass {
  if (environment === "production" || environment === "shared") {
    return environment;
  }
  return "nonproduction";
}
