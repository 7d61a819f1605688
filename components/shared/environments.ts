/**
 * Environments as the network and the mail distinguish them: production, other environments, and accounts that serve both.
 */
export const environmentClasses = ["production", "nonproduction", "shared"] as const;

export type EnvironmentClass = (typeof environmentClasses)[number];

/** Class of an account's environment. An environment that is neither production nor shared must not reach production. */
export function classOfEnvironment(environment: string): EnvironmentClass {
  if (environment === "production" || environment === "shared") {
    return environment;
  }
  return "nonproduction";
}
