"use strict";

// Mocha's spec output with the ten slowest tests and files at the end. The counts go to the file that TEST_COUNTS names, for
// scripts/test.cjs to add its own; without it they are the last line: "N passed, N failed".
const { writeFileSync } = require("node:fs");
const { relative } = require("node:path");
const { reporters } = require("mocha");

const SLOWEST = 10;

function printSlowest(what, timed) {
  const slowest = timed.sort(([, one], [, other]) => other - one).slice(0, SLOWEST);
  reporters.Base.consoleLog(`  the ten slowest ${what}:`);
  for (const [name, duration] of slowest) {
    reporters.Base.consoleLog(`${(duration / 1000).toFixed(1).padStart(7)} s  ${name}`);
  }
}

module.exports = class SummaryReporter extends reporters.Spec {
  #timed = [];

  constructor(runner, options) {
    super(runner, options);
    runner.on("test end", ({ duration = 0, file = "", title }) => {
      this.#timed.push({ duration, file: relative(process.cwd(), file), title });
    });
  }

  /** Milliseconds of each file's tests. */
  #byFile() {
    const files = new Map();
    for (const { duration, file } of this.#timed) {
      files.set(file, (files.get(file) ?? 0) + duration);
    }
    return files;
  }

  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    if (this.#timed.length > SLOWEST) {
      printSlowest(
        "tests",
        this.#timed.map(({ duration, file, title }) => [`${file}: ${title}`, duration]),
      );
      printSlowest("files, without their hooks", [...this.#byFile()]);
    }
    if (process.env.TEST_COUNTS !== undefined) {
      writeFileSync(process.env.TEST_COUNTS, JSON.stringify({ passes, failures, pending }));
    } else {
      const skipped = pending > 0 ? `, ${pending} skipped` : "";
      reporters.Base.consoleLog(`${passes} passed, ${failures} failed${skipped}`);
    }
  }
};
