import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { resourcesPage } from "../../scripts/resources-page";
import { planOf, repository } from "../support/plan/planned";

describe("The page of resources", () => {
  it("counts what the template's company plans today", async () => {
    const stacks = [...(await planOf())].map(([stack, { resources }]) => ({ stack, resources }));
    assert.equal(
      readFileSync(join(repository, "docs/resources.md"), "utf8"),
      await resourcesPage(stacks),
      "run npm run transcripts, and commit what it has written",
    );
  });
});
