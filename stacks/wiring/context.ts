import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Place } from "../../components/shared/place";
import type { DeployedResource } from "../checks/settled/deployed";
import type { Account, Organization } from "../company/organization";
import type { Settings } from "../company/settings";
import type { OutputsOf } from "./outputs";
import type { AccountProviders } from "./providers";
import type { References } from "./references";
import type { Role } from "../company/roles";

/** Facts, references and providers for the builder of a role. */
export interface StackContext<R extends Role> {
  readonly stack: string;
  readonly role: R;
  readonly organization: Organization;
  /** Account of the stack and home Region, an argument of many components. */
  readonly place: Place;
  /** Configuration of the stack's account. */
  readonly account: Account & { readonly key: string; readonly id: string };
  readonly settings: Settings<R>;
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
  /** Outputs of the stacks that the role reads, as plain values. */
  readonly references: References<R>;
  readonly providers: AccountProviders;
  /** Provider of this stack's own account. */
  readonly provider: aws.Provider;
  /** Resources in the state of this stack before this run. Empty before the first one, and in the offline plan. */
  readonly deployed: readonly DeployedResource[];
  /** True when this stack builds the baseline of its account. */
  readonly ownsBaseline: boolean;
}

/** Builds one role's resources and returns its outputs. */
export type StackBuilder<R extends Role> = (
  context: StackContext<R>,
) => OutputsOf<R> | Promise<OutputsOf<R>>;
