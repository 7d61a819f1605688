import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../support/plan/planned";

/** Components of files of components/, by file. */
const components = readdirSync(join(repository, "components"), {
  recursive: true,
  encoding: "utf8",
}).flatMap((file): { file: string; name: string }[] => {
  const text = file.endsWith(".ts")
    ? readFileSync(join(repository, "components", file), "utf8")
    : "";
  const classes = text.matchAll(/^export class (\w+) extends pulumi\.ComponentResource/gm);
  return [...classes].map(([, name = ""]) => ({ file, name }));
});

describe("The tests of components", () => {
  it("construct each component in the file that is named like its own", () => {
    const found = components.flatMap(({ file, name }) => {
      const test = join(repository, "test/components", file.replace(/\.ts$/, ".test.ts"));
      const text = existsSync(test) ? readFileSync(test, "utf8") : "";
      return text.includes(`new ${name}(`) ? [] : [`${name} of components/${file}`];
    });
    assert.ok(components.length > 40, "the pattern finds components");
    assert.deepEqual(
      found,
      [],
      "construct the component in test/components/<same path>.test.ts with planComponent, also with a wrong argument",
    );
  });
});
