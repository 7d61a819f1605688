import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./support/plan/planned";

/** Modules with which a test starts a process or a server, which keeps its own process alive. */
const starting = /from "(?:[./]+support\/engine\/\w+|node:(?:child_process|http|net))"/;

/** Milliseconds in which a run without tests must end. */
const LIMIT = 60_000;

// A process that a describe body starts is not stopped when `--grep` runs none of its tests: mocha does not end then.
describe("The files of the tests", function () {
  this.timeout(2 * LIMIT);

  it("start nothing while they are loaded: mocha ends when it runs none of their tests", () => {
    const files = readdirSync(join(repository, "test"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".test.ts") && file !== "loading.test.ts")
      .map((file) => `test/${file}`)
      .filter((file) => starting.test(readFileSync(join(repository, file), "utf8")));
    assert.ok(files.length > 20, "few tests start anything");
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      // Without the options of .mocharc.json, for which mocha would start a process that outlives it.
      ["--import", "tsx", "node_modules/mocha/bin/mocha.js", "--no-config", "--dry-run", ...files],
      { cwd: repository, encoding: "utf8", timeout: LIMIT, killSignal: "SIGKILL" },
    );
    assert.match(stdout, /^ +[1-9]\d+ passing/m);
    assert.equal(
      status,
      0,
      `a describe body starts a process or a server: start it in before(); mocha --dry-run does not end with one of ${files.join(", ")}\n${stdout}${stderr}`,
    );
  });
});
