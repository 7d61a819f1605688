import assert from "node:assert/strict";
import { packTemplates } from "../../../components/security/detection-template";
import { guardrails } from "../../../policy-pack/guardrails";
import type { ConfigDetection } from "../../../policy-pack/guardrails/types/detection";
import { regionsWithout } from "../../../components/security/rule-regions";

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

  it("leaves out what the Region lacks, since one rule would fail them all there", () => {
    const names = (region: string, ...configRules: string[]): string[] =>
      packTemplates({
        regions: [region],
        homeRegion: region,
        detections: configRules.map((configRule) => ({ configRule })),
      }).flatMap(([, template]) =>
        Object.keys((JSON.parse(template) as { Resources: object }).Resources),
      );
    const rules = ["IAM_EXTERNAL_ACCESS_ANALYZER_ENABLED", "REQUIRED_TAGS"] as const;
    assert.deepEqual(names("eu-west-1", ...rules), [
      "IamExternalAccessAnalyzerEnabled",
      "RequiredTags",
    ]);
    assert.deepEqual(names("ca-west-1", ...rules), ["RequiredTags"]);
    assert.deepEqual(names("us-gov-west-1", "ROOT_ACCOUNT_MFA_ENABLED", ...rules), [
      "RequiredTags",
    ]);
    assert.deepEqual(names("cn-north-1", ...rules), []);
  });

  it("knows of every guardrail's rule where there is none, and of no other", () => {
    const rules = guardrails.flatMap(({ detect }) =>
      "none" in detect
        ? []
        : detect.flatMap((one) => ("configRule" in one ? [one.configRule] : [])),
    );
    assert.deepEqual(Object.keys(regionsWithout).sort(), [...rules].sort());
    for (const [rule, regions] of Object.entries(regionsWithout)) {
      assert.equal(new Set(regions).size, regions.length, rule);
      assert.ok(
        regions.every((region) => /^(?!cn-)[a-z]+(?:-[a-z]+)+-\d$/.test(region)),
        rule,
      );
    }
  });

  it("keeps a rule that stands there twice with other parameters, under a name of its own", () => {
    const detections = ["Owner", "CostCenter", "Project"].map((tag1Key) => ({
      configRule: "REQUIRED_TAGS",
      inputParameters: { tag1Key },
    }));
    const [[, template] = []] = packTemplates({ ...place, detections });
    const { Resources } = JSON.parse(template ?? "") as {
      Resources: Record<
        string,
        { Properties: { ConfigRuleName: string; InputParameters: { tag1Key: string } } }
      >;
    };
    assert.deepEqual(
      Object.entries(Resources).map(([id, { Properties }]) => [
        id,
        Properties.ConfigRuleName,
        Properties.InputParameters.tag1Key,
      ]),
      [
        ["RequiredTags", "required-tags", "Owner"],
        ["RequiredTags2", "required-tags-2", "CostCenter"],
        ["RequiredTags3", "required-tags-3", "Project"],
      ],
    );
  });

  // throws.test.ts refers to this test: no configuration leads to more rules.
  it("fits with every guardrail on, and with as many and as long tags as a resource can have", () => {
    const keys = Array.from({ length: 50 }, (_, index) => String(index).padEnd(128, "ä"));
    const detections = guardrails.flatMap(({ detect }) =>
      "none" in detect
        ? []
        : detect.flatMap((one): ConfigDetection[] => {
            if (!("configRule" in one)) {
              return [];
            }
            const { inputParametersOf, ...rule } = one;
            const parameters = inputParametersOf?.({ keys, minimumDays: 36_500 }) ?? [{}];
            return parameters.map((inputParameters) => ({ ...rule, inputParameters }));
          }),
    );
    assert.ok(detections.length > 50, `${detections.length} rules`);
    assert.equal(packTemplates({ ...place, detections }).length, 2);
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
