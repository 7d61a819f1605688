import * as pulumi from "@pulumi/pulumi";

/** The organization's instance of Identity Center. */
export interface IdentityCenterInstance {
  readonly arn: string;
  /** Store of its users and groups. */
  readonly identityStoreId: string;
}

/**
 * Picks the organization's instance out of what a Region has.
 *
 * @throws pulumi.RunError when there is none, since no API creates it, or when an account has an instance of its own in addition.
 * @see https://docs.aws.amazon.com/singlesignon/latest/userguide/enable-identity-center.html
 */
export function soleInstance(
  found: { readonly arns?: readonly string[]; readonly identityStoreIds?: readonly string[] },
  region: string,
): IdentityCenterInstance {
  const arns = found.arns ?? [];
  const [arn] = arns;
  const identityStoreId = found.identityStoreIds?.[0];
  if (arn === undefined || identityStoreId === undefined) {
    throw new pulumi.RunError(
      `no IAM Identity Center instance in ${region}: enable it once in the management account's console, delegate it to the identity account (stack management), and set identity.region when it lives in another Region`,
    );
  }
  if (arns.length > 1) {
    throw new pulumi.RunError(
      `${arns.length} IAM Identity Center instances in ${region} (${arns.join(", ")}): delete the identity account's own instance, so that the organization's is the only one`,
    );
  }
  return { arn, identityStoreId };
}
