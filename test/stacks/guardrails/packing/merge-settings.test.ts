import assert from "node:assert/strict";
import { mergeSettings } from "../../../../stacks/guardrails/packing/merge-settings";

const quota = { documentCharacters: 100 };

describe("Policies of settings", () => {
  it("merge the parts of several guardrails into one minified document", () => {
    const merged = mergeSettings(
      [
        { guardrail: "a", content: { ec2: { image: { "@@assign": "on" } } } },
        { guardrail: "b", content: { ec2: { snapshot: { "@@assign": "off" } }, s3: {} } },
      ],
      quota,
    );
    assert.equal(
      merged,
      '{"ec2":{"image":{"@@assign":"on"},"snapshot":{"@@assign":"off"}},"s3":{}}',
    );
  });

  it("have one owner a setting: two guardrails that set it are named", () => {
    const part = (guardrail: string) => ({
      guardrail,
      content: { ec2: { image: { "@@assign": "on" } } },
    });
    assert.throws(
      () => mergeSettings([part("a"), part("b")], quota),
      /guardrail b sets ec2\.image\.@@assign, which a sets already; a setting has one owner/,
    );
    assert.throws(
      () => mergeSettings([{ guardrail: "a", content: { ec2: "on" } }, part("b")], quota),
      /guardrail b sets ec2, which a sets already/,
    );
  });

  it("fit AWS's limit, or say which guardrails do not", () => {
    const long = { guardrail: "tags", content: { tags: "x".repeat(100) } };
    assert.throws(
      () => mergeSettings([long], quota),
      /guardrail tags is too much: tags need 111 characters in one organization policy, AWS allows 100/,
    );
  });
});
