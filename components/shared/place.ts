/**
 * Account and Region that a component builds in: the facts that ARNs, policy documents and names are written with.
 *
 * Plain values and not outputs, so that documents are known at preview. The provider of the component must lead to the
 * same account and Region. A component that builds in more Regions has an argument for them.
 */
export interface Place {
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  readonly partition: string;
  /** Region of the provider: the company's home Region. */
  readonly region: string;
  readonly accountId: string;
}

/**
 * Place of an account in a Region.
 *
 * @example placeOf("us-gov-west-1", "111111111111").partition // "aws-us-gov"
 */
export function placeOf(region: string, accountId: string): Place {
  return { partition: partitionOf(region), region, accountId };
}

/** Partition of a Region. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) {
    return "aws-us-gov";
  }
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}
