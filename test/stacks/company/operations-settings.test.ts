import * as assert from "node:assert/strict";
import { parse } from "../../../stacks/company/parse";
import { type Problem } from "../../../stacks/company/problems";
import { operationsSettings } from "../../../stacks/company/settings/operations";

function problemsOf(section: object): string[] {
  const problems: Problem[] = [];
  parse(operationsSettings, section, "operations", problems);
  return problems.map(({ path, rule }) => `${path} ${rule}`);
}

describe("operations settings", () => {
  const platform = { organization: "acme", name: "aws", repositoryId: "4711" };
  const applications = [platform];

  it("rejects a wildcard in a repository's name [B13]", () => {
    assert.deepEqual(
      problemsOf({ github: { platform: { ...platform, name: "*" }, applications } }),
      ["operations.github.platform.name must be a name on GitHub: letters, digits, - _ ."],
    );
  });

  it("rejects the immutable format without the id of the owner [r2.17]", () => {
    const [problem] = problemsOf({
      github: { platform: { ...platform, subjectFormat: "immutable" }, applications },
    });
    assert.match(problem ?? "", /platform must have an organizationId/);
  });

  it("trusts no repository by its name alone [r2.17]", () => {
    const byName = { organization: "acme", name: "aws" };
    assert.deepEqual(problemsOf({ github: { platform: byName, applications } }), [
      "operations.github.platform.repositoryId is required",
    ]);
  });

  it("rejects an image that is listed twice or has a name that AWS refuses", () => {
    assert.deepEqual(problemsOf({ images: ["web", "web"], github: { platform, applications } }), [
      "operations.images must list each image only once",
    ]);
    assert.deepEqual(problemsOf({ images: ["w"], github: { platform, applications } }), [
      "operations.images[0] must have at least 2 characters",
    ]);
  });

  it("needs no repository, but then lists no images: no role could push one", () => {
    assert.deepEqual(problemsOf({}), []);
    assert.deepEqual(problemsOf({ images: ["web"] }), [
      "operations must have github when it lists images: only the roles of delivery may push an image",
    ]);
  });
});
