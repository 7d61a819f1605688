import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../support/plan/planned";
import suites from "../suites.json";
import { breaks } from "./lines";

describe("The lines that npm run breaks breaks", () => {
  it("are each in their file once, with a test that exists", () => {
    const wrong = breaks.filter(({ file, line, test }) => {
      const parts = readFileSync(join(repository, file), "utf8").split(line);
      return parts.length !== 2 || !existsSync(join(repository, test));
    });
    assert.deepEqual(wrong, [], "correct test/breaks/lines.json");
  });

  it("include one for each suite of which make test runs a sample", () => {
    const tests = breaks.map(({ test }) => test);
    assert.deepEqual(
      suites.swept.filter((suite) => !tests.includes(suite)),
      [],
    );
  });

  it("are at least forty", () => {
    assert.ok(breaks.length >= 40, `only ${breaks.length}`);
  });
});
