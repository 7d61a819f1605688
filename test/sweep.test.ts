import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./support/plan/planned";
import suites from "./suites.json";

describe("The sweep", () => {
  it("runs every suite that samples its cases, and no other", () => {
    const sampling = readdirSync(join(repository, "test"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts") && file !== "sweep.test.ts")
      .map((file) => `test/${file}`)
      .filter((file) => /support\/sweep"/.test(readFileSync(join(repository, file), "utf8")));
    assert.deepEqual(suites.swept.toSorted(), sampling.sort(), "correct test/suites.json");
  });
});
