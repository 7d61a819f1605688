import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { loadProject } from "../../../cli/planner/project";
import { ConfigurationError, formatProblem } from "../../../stacks/company/problems";
import { repository } from "../../support/plan/planned";
import { withProject } from "../../support/plan/project";
import { sampled } from "../../support/sweep";

/** Problems of the example company with changed texts of its files, as lines. */
async function problemsWith(changed: Readonly<Record<string, string>>): Promise<string[]> {
  return withProject({}, (folder) => {
    for (const [file, text] of Object.entries({ ...files, ...changed })) {
      writeFileSync(join(folder, file), text);
    }
    try {
      loadProject(folder);
    } catch (error) {
      assert.ok(error instanceof ConfigurationError, String(error));
      return error.problems.map(formatProblem);
    }
    return [];
  });
}

const files: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(repository)
    .filter((name) => /^Pulumi\.(?:.+\.)?yaml$/.test(name))
    .map((name) => [name, readFileSync(join(repository, name), "utf8")]),
);

function replaced(file: string, text: string, replacement: string): Record<string, string> {
  const before = files[file] ?? "";
  assert.ok(before.includes(text), `${file} contains ${text}`);
  return { [file]: before.replace(text, replacement) };
}

/** Texts of a file in which one key appears twice, for each of its keys. */
function* repeatedKeys(text: string): Generator<string> {
  for (let index = 0; ; index++) {
    const document = yaml.parseDocument(text);
    let count = 0;
    let key: unknown;
    yaml.visit(document, {
      Map: (_, map) => {
        for (const pair of [...map.items]) {
          if (count++ === index) {
            key = pair.key;
            map.items.push(pair);
          }
        }
      },
    });
    if (key === undefined) {
      return;
    }
    yield document.toString();
  }
}

/** Mistakes in three files, and between two of them. */
const mistakes = {
  ...replaced("Pulumi.yaml", "homeRegion: us-east-1", "homeRegion: us-east-1\n      homeRegoin: x"),
  ...replaced(
    "Pulumi.prod.yaml",
    "publicAliases: [www]",
    "publicAliases: [www]\n    backup: { copyRetentionDays: 2 }",
  ),
  ...replaced("Pulumi.audit.yaml", "platform:role: audit", "platform:role: audit\n  platform:x: 1"),
};

describe("A file with a fault of YAML", () => {
  for (const [title, name, text] of [
    [
      "a key of a stack file twice",
      "Pulumi.backup.yaml",
      "platform:role: backup\n  platform:role:",
    ],
    ["a key of a company twice", "Pulumi.yaml", "homeRegion: us-east-1\n      homeRegion:"],
    ["a name of the project twice", "Pulumi.yaml", "name: platform\nname:"],
  ] as const) {
    it(`hides no mistake of the rest of the company: ${title}`, async () => {
      const expected = await problemsWith(mistakes);
      const [first = ""] = text.split("\n");
      const before = { ...files, ...mistakes }[name] ?? "";
      const found = await problemsWith({ ...mistakes, [name]: before.replace(first, `${text} x`) });
      assert.equal(expected.length, 3, expected.join("\n"));
      assert.equal(found.length, 4, found.join("\n"));
      assert.match(found.join("\n"), /a map must contain a key only once/);
      for (const line of expected) {
        assert.ok(found.includes(line), `${line}\nis not among\n${found.join("\n")}`);
      }
    });
  }

  for (const [title, name, visible] of [
    ["stack file", "Pulumi.audit.yaml", /homeRegoin.*\n.*prod\.yaml: workload\.backup/],
    ["Pulumi.yaml", "Pulumi.yaml", /audit\.yaml: x.*\n.*prod\.yaml: workload\.backup/],
  ] as const) {
    it(`hides no mistake of the other files, when nothing of it can be read: ${title}`, async () => {
      const found = await problemsWith({ ...mistakes, [name]: "a: b: c" });
      assert.equal(found.length, 3, found.join("\n"));
      assert.match(found.join("\n"), visible);
      assert.match(found.join("\n"), /must be YAML/);
    });
  }

  it("has one problem alone, whichever key appears twice", async function () {
    this.timeout(120_000);
    const all = Object.entries(files).flatMap(([name, text]) =>
      [...repeatedKeys(text)].map((changed) => ({ name, changed })),
    );
    assert.ok(all.length > 100, String(all.length));
    const sample = all.filter((_, index) => index % 13 === 0);
    const wrong: string[] = [];
    for (const { name, changed } of sampled(all, sample)) {
      const found = await problemsWith({ [name]: changed });
      if (found.length !== 1 || found[0]?.includes("must contain a key only once") !== true) {
        wrong.push(`${name}: ${found.join("\n")}`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});
