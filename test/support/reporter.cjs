"use strict";

// Mocha's spec output, closed by the one line that every CI can read: "N passed, N failed".
// The counts are mocha's own, taken when the run has ended.
const { reporters } = require("mocha");

module.exports = class SummaryReporter extends reporters.Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    const skipped = pending > 0 ? `, ${pending} skipped` : "";
    reporters.Base.consoleLog(`${passes} passed, ${failures} failed${skipped}`);
  }
};
