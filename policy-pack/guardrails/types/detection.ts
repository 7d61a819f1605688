import type { ParameterValues } from "./parameter";

/** The AWS Config managed rule that finds what exists already. */
export interface ConfigDetection {
  /** Identifier of the managed rule; `regionsWithout` tells where there is none. @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html */
  readonly configRule: string;
  readonly inputParameters?: Readonly<Record<string, string>>;
  /** Instead, input parameters that follow from the guardrail's own: one rule for each element. */
  readonly inputParametersOf?: (
    parameters: ParameterValues,
  ) => readonly Readonly<Record<string, string>>[];
  /** True when it watches what has no Region: one Region is enough. @default false */
  readonly global?: boolean;
}

/**
 * A control of AWS Foundational Security Best Practices, which audit's central configuration enables everywhere.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html
 */
export interface SecurityHubDetection {
  /** Such as `EC2.8`. */
  readonly securityHubControl: string;
}

export type Detection = ConfigDetection | SecurityHubDetection;
