"use strict";

// Mocha's spec output with the ten slowest tests at the end. The counts go to the file that TEST_COUNTS names, for
// scripts/test.cjs to add its own; without it they are the last line: "N passed, N failed".
const { writeFileSync } = require("node:fs");
const { relative } = require("node:path");
const { reporters } = require("mocha");

const SLOWEST = 10;

module.exports = class SummaryReporter extends reporters.Spec {
  #timed = [];

  constructor(runner, options) {
    super(runner, options);
    runner.on("test end", ({ duration = 0, file = "", title }) => {
      this.#timed.push({ duration, file: relative(process.cwd(), file), title });
    });
  }

  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    const slowest = this.#timed.sort((one, other) => other.duration - one.duration);
    if (slowest.length > SLOWEST) {
      reporters.Base.consoleLog("  the ten slowest tests:");
      for (const { duration, file, title } of slowest.slice(0, SLOWEST)) {
        const seconds = (duration / 1000).toFixed(1).padStart(7);
        reporters.Base.consoleLog(`${seconds} s  ${file}: ${title}`);
      }
    }
    if (process.env.TEST_COUNTS !== undefined) {
      writeFileSync(process.env.TEST_COUNTS, JSON.stringify({ passes, failures, pending }));
    } else {
      const skipped = pending > 0 ? `, ${pending} skipped` : "";
      reporters.Base.consoleLog(`${passes} passed, ${failures} failed${skipped}`);
    }
  }
};
