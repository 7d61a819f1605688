import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { answerOf, documentOf } from "../../../../cli/emulation/models/answers";
import { completedTypes, completionOf } from "../../../../cli/emulation/models/completions";
import { assertNone } from "../../../support/assert-none";
import { planOf, repository } from "../../../support/plan/planned";

const models = join(repository, "cli/emulation/models");

/** Inputs that AWS returns although the provider does not fill them in: a difference, unless the program ignores it. */
const returnedAnyway = ["aws:backup/regionSettings:RegionSettings resourceTypeOptInPreference"];

/** Documents that AWS never returns: the provider keeps what was sent. */
const neverReturned = ["templateBody"];

function typesOf(file: string): string[] {
  const { types } = JSON.parse(readFileSync(join(models, file), "utf8")) as { types: object };
  return Object.keys(types);
}

describe("The table of answers", () => {
  it("has the types of the table of replacements", () => {
    assert.deepEqual(typesOf("answers.json"), typesOf("replacement.json"));
  });

  it("refuses a type that it lacks, instead of a guess", () => {
    assert.throws(
      () => answerOf("aws:s3/madeUp:MadeUp"),
      /models\/answers\.json has no aws:s3\/madeUp:MadeUp/,
    );
  });

  it("fills in what the provider takes from AWS, and names what it does not", () => {
    assertNone(
      completedTypes().flatMap((type) =>
        Object.keys(completionOf(type))
          .filter((input) => !answerOf(type).computed.includes(input))
          .map((input) => `${type} ${input}`)
          .filter((place) => !returnedAnyway.includes(place)),
      ),
      "the provider reports a difference: check its source",
    );
  });

  it("knows how each document of a plan is compared", async () => {
    const unknown = new Set<string>();
    let known = 0;
    for (const { plan } of (await planOf()).values()) {
      for (const { type, inputs } of plan.records) {
        for (const [input, value] of Object.entries(inputs.toJavaScript())) {
          if (!type.startsWith("aws:") || typeof value !== "string" || !/^[[{]/.test(value)) {
            continue;
          }
          if (documentOf(type)?.input === input || neverReturned.includes(input)) {
            known += 1;
          } else {
            unknown.add(`${type} ${input}`);
          }
        }
      }
    }
    assert.ok(known > 100, `${known} documents`);
    assertNone([...unknown], "read the provider's source and add a row to answers.ts");
  });
});
