import assert from "node:assert/strict";
import { packTemplates } from "../../../components/security/detection-template";
import type { ConfigDetection } from "../../../policy-pack/guardrails/guardrail";

const place = { regions: ["us-east-1", "us-west-2"], homeRegion: "us-east-1" };

const rules = (count: number, more: Partial<ConfigDetection> = {}): ConfigDetection[] =>
  Array.from({ length: count }, (_, index) => ({ configRule: `RULE_${index}`, ...more }));

describe("The template of a conformance pack", () => {
  it("has a managed rule for each detection, with its parameters", () => {
    const inputParameters = { maxAccessKeyAge: "90" };
    const [[region, template] = []] = packTemplates({
      ...place,
      detections: [{ configRule: "ACCESS_KEYS_ROTATED", inputParameters, global: true }],
    });
    assert.equal(region, "us-east-1");
    assert.deepEqual(JSON.parse(template ?? ""), {
      Resources: {
        AccessKeysRotated: {
          Type: "AWS::Config::ConfigRule",
          Properties: {
            ConfigRuleName: "access-keys-rotated",
            Source: { Owner: "AWS", SourceIdentifier: "ACCESS_KEYS_ROTATED" },
            InputParameters: inputParameters,
          },
        },
      },
    });
  });

  it("is none where a Region has no rules: what has no Region is watched from the home Region", () => {
    const regions = (detections: ConfigDetection[]): string[] =>
      packTemplates({ ...place, detections }).map(([region]) => region);
    assert.deepEqual(regions([]), []);
    assert.deepEqual(regions(rules(2, { global: true })), ["us-east-1"]);
    assert.deepEqual(regions(rules(2)), place.regions);
  });

  it("stays within what AWS takes, or says what to switch off", () => {
    const remedy = /conformance pack takes 130 rules and 51200 bytes: switch some of them off/;
    assert.equal(packTemplates({ ...place, detections: rules(130) }).length, 2);
    assert.throws(() => packTemplates({ ...place, detections: rules(131) }), remedy);
    assert.throws(
      () => packTemplates({ ...place, detections: rules(131) }),
      /131 AWS Config rules for us-east-1/,
    );
    const long = { inputParameters: { tag1Value: "ä".repeat(30_000) } };
    assert.throws(() => packTemplates({ ...place, detections: rules(1, long) }), remedy);
  });
});
