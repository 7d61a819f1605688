import * as assert from "node:assert/strict";
import { parse, type Problem } from "../../../stacks/company/problems";
import { operationsSettings } from "../../../stacks/company/settings/operations";

function problemsOf(section: object): string[] {
  const problems: Problem[] = [];
  parse(operationsSettings, section, "operations", problems);
  return problems.map(({ path, rule }) => `${path} ${rule}`);
}

describe("operations settings", () => {
  const platform = { organization: "acme", name: "aws" };

  it("rejects a wildcard in a repository's name [B13]", () => {
    assert.deepEqual(problemsOf({ github: { platform: { ...platform, name: "*" } } }), [
      "operations.github.platform.name must be a name on GitHub: letters, digits, - _ .",
    ]);
  });

  it("rejects the immutable format without ids [r2.17]", () => {
    const [problem] = problemsOf({
      github: { platform: { ...platform, subjectFormat: "immutable", repositoryId: "4711" } },
    });
    assert.match(problem ?? "", /platform must have organizationId and repositoryId/);
  });

  it("rejects an image that is listed twice or has a name that AWS refuses", () => {
    assert.deepEqual(problemsOf({ images: ["web", "web"], github: { platform } }), [
      "operations.images must list each image only once",
    ]);
    assert.deepEqual(problemsOf({ images: ["w"], github: { platform } }), [
      "operations.images[0] must have at least 2 characters",
    ]);
  });
});
