import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { guardrails } from "../../policy-pack/guardrails";
import { repository } from "../support/plan/planned";

const page = readFileSync(join(repository, "docs/guardrails.md"), "utf8");

/** Section of a guardrail on the page. */
function sectionOf(id: string): string {
  const [, section = ""] = page.split(`\n## ${id}\n`);
  return section.split("\n## ")[0] ?? "";
}

// guardrails C5: calls that the code knew to pass were in no page
describe("docs/guardrails.md", () => {
  it("lists for each guardrail that AWS enforces the calls that AWS lets through", () => {
    const passing = guardrails.filter(
      ({ deny, calls = [] }) => !("none" in deny) && calls.length > 0,
    );
    assert.ok(passing.length > 30);
    for (const { id, calls = [] } of passing) {
      const [, line = ""] = /^- AWS lets through: (.*)$/m.exec(sectionOf(id)) ?? [];
      assert.deepEqual(line.replaceAll("`", "").split(", ").sort(), [...calls].sort(), id);
    }
  });

  it("gives the reason of each guardrail that is off, or only reports, until a company changes it", () => {
    for (const { id, optIn, reportsFirst } of guardrails) {
      for (const reason of [optIn, reportsFirst].filter((text) => text !== undefined)) {
        assert.ok(sectionOf(id).includes(reason), id);
      }
    }
  });
});
