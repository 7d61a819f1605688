/** A reference to a control of a published framework. */
export interface Framework {
  readonly name: string;
  readonly version: string;
  readonly reference: string;
}

/** CIS AWS Foundations Benchmark. @see https://www.cisecurity.org/benchmark/amazon_web_services */
export function cis(reference: string): Framework {
  return { name: "CIS AWS Foundations Benchmark", version: "3.0.0", reference };
}

/** AWS Foundational Security Best Practices. @see https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html */
export function fsbp(reference: string): Framework {
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
