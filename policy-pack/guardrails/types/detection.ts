import type { ParameterValues } from "./parameter";

/** An AWS Config managed rule that finds existing resources. */
export interface ConfigDetection {
  /**
   * Identifier of the managed rule; `regionsWithout` lists the Regions that lack it.
   * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
   */
  readonly configRule: string;
  readonly inputParameters?: Readonly<Record<string, string>>;
  /**
   * Input parameters computed from the guardrail's parameters, instead of `inputParameters`: one rule for each element.
   */
  readonly inputParametersOf?: (
    parameters: ParameterValues,
  ) => readonly Readonly<Record<string, string>>[];
  /** True when the rule checks resources without a Region: one Region is enough. @default false */
  readonly global?: boolean;
}

/**
 * A control of AWS Foundational Security Best Practices. The central configuration of the audit stack enables it
 * everywhere.
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html
 */
export interface SecurityHubDetection {
  /** For example `EC2.8`. */
  readonly securityHubControl: string;
}

export type Detection = ConfigDetection | SecurityHubDetection;
