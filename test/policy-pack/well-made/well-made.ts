import type { PolicyCase } from "../cases";

/** A finding of a guardrail on a good resource, which stays for a reason. */
export interface Firing {
  readonly guardrail: string;
  /** True for a warning. @default - a refusal */
  readonly advice?: true;
  /** @default - in both accounts */
  readonly only?: "production" | "development";
  readonly because: string;
}

/** A resource as a good team of 2026 writes it. */
export interface WellMade extends PolicyCase {
  readonly title: string;
  /** The firings on it. @default - none */
  readonly fires?: readonly Firing[];
}

/** Id of the team's own account. */
export const OWN = "111122223333";

/** Region of the team's resources. */
export const REGION = "us-east-1";

/** ARN of a resource in the team's account. */
export function arnOf(service: string, resource: string): string {
  return `arn:aws:${service}:${REGION}:${OWN}:${resource}`;
}

/** A warning of what the guardrail's own rule of AWS Config reports after the deployment. */
export function reportedByConfig(guardrail: string, rule: string): Firing {
  const page = rule.toLowerCase().replaceAll("_", "-");
  return {
    guardrail,
    advice: true,
    because: `https://docs.aws.amazon.com/config/latest/developerguide/${page}.html reports it`,
  };
}

/** JSON text of a policy with these statements. */
export function policyOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}
