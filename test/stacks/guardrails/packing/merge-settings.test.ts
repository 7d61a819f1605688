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

  it("contain each setting once: the error names two guardrails that set it", () => {
    const part = (guardrail: string) => ({
      guardrail,
      content: { ec2: { image: { "@@assign": "on" } } },
    });
    assert.throws(
      () => mergeSettings([part("a"), part("b")], quota),
      /guardrail b sets ec2\.image\.@@assign, which guardrail a also sets; disable one of the two/,
    );
    assert.throws(
      () => mergeSettings([{ guardrail: "a", content: { ec2: "on" } }, part("b")], quota),
      /guardrail b sets ec2, which guardrail a also sets/,
    );
  });

  it("must fit the limit of AWS: the error names the guardrails", () => {
    const long = { guardrail: "tags", content: { tags: "x".repeat(100) } };
    assert.throws(
      () => mergeSettings([long], quota),
      /guardrail tags does not fit: tags together need 111 characters in one organization policy, and AWS allows 100/,
    );
  });
});
