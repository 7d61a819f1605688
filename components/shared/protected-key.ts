import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkPlace } from "./argument-checks";
import type { Place } from "./place";
import { policyDocument, type PolicyStatement, rootArn } from "./policy-documents";

export interface ProtectedKeyArgs {
  /** Account that administers the key. */
  readonly place: Place;
  /** Data that the key encrypts, as people read it in the console. */
  readonly description: string;
  /** Statements of the key's policy, in addition to the one that lets the account administer the key. @default - none */
  readonly statements?: readonly PolicyStatement[];
  /**
   * Name of the key's alias, without `alias/`. The guardrail `protect-platform-keys` knows the keys that it protects by
   * their aliases.
   * @default - no alias
   */
  readonly alias?: string;
  /** Region of the key, when it is not the provider's. @default - the provider's Region */
  readonly region?: string;
  /**
   * True to leave the deletion window out: 30 days by default of AWS as well. For a key that was created without one,
   * and would show a change.
   * @default false
   */
  readonly defaultDeletionWindow?: boolean;
}

/** Days between the deletion of a key and the loss of its data; the most that AWS allows. */
const DELETION_WINDOW_DAYS = 30;

/**
 * Creates a customer managed KMS key that outlives the program: data under a deleted key is lost for ever. The key
 * rotates every year, its deletion waits 30 days, and both the engine's protection and `retainOnDelete` keep it when the
 * program is destroyed.
 *
 * A function and not a component: the key is a child of the component whose data it encrypts.
 *
 * @param opts At least the parent.
 * @throws ArgumentError when the place is none: KMS refuses a policy that names a wrong account.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 * @example
 * const key = protectedKey(`${name}-key`, { place, description: "Encrypts orders" }, { parent: this });
 */
export function protectedKey(
  name: string,
  args: ProtectedKeyArgs,
  opts: pulumi.CustomResourceOptions,
): aws.kms.Key {
  const { place, region, alias, statements = [] } = args;
  checkPlace("place", place);
  const key = new aws.kms.Key(
    name,
    {
      region,
      description: args.description,
      enableKeyRotation: true,
      ...(args.defaultDeletionWindow !== true && { deletionWindowInDays: DELETION_WINDOW_DAYS }),
      policy: policyDocument([administration(place), ...statements]),
    },
    { ...opts, protect: true, retainOnDelete: true },
  );
  if (alias !== undefined) {
    new aws.kms.Alias(
      name,
      { region, name: `alias/${alias}`, targetKeyId: key.keyId },
      // A guardrail denies its removal: the key would lose its protection with it.
      { ...opts, deleteBeforeReplace: true, retainOnDelete: true },
    );
  }
  return key;
}

/** Lets the owning account administer its key; without it no principal could. */
function administration({ partition, accountId }: Place): PolicyStatement {
  return {
    Sid: "AccountAdministersKey",
    Effect: "Allow",
    Principal: { AWS: rootArn(partition, accountId) },
    Action: "kms:*",
    Resource: "*",
  };
}
