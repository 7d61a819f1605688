import type { TextRule } from "../shared/argument-checks";

/** Rule of the id of a control. @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html */
export const securityControl: TextRule = {
  pattern: /^[A-Za-z0-9]{1,40}\.\d{1,4}$/,
  rule: "the id of a control",
  remedy: "write it like Macie.1",
};

/** Standards by name, with the path that their ARN ends in. @see https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html */
export const securityStandards = {
  "aws-foundational": "aws-foundational-security-best-practices/v/1.0.0",
  "cis-3.0": "cis-aws-foundations-benchmark/v/3.0.0",
  "cis-5.0": "cis-aws-foundations-benchmark/v/5.0.0",
  "nist-800-53": "nist-800-53/v/5.0.0",
  "pci-dss-4.0.1": "pci-dss/v/4.0.1",
} as const;

export type SecurityStandard = keyof typeof securityStandards;

/** ARN of a standard in a Region. */
export function standardArn(partition: string, region: string, standard: SecurityStandard): string {
  return `arn:${partition}:securityhub:${region}::standards/${securityStandards[standard]}`;
}
