import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkHomeRegion, checkList, checkText } from "../shared/argument-checks";
import { EXCLUDED_ACCOUNTS } from "./detection-limits";
import { type DetectionArgs, packTemplates } from "./detection-template";
import { DETECTION_PACK } from "../shared/naming";

/** Rules for some of the organization's accounts. */
export interface OrganizationPack extends Pick<DetectionArgs, "detections"> {
  /** Distinguishes the pack from the others. @default - the pack is the whole organization's */
  readonly name?: string;
  /** Ids of the accounts that the rules are not for, that do not record, or that have a pack of their own. */
  readonly excludedAccountIds: readonly string[];
}

export interface OrganizationDetectionArgs extends Pick<DetectionArgs, "regions" | "homeRegion"> {
  readonly packs: readonly OrganizationPack[];
  /** The running recorders of the provider's account. @default - another stack has them, and they run */
  readonly recorders?: readonly pulumi.Resource[];
}

/**
 * The guardrails' Config rules in the accounts of the organization that they are for, as conformance packs in each Region.
 * No other account can change or remove them, and an account that joins gets them.
 *
 * The provider's account must be the delegated administrator of `config-multiaccountsetup.amazonaws.com`. A single account
 * without a running recorder, and not excluded, fails the pack. Whether a delegated administrator's pack reaches the
 * management account is not certain: AWS's API reference names member accounts, the provider's documentation every
 * account of the organization. So exclude it, and give it a pack of its own.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/conformance-pack-organization-apis.html
 */
export class OrganizationDetection extends pulumi.ComponentResource {
  /** @throws ArgumentError for names of packs that AWS Config refuses, or without a home Region. */
  public constructor(
    name: string,
    args: OrganizationDetectionArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:security:OrganizationDetection", name, {}, opts);
    checkHomeRegion(args, "evaluates IAM");
    checkPackNames(args.packs);
    for (const pack of args.packs) {
      this.#deploy(name, pack, args);
    }
    this.registerOutputs();
  }

  #deploy(name: string, pack: OrganizationPack, args: OrganizationDetectionArgs): void {
    const suffix = pack.name === undefined ? "" : `-${pack.name}`;
    const excludedAccounts = exclusions(pack.excludedAccountIds);
    const { regions, homeRegion, recorders = [] } = args;
    const { detections } = pack;
    for (const [region, templateBody] of packTemplates({ regions, homeRegion, detections })) {
      new aws.cfg.OrganizationConformancePack(
        `${name}${suffix}-${region}`,
        { name: packName(pack.name), region, templateBody, excludedAccounts },
        {
          parent: this,
          deleteBeforeReplace: true,
          dependsOn: [...recorders],
          // Account by account: it takes longer than the provider waits by default.
          customTimeouts: { create: "60m", update: "60m", delete: "60m" },
        },
      );
    }
  }
}

/** @see https://docs.aws.amazon.com/config/latest/APIReference/API_PutOrganizationConformancePack.html */
function checkPackNames(packs: readonly OrganizationPack[]): void {
  const names = packs.map(({ name }) => packName(name));
  checkList("packs", names, { least: 0, remedy: "give each pack a name of its own" });
  names.forEach((name, index) => {
    checkText(`packs[${index}].name`, name, {
      pattern: /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
      rule: "letters, digits and hyphens, 128 with the prefix",
      remedy: "rename the pack",
    });
  });
}

function packName(name: string | undefined): string {
  return name === undefined ? DETECTION_PACK : `${DETECTION_PACK}-${name}`;
}

/** The accounts that a pack leaves out, sorted: the order of the configuration must not show a change. @throws pulumi.RunError for too many. */
export function exclusions(accountIds: readonly string[]): string[] {
  if (accountIds.length > EXCLUDED_ACCOUNTS) {
    throw new pulumi.RunError(
      `detection leaves out ${accountIds.length} accounts, and AWS takes ${EXCLUDED_ACCOUNTS}: deploy baselines, and set ` +
        "the credentials of their accounts to deployment; or widen the scope of guardrails that few accounts are in",
    );
  }
  return [...accountIds].sort();
}
