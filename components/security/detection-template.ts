import * as pulumi from "@pulumi/pulumi";
import type { ConfigDetection } from "../../policy-pack/guardrails/types/detection";
import { RULES, TEMPLATE_BYTES } from "./detection-limits";
import { regionsWithout } from "./rule-regions";
import { partitionOf } from "../shared/place";

export interface DetectionArgs {
  readonly regions: readonly string[];
  /** The one Region that watches what has no Region. */
  readonly homeRegion: string;
  readonly detections: readonly ConfigDetection[];
}

/**
 * The template of each Region's pack, without the rules that AWS does not offer there. A Region without rules has none: AWS
 * refuses a template without resources. So have those of China, where AWS has no conformance packs.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/conformance-packs.html#conformance-packs-regions
 * @throws pulumi.RunError when a Region has more rules than AWS takes in one pack.
 */
export function packTemplates({
  regions,
  homeRegion,
  detections,
}: DetectionArgs): [region: string, template: string][] {
  return regions.flatMap((region): [string, string][] => {
    const own = detections.filter(
      ({ configRule, global }) =>
        (global !== true || region === homeRegion) &&
        partitionOf(region) !== "aws-cn" &&
        regionsWithout[configRule]?.includes(region) !== true,
    );
    const template = packTemplate(own);
    const bytes = Buffer.byteLength(template);
    if (own.length > RULES || bytes > TEMPLATE_BYTES) {
      throw new pulumi.RunError(
        `the guardrails that are on have ${own.length} AWS Config rules for ${region}, ${bytes} bytes of template; a ` +
          `conformance pack takes ${RULES} rules and ${TEMPLATE_BYTES} bytes: switch some of them off ` +
          "(organization.guardrails.<id>.enabled: false)",
      );
    }
    return own.length > 0 ? [[region, template]] : [];
  });
}

/**
 * One managed rule a detection; a rule that is listed before, with other parameters, gets a number. AWS appends a suffix
 * to each name, unique in the account for each pack.
 */
function packTemplate(detections: readonly ConfigDetection[]): string {
  const rules = detections.map(({ configRule, inputParameters }, index) => {
    const before = detections.slice(0, index).filter((other) => other.configRule === configRule);
    const words = configRule.toLowerCase().split("_");
    if (before.length > 0) {
      words.push(String(before.length + 1));
    }
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
