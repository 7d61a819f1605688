import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { DETECTION_PACK, type DetectionArgs, packTemplates } from "./detection-template";

export interface OrganizationDetectionArgs extends DetectionArgs {
  /** Ids of the accounts that do not record, or that have a pack of their own. */
  readonly excludedAccountIds: readonly string[];
  /** The running recorders of the provider's account. @default - they belong to somebody else and run */
  readonly recorders?: readonly pulumi.Resource[];
}

/** @see https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConformancePack.html */
const EXCLUDED_ACCOUNTS = 1000;

/**
 * The guardrails' Config rules in every account of the organization, as a conformance pack per Region. No other account
 * can change or remove them, and an account that joins gets them.
 *
 * The provider's account must be the delegated administrator of `config-multiaccountsetup.amazonaws.com`. A single account
 * without a running recorder, and not excluded, fails the pack. Whether a delegated administrator's pack reaches the
 * management account is not certain: AWS's API reference speaks of member accounts, the provider's documentation of every
 * account of the organization. So exclude it, and give it a pack of its own.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/conformance-pack-organization-apis.html
 */
export class OrganizationDetection extends pulumi.ComponentResource {
  public constructor(
    name: string,
    args: OrganizationDetectionArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:security:OrganizationDetection", name, {}, opts);
    const excludedAccounts = exclusions(args.excludedAccountIds);
    for (const [region, templateBody] of packTemplates(args)) {
      new aws.cfg.OrganizationConformancePack(
        `${name}-${region}`,
        { name: DETECTION_PACK, region, templateBody, excludedAccounts },
        {
          parent: this,
          deleteBeforeReplace: true,
          dependsOn: [...(args.recorders ?? [])],
          // Account by account: it takes longer than the provider waits by itself.
          customTimeouts: { create: "60m", update: "60m", delete: "60m" },
        },
      );
    }
    this.registerOutputs();
  }
}

/** The accounts that a pack leaves out, in one order whatever the configuration's. @throws pulumi.RunError for too many. */
export function exclusions(accountIds: readonly string[]): string[] {
  if (accountIds.length > EXCLUDED_ACCOUNTS) {
    throw new pulumi.RunError(
      `detection leaves out ${accountIds.length} accounts, and AWS takes ${EXCLUDED_ACCOUNTS}: deploy baselines, and set ` +
        "the credentials of their accounts to deployment",
    );
  }
  return [...accountIds].sort();
}
