import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Detection } from "../../policy-pack/guardrails/guardrail";

export interface DetectionPackArgs {
  readonly regions: readonly string[];
  /** The one Region that watches what has no Region. */
  readonly homeRegion: string;
  readonly detections: readonly Detection[];
  /** The running recorders of the account. @default - the recorders belong to somebody else and run */
  readonly recorders?: readonly pulumi.Resource[];
}

/** Name of the conformance pack, the same in every account and Region. */
const PACK = "platform-guardrails";

/**
 * The guardrails' Config rules in one account, as a conformance pack per Region. It is made by the account itself: an
 * organization's pack is refused until every account records, which the last wave of a first deployment does.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/conformance-packs.html
 */
export class DetectionPack extends pulumi.ComponentResource {
  public constructor(name: string, args: DetectionPackArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:account-baseline:DetectionPack", name, {}, opts);
    for (const region of args.regions) {
      const detections = args.detections.filter(
        ({ global }) => global !== true || region === args.homeRegion,
      );
      new aws.cfg.ConformancePack(
        `${name}-${region}`,
        { name: PACK, region, templateBody: packTemplate(detections) },
        { parent: this, deleteBeforeReplace: true, dependsOn: [...(args.recorders ?? [])] },
      );
    }
    this.registerOutputs();
  }
}

/** The template of a conformance pack: one managed rule a detection. */
export function packTemplate(detections: readonly Detection[]): string {
  const rules = detections.map(({ configRule, inputParameters }) => {
    const words = configRule.toLowerCase().split("_");
    return [
      words.map((word) => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`).join(""),
      {
        Type: "AWS::Config::ConfigRule",
        Properties: {
          ConfigRuleName: words.join("-"),
          Source: { Owner: "AWS", SourceIdentifier: configRule },
          ...(inputParameters && { InputParameters: inputParameters }),
        },
      },
    ];
  });
  return JSON.stringify({ Resources: Object.fromEntries(rules) as object });
}
