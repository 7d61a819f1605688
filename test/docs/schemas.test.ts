import assert from "node:assert/strict";
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import * as yaml from "yaml";
import { projectJsonSchema, stackJsonSchema } from "../../cli/output/json-schemas";
import { five, init, nine, six, withFolder } from "../cli/init/companies";
import { refusals } from "../stacks/checks/refusal-cases";
import { defaultOrganization, setAt } from "../support/plan/default-company";
import { withProject } from "../support/plan/project";
import { repository } from "../support/plan/planned";

/** Rules about the shape of a value, which a JSON Schema can check. Others compare values, or the text itself. */
const shape =
  /^unknown key|^unknown role|^must be (?:a (?:list|number|whole number)|text|true or false|an object with keys)\b|^must be one of (?!the |organization\.)/;

describe("The JSON Schemas for editors", () => {
  const ajv = new Ajv({ strict: false });
  const validators: Readonly<Record<string, ValidateFunction>> = {
    project: ajv.compile(JSON.parse(projectJsonSchema()) as object),
    stack: ajv.compile(JSON.parse(stackJsonSchema()) as object),
  };

  function isValid(file: string, text: string): boolean {
    const validate = validators[file === "Pulumi.yaml" ? "project" : "stack"];
    assert.ok(validate);
    return validate(yaml.parse(text));
  }

  function filesOf(folder: string): [name: string, text: string][] {
    return readdirSync(folder)
      .filter((name) => /^Pulumi\.(?:.+\.)?yaml$/.test(name))
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]);
  }

  it("are those of docs/schemas", () => {
    for (const [name, text] of [
      ["pulumi", projectJsonSchema()],
      ["stack", stackJsonSchema()],
    ] as const) {
      const kept = readFileSync(join(repository, `docs/schemas/${name}.schema.json`), "utf8");
      assert.equal(
        kept === text,
        true,
        `run npm run docs: docs/schemas/${name}.schema.json differs`,
      );
    }
  });

  /** Requires files that are valid by their schema, and whose first line names its file, as seen from their folder. */
  function checkFiles(folder: string): void {
    const files = filesOf(folder);
    assert.ok(files.length > 5);
    for (const [name, text] of files) {
      assert.equal(isValid(name, text), true, name);
      const schema = name === "Pulumi.yaml" ? "pulumi" : "stack";
      const named = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text)?.[1] ?? "";
      assert.equal(
        resolve(realpathSync(folder), named),
        realpathSync(join(repository, `docs/schemas/${schema}.schema.json`)),
        name,
      );
    }
  }

  it("accept the example company, whose files name them", () => {
    checkFiles(repository);
  });

  for (const [title, answers] of [
    ["six accounts", six],
    ["five accounts", five],
    ["the default layout", nine],
  ] as const) {
    it(`accept the files of npm run init, which name them: ${title}`, () =>
      withFolder(async (folder) => {
        await init(folder, { ...answers, yes: true });
        checkFiles(folder);
      }));
  }

  for (const [title, text] of [
    ["four zones", "platform:workload: { availabilityZones: 4, cluster: {} }"],
    ["a size below the least", "platform:workload: { database: { storage: 1 }, cluster: {} }"],
  ] as const) {
    it(`refuse ${title}`, () => {
      const file = (line: string): string => `config:\n  platform:role: workload\n  ${line}\n`;
      assert.equal(isValid("Pulumi.prod.yaml", file("platform:workload: { cluster: {} }")), true);
      assert.equal(isValid("Pulumi.prod.yaml", file(text)), false);
    });
  }

  it("refuse a stack without a section that has required keys", () => {
    assert.equal(isValid("Pulumi.l.yaml", "config: { platform:role: log-archive }"), false);
  });

  it("refuse a misspelt key beside config", () => {
    const text = "config:\n  platform:role: management\n";
    assert.equal(isValid("Pulumi.management.yaml", text), true);
    assert.equal(isValid("Pulumi.management.yaml", `${text}confg: 1\n`), false);
  });

  it("describe every key in a sentence", () => {
    const without = [projectJsonSchema(), stackJsonSchema()].flatMap((text) =>
      undescribed(JSON.parse(text) as Schema, ""),
    );
    assert.deepEqual([...new Set(without)], [], "give each a docstring in stacks/company");
  });

  const rows = refusals.filter(({ expected }) => shape.test(expected.rule));
  it("are compared with many refusals", () => {
    assert.ok(rows.length >= 15, `${rows.length} rows of refusal-cases.ts are about the shape`);
  });
  for (const { title, organization = {}, stacks } of rows) {
    it(`refuse ${title}`, async () => {
      const changed = defaultOrganization();
      Object.entries(organization).forEach(([path, value]) => {
        setAt(changed, path, value);
      });
      await withProject({ organization: changed, ...(stacks && { stacks }) }, (folder) => {
        const refused = filesOf(folder).filter(([name, text]) => !isValid(name, text));
        assert.notDeepEqual(refused, []);
      });
    });
  }
});

interface Schema {
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Keys of Pulumi itself. */
const pulumiKeys =
  /^(?:name|config|organization|type|description|default|secretsprovider|encryptedkey|encryptionsalt|environment|secure)$/;

/** Paths of the keys that have no sentence: neither a description, nor more than the rules. */
function undescribed(schema: unknown, path: string): string[] {
  if (typeof schema !== "object" || schema === null) {
    return [];
  }
  const { properties = {} } = schema as Schema;
  const own = Object.entries(properties)
    .filter(
      ([key, { description = "" }]) => !pulumiKeys.test(key) && !/^(?!Rule: )./.test(description),
    )
    .map(([key]) => `${path} ${key}`.trim());
  const below = Object.entries(schema).flatMap(([key, part]) =>
    // A condition repeats keys.
    key === "if"
      ? []
      : undescribed(
          part,
          key === "properties" || /^\d+$/.test(key) ? path : `${path} ${key}`.trim(),
        ),
  );
  return [...own, ...below];
}
