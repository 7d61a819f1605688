import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateProject } from "../bench/generate";
import { loadProject } from "../cli/planner/project";
import { repository } from "./support/plan/planned";

describe("The bench", () => {
  it("generates an organization of any size whose configuration is sound", () => {
    const folder = mkdtempSync(join(tmpdir(), "platform-bench-"));
    try {
      generateProject(repository, folder, 40);
      const { organization, stacks } = loadProject(folder);
      assert.equal(Object.keys(organization.accounts).length, 40);
      assert.equal(stacks.filter(({ role }) => role === "workload").length, 33);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
