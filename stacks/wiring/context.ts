import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Account, Organization } from "../company/organization";
import type { Settings } from "../company/settings";
import type { OutputsOf } from "./outputs";
import type { AccountProviders } from "./providers";
import type { References } from "./references";
import type { Role } from "../company/roles";

/** Everything that the builder of a role works with. */
export interface StackContext<R extends Role> {
  readonly stack: string;
  readonly role: R;
  readonly organization: Organization;
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  readonly partition: string;
  /** The account this stack builds in. */
  readonly account: Account & { readonly key: string; readonly id: string };
  readonly settings: Settings<R>;
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
  /** Outputs of the stacks that the role reads, as plain values. */
  readonly references: References<R>;
  readonly providers: AccountProviders;
  /** Provider of this stack's own account. */
  readonly provider: aws.Provider;
  /** True when this stack is the one that builds the account's baseline. */
  readonly ownsBaseline: boolean;
}

/** Builds one role's resources and returns its outputs. */
export type StackBuilder<R extends Role> = (
  context: StackContext<R>,
) => OutputsOf<R> | Promise<OutputsOf<R>>;
