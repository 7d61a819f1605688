import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkHomeRegion, checkNotEmpty } from "../shared/argument-checks";
import { type DetectionArgs, packTemplates } from "../security/detection-template";
import { DETECTION_PACK } from "../shared/naming";

export interface DetectionPackArgs extends DetectionArgs {
  /** The running recorders of the account: AWS refuses a pack without. */
  readonly recorders: readonly pulumi.Resource[];
}

/**
 * The guardrails' Config rules in one account, as a conformance pack per Region: for an account that the organization's
 * packs may not reach.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/conformance-packs.html
 */
export class DetectionPack extends pulumi.ComponentResource {
  /** @throws ArgumentError when no recorder runs, or no Region evaluates IAM. */
  public constructor(name: string, args: DetectionPackArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:account-baseline:DetectionPack", name, {}, opts);
    checkHomeRegion(args, "evaluates IAM");
    checkNotEmpty(
      "recorders",
      args.recorders,
      "AWS refuses a conformance pack where no recorder runs: set up AWS Config first",
    );
    for (const [region, templateBody] of packTemplates(args)) {
      new aws.cfg.ConformancePack(
        `${name}-${region}`,
        { name: DETECTION_PACK, region, templateBody },
        { parent: this, deleteBeforeReplace: true, dependsOn: [...args.recorders] },
      );
    }
    this.registerOutputs();
  }
}
