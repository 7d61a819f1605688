import assert from "node:assert/strict";
import { MARKDOWN_LIMIT, planMarkdown } from "../../../cli/output/markdown";
import { summaryOf, violation } from "../../support/plan/summary";

/** Limit of a comment on GitHub, in characters. */
const GITHUB = 65_536;

// first-use 9: 524 violations were 144,602 bytes of Markdown, which GitHub refuses as a comment.
describe("The plan as Markdown", () => {
  it("fits a comment with 1,000 different violations, and states what it leaves out", () => {
    const many = Array.from({ length: 1_000 }, (_, index) =>
      violation("require-tags", `bucket-${index}`, {
        message: `lacks the tag CostCenter${index} (guardrail require-tags; docs/guardrails.md explains exceptions)`,
      }),
    );
    const text = planMarkdown(summaryOf({ prod: many }));
    assert.ok(text.length <= MARKDOWN_LIMIT && text.length < GITHUB, String(text.length));
    const shown = text.match(/lacks the tag/g)?.length ?? 0;
    assert.ok(shown >= 50, "some are shown");
    assert.match(text, new RegExp(`^${1_000 - shown} more reasons are left out here: `, "m"));
  });

  it("has one row for one reason with 1,000 resources of many stacks", () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      violation("approved-regions", `b-${index}`),
    );
    const stacks = Object.fromEntries(
      Array.from({ length: 10 }, (_, index) => [`s-${index}`, many]),
    );
    const text = planMarkdown(summaryOf(stacks));
    assert.equal(text.match(/is approved-regions/g)?.length, 1);
    assert.match(
      text,
      /\| 1000 resources in 10 stacks \| s-0: `aws:s3\/bucket:Bucket b-0`<br>.*and 997 more \|$/m,
    );
    assert.doesNotMatch(text, /left out/);
  });

  it("fits a comment when everything is large at once: stacks, errors, violations, notices, guardrails", () => {
    const long = "x".repeat(3_000);
    const stacks = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [
        `${"team-with-a-long-name-".slice(0, 30)}${index}`,
        [violation(`policy-${index}`, `b-${index}`, { message: `<${index}> ${long}` })],
      ]),
    );
    const summary = summaryOf(stacks, {
      errors: new Set([new Error(long), new Error(`|${long}`)]),
    });
    const text = planMarkdown({
      ...summary,
      idle: Array.from({ length: 200 }, (_, index) => `guardrail-with-a-long-name-${index}`),
      notices: (["ends-soon", "unused"] as const).flatMap((kind) =>
        Array.from({ length: 100 }, () => ({ kind, text: long })),
      ),
    });
    assert.ok(text.length <= MARKDOWN_LIMIT, String(text.length));
    for (const what of ["stacks", "errors", "reasons", "notices"]) {
      assert.match(text, new RegExp(`^\\d+ more ${what} are left out here`, "m"));
    }
  });

  it("leaves out clean stacks before those with a problem", () => {
    const stacks = Object.fromEntries(
      Array.from({ length: 1_000 }, (_, index) => [
        `stack-${index}`,
        index === 999 ? [violation("closed", "bucket")] : [],
      ]),
    );
    const text = planMarkdown(summaryOf(stacks));
    assert.match(text, /\| stack-999 \|/);
    assert.match(text, /^999 more stacks are left out here/m);
  });
});
