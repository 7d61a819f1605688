import type { CisRequirement, FsbpControl } from "./security-hub-controls";

/** A reference to a control of a published framework. */
export interface Framework {
  readonly name: string;
  readonly version: string;
  readonly reference: string;
  /** True when no page of AWS was read that states the number. @default - a page states it */
  readonly unconfirmed?: true;
}

/**
 * CIS AWS Foundations Benchmark. Numbers that Security Hub's page maps to its controls.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cis-aws-foundations-benchmark.html
 */
export function cis(reference: CisRequirement): Framework {
  return { name: "CIS AWS Foundations Benchmark", version: "3.0.0", reference };
}

/**
 * CIS AWS Foundations Benchmark. Numbers from memory, of requirements that Security Hub does not check; the benchmark has
 * no public page that shows them.
 *
 * @see https://www.cisecurity.org/benchmark/amazon_web_services
 */
export function cisFromMemory<Reference extends string>(
  reference: Reference extends CisRequirement ? never : Reference,
): Framework {
  return {
    name: "CIS AWS Foundations Benchmark",
    version: "3.0.0",
    reference,
    unconfirmed: true,
  };
}

/**
 * AWS Foundational Security Best Practices. Numbers of the standard's page.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html
 */
export function fsbp(reference: FsbpControl): Framework {
  return { name: "AWS Foundational Security Best Practices", version: "1.0.0", reference };
}

/** Controls of AWS Control Tower. @see https://docs.aws.amazon.com/controltower/latest/controlreference/introduction.html */
export function controlTower(reference: string): Framework {
  return { name: "AWS Control Tower", version: "4.0", reference };
}

/** A best practice of the AWS Well-Architected Framework. @see https://docs.aws.amazon.com/wellarchitected/latest/framework/appendix.html */
export function wellArchitected(reference: string): Framework {
  return { name: "AWS Well-Architected Framework", version: "2024-06-27", reference };
}
