import type * as pulumi from "@pulumi/pulumi";

/**
 * Entry of a list that a provider computes; `undefined` when the list is shorter or absent. The types of providers promise
 * lists that a plan of the provider may leave out.
 */
export function outputEntry<T>(
  list: pulumi.Output<readonly T[] | undefined>,
  index: number,
): pulumi.Output<T | undefined> {
  return list.apply((known) => known?.[index]);
}
