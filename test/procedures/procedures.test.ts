import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { requireCli } from "../support/engine/world";
import { repository } from "../support/plan/planned";
import { sampled } from "../support/sweep";
import { procedures } from "./procedures";
import { fileOf, record } from "./recorder";

// rig 1, 2, workload-backup F1, F6, F16, identity-network-delivery F3, public-reports B07, B15
describe("Procedures that pages show, step by step under the real engine", function () {
  this.timeout(900_000);

  before(function () {
    requireCli(this);
  });

  const shownOnce = procedures.filter(({ name }) => name === "third-zone");

  for (const procedure of sampled(procedures, shownOnce)) {
    it(`are still as they are shown: ${procedure.name}`, async () => {
      const file = join(repository, fileOf(procedure));
      assert.equal(
        await record(procedure),
        readFileSync(file, "utf8"),
        `run npm run procedures -- ${procedure.name}, and read what has changed`,
      );
    });
  }
});

describe("Transcripts of procedures", () => {
  it("are in docs/transcripts, one for each procedure", () => {
    const files = readdirSync(join(repository, "docs/transcripts"))
      .filter((file) => file.startsWith("procedure-"))
      .map((file) => `docs/transcripts/${file}`);
    assert.deepEqual(files.sort(), procedures.map(fileOf).sort());
  });

  it("have commands by hand that a runbook has", () => {
    const runbooks = readdirSync(join(repository, "docs/runbooks"))
      .map((file) => readFileSync(join(repository, "docs/runbooks", file), "utf8"))
      .join("\n");
    const commands = procedures.flatMap(({ steps }) =>
      steps.flatMap((step) => ("byHand" in step ? [step.byHand] : [])),
    );
    assert.notEqual(commands.length, 0);
    assert.deepEqual(
      commands.filter((command) => !runbooks.includes(command)),
      [],
    );
  });
});
