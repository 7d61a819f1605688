import assert from "node:assert/strict";
import { conditionOperators } from "../../cli/evaluation/condition-operators";
import { conditionsText } from "../../cli/output/conditions";
import { planMarkdown } from "../../cli/output/markdown";
import { planText } from "../../cli/output/text";
import { assertNone } from "../support/assert-none";
import { summaryOf, violation } from "../support/plan/summary";

describe("The plan as text", () => {
  it("names a violated policy once, with its reasons and their resources in all stacks", () => {
    const text = planText(
      summaryOf({
        prod: [violation("closed", "one"), violation("open", "two"), violation("closed", "three")],
        dev: [violation("closed", "four")],
      }),
    );
    assert.equal(text.match(/^closed \(mandatory, high\)/gm)?.length, 1);
    assert.match(
      text,
      /^closed \(mandatory, high\): 3 resources in prod and dev\n {2}is closed\n {4}prod: aws:s3\/bucket:Bucket one\n {4}prod: .* three\n {4}dev: .* four\n/m,
    );
    assert.match(text, /^open \(mandatory, high\): 1 resource in prod\n {2}is open\n/m);
    assert.doesNotMatch(text, /more/);
  });

  // first-use 9: one wrong Region was 524 violations, each printed in full.
  it("shows one reason for many resources once, counts them and names a file with all", () => {
    const many = Array.from({ length: 250 }, (_, index) =>
      violation("approved-regions", `b-${index}`),
    );
    const text = planText(summaryOf({ prod: many, dev: many, audit: [] }));
    assert.match(text, /^approved-regions \(mandatory, high\): 500 resources in prod and dev$/m);
    assert.equal(text.match(/is approved-regions/g)?.length, 1);
    assert.equal(text.match(/Bucket b-/g)?.length, 3);
    assert.match(text, /and 497 more\n/);
    assert.match(text, /npm run plan -- --json plan\.json writes every violation/);
  });

  it("names the folder of another company in each command", () => {
    const many = Array.from({ length: 4 }, (_, index) => violation("closed", `b-${index}`));
    const summary = { ...summaryOf({ prod: many }), folder: "/srv/nimbus cloud" };
    const text = planText(summary, 300);
    assert.match(
      text,
      /^npm run plan -- --cwd '\/srv\/nimbus cloud' --json plan\.json writes every/m,
    );
    assert.match(
      text,
      /: npm run explain -- --cwd '\/srv\/nimbus cloud' --account <key> --action </,
    );
    assert.match(planMarkdown(summary), /npm run explain -- --cwd '\/srv\/nimbus cloud' --account/);
  });

  it("shows a few of many different reasons, and counts the others", () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      violation("tags", `b-${index}`, { message: `lacks tag ${index}` }),
    );
    const text = planText(summaryOf({ prod: many }));
    assert.equal(text.match(/lacks tag/g)?.length, 5);
    assert.match(text, /and 35 more reasons for 35 resources in prod/);
  });

  it("shows mandatory violations first and in red, advisory ones in yellow", () => {
    const { isTTY } = process.stdout;
    const noColour = process.env["NO_COLOR"];
    delete process.env["NO_COLOR"];
    process.stdout.isTTY = true;
    try {
      const text = planText(
        summaryOf({
          prod: [
            violation("soft", "one", { enforcementLevel: "advisory" }),
            violation("hard", "two"),
          ],
          dev: [violation("soft", "three", { enforcementLevel: "advisory" })],
        }),
      );
      assert.match(text, /\u001b\[31mhard\u001b\[39m/);
      assert.match(text, /\u001b\[33msoft\u001b\[39m/);
      assert.ok(text.indexOf("hard") < text.indexOf("soft"), "mandatory first");
      assert.match(text, /\u001b\[31m2 violations\u001b\[39m/);
      assert.match(text, /\u001b\[33m1 violation\u001b\[39m/);
    } finally {
      process.stdout.isTTY = isTTY;
      if (noColour !== undefined) {
        process.env["NO_COLOR"] = noColour;
      }
    }
  });

  it("shows the id of an account that does not exist yet as new", () => {
    const text = planText(summaryOf({ prod: [] }, { isNew: true }));
    assert.match(text, /prod +prod +\(new\) /);
    assert.doesNotMatch(text, /\d{12}/);
  });

  it("groups notices under their headings", () => {
    const summary = summaryOf({ prod: [] });
    const text = planText({
      ...summary,
      notices: [
        { kind: "ends-soon", text: "one ends", paths: ["organization.a"] },
        { kind: "ends-soon", text: "two ends" },
      ],
    });
    assert.match(text, /^End within 30 days:\n {2}one ends; organization\.a\n {2}two ends\n\n/m);
  });
});

describe("Conditions as text", () => {
  it("have words for every operator that can be evaluated", () => {
    const withoutWords = Object.keys(conditionOperators).filter((operator) =>
      conditionsText({ [operator]: { "aws:SourceVpc": ["vpc-1"] } }).includes(operator),
    );
    assertNone(withoutWords, "add words for these operators to cli/output/conditions.ts");
  });

  it("show operators for sets and keys that may be absent", () => {
    const key = { "aws:TagKeys": ["a", "b"] };
    assert.equal(
      conditionsText({ "ForAnyValue:StringLikeIfExists": key }),
      "one of aws:TagKeys is like a or b or absent",
    );
    assert.equal(conditionsText({ Null: { "aws:TagKeys": ["true"] } }), "aws:TagKeys is absent");
  });
});
