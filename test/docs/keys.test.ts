import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import * as z from "zod";
import { PLATFORM_TAG } from "../../policy-pack/guardrails/types/platform-names";
import { organizationSchema } from "../../stacks/company/organization";
import { type Role, roleNames } from "../../stacks/company/roles";
import { secretKeys, sectionKey, settingsSchemas } from "../../stacks/company/settings";
import { repository } from "../support/plan/planned";

/** Part of a JSON Schema that a walk through keys needs. */
interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}

function jsonSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
}

const organization = jsonSchema(organizationSchema);
const sections = Object.fromEntries(
  roleNames.map((role) => [role, jsonSchema(settingsSchemas[role])]),
) as Readonly<Record<Role, Schema>>;

/** Keys of a stack file after `platform:`. */
const stackKeys: Schema = {
  properties: {
    role: { enum: roleNames },
    account: {},
    credentials: { enum: ["preview"] },
    ...Object.fromEntries(roleNames.map((role) => [sectionKey(role), sections[role]])),
    ...Object.fromEntries(
      Object.values(secretKeys).flatMap((keys) => keys.map((key) => [key, {}])),
    ),
  },
};

/** Everything that configuration may contain, from the top. */
const everything: Schema = {
  properties: { organization, ...organization.properties, ...stackKeys.properties },
};

/** Schemas below a key: one, or those of all entries for a placeholder, an account or any other name. */
function below(schema: Schema, key: string): Schema[] {
  const here = [schema, ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  return here.flatMap((one) => {
    if (one.items !== undefined) {
      return below(one.items, key);
    }
    const own = one.properties?.[key];
    if (own !== undefined) {
      return [own];
    }
    if (key.startsWith("<")) {
      return Object.values(one.properties ?? {}).concat(entries(one));
    }
    return entries(one);
  });
}

function entries({ additionalProperties }: Schema): Schema[] {
  return typeof additionalProperties === "object" ? [additionalProperties] : [];
}

function isKey(schema: Schema, path: readonly string[]): boolean {
  return (
    path.reduce<Schema[]>((found, key) => found.flatMap((one) => below(one, key)), [schema])
      .length > 0
  );
}

/** Every key of a schema with its path and the values it may have; entries of a record have no name of their own. */
function keysOf(schema: Schema, path: readonly string[] = []): [string, readonly unknown[]][] {
  return [
    ...[...(schema.anyOf ?? []), ...(schema.allOf ?? [])].flatMap((one) => keysOf(one, path)),
    ...(schema.items ? keysOf(schema.items, path) : []),
    ...entries(schema).flatMap((one) => keysOf(one, path)),
    ...Object.entries(schema.properties ?? {}).flatMap<[string, readonly unknown[]]>(
      ([key, value]) => [
        [[...path, key].join("."), valuesOf(value)],
        ...keysOf(value, [...path, key]),
      ],
    ),
  ];
}

function valuesOf(schema: Schema): readonly unknown[] {
  return schema.enum ?? schema.items?.enum ?? [];
}

/** Pages about the present version. Pages of decisions and past versions name what was there. */
const pages = [
  ...readdirSync(repository).filter((name) => name.endsWith(".md") && name !== "CHANGELOG.md"),
  ...readdirSync(join(repository, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && !/^(?:adr|upgrades)\//.test(file))
    .map((file) => `docs/${file}`),
];

/** Text of a page; of a command's output only what a person wrote. */
function textOf(page: string): string {
  return readFileSync(join(repository, page), "utf8");
}

/** Code in backticks within a line, with `a.{b,c}` written as `a.b` and `a.c`. */
function codes(text: string): string[] {
  return [...text.replaceAll(/^```.*?^```/gms, "").matchAll(/`([^`\n]+)`/g)].flatMap(
    ([, code = ""]) => {
      const [, before = "", list, after = ""] = /^([\w.]+)\{([\w,]+)\}(.*)$/.exec(code) ?? [];
      return list === undefined ? [code] : list.split(",").map((key) => before + key + after);
    },
  );
}

/** Role that a page describes, whose keys it may write without the section. */
function roleOf(page: string): Role | undefined {
  const [, name] = /^docs\/roles\/(.+)\.md$/.exec(page) ?? [];
  return roleNames.find((role) => role === name);
}

/** Top-level keys that a path on the page may begin with. */
function schemaOf(page: string): Schema {
  const role = roleOf(page);
  return role === undefined
    ? everything
    : { properties: { ...everything.properties, ...sections[role].properties } };
}

describe("Configuration keys in pages", () => {
  for (const page of pages) {
    const schema = schemaOf(page);
    const text = textOf(page);

    it(`exist: ${page}`, () => {
      const roots = [...Object.keys(schema.properties ?? {}), "config"];
      const paths = codes(text)
        .map((code) => code.replace(/:(?: .*)?$/, "").replace(/^config\./, ""))
        .filter((code) => /^[a-z]\w*(?:\.(?:[\w-]+|<[\w-]+>))+$/.test(code))
        .filter((code) => !/\.(?:ts|md|json|ya?ml|log|amazonaws|com|org|test)\b/.test(code))
        .map((code) => code.split("."))
        .filter(([root = ""]) => roots.includes(root));
      const unknown = paths.filter((path) => !isKey(schema, path)).map((path) => path.join("."));
      assert.deepEqual(unknown, [], "write the key that the schema has");
      const stack = [...text.matchAll(/platform:([\w-]+)(?![\w-]|:[A-Z])/g)].map(
        ([, key = ""]) => key,
      );
      const unknownOfStack = stack.filter(
        (key) => `platform:${key}` !== PLATFORM_TAG.key && !isKey(stackKeys, [key]),
      );
      assert.deepEqual(unknownOfStack, [], "a stack file has no such key");
    });

    it(`have values that they accept: ${page}`, () => {
      const values = new Map<string, Set<unknown>>();
      for (const [path, accepted] of [...keysOf(everything), ...keysOf(schema)]) {
        const key = path.split(".").at(-1) ?? "";
        accepted.forEach((value) => values.set(key, (values.get(key) ?? new Set()).add(value)));
      }
      const wrong = codes(text)
        .map((code) => /^(?:[\w.<>-]+\.)?(?:platform:)?(\w+): ([\w-]+)$/.exec(code))
        .filter((match) => match !== null)
        .filter(([, key = "", value]) => values.get(key)?.has(value) === false)
        .map(([code]) => code);
      assert.deepEqual(wrong, []);
    });

    it(`are right in examples of YAML: ${page}`, () => {
      const wrong = [...text.matchAll(/^```ya?ml\n(.*?)^```/gms)].flatMap(([, example = ""]) =>
        unknownKeys(yaml.parse(example), schema),
      );
      assert.deepEqual(wrong, []);
    });
  }

  it("are all described: each key of a section on the page of its role", () => {
    const undescribed = roleNames.flatMap((role) => {
      const page = `docs/roles/${role}.md`;
      assert.ok(existsSync(join(repository, page)), `write ${page}`);
      const described = wordsOf(textOf(page));
      const all =
        role === "management"
          ? keysOf(organization).filter(([path]) => !path.startsWith("guardrails."))
          : keysOf(sections[role]);
      return all.flatMap(([path, values]) =>
        [path.split(".").at(-1) ?? "", ...values]
          .filter((word) => !described.has(String(word)))
          .map(
            (word) =>
              `${page}: ${path}${path.endsWith(String(word)) ? "" : ` value ${String(word)}`}`,
          ),
      );
    });
    assert.deepEqual(undescribed, [], "describe each key, and each value that it accepts");
  });

  it("are all described: role, account and secrets of a stack file", () => {
    const described = new Set(pages.flatMap((page) => [...wordsOf(textOf(page))]));
    for (const key of ["platform:role", "platform:account", ...Object.values(secretKeys).flat()]) {
      assert.ok(described.has(key), `describe ${key} on a page`);
    }
  });
});

/** Words in backticks of a page: keys and values that it describes. */
function wordsOf(text: string): Set<string> {
  return new Set(
    codes(text).flatMap((code) => [code, ...code.split(/[^\w-]+/), ...code.split(/:? |[^\w.:-]+/)]),
  );
}

/** Paths of an example that the schema has not; `config`, `default` and the namespace of stack files are left out. */
function unknownKeys(value: unknown, schema: Schema, path: readonly string[] = []): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown) => unknownKeys(entry, schema, path));
  }
  if (typeof value !== "object" || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) => {
    if (path.length === 0 && key === "config") {
      return unknownKeys(inner, schema);
    }
    const name = path.length === 0 ? key.replace(/^platform:/, "") : key;
    const here = [...path, name];
    if (here.join(".") === "organization.default") {
      return unknownKeys(inner, schema, path);
    }
    return isKey(schema, here) ? unknownKeys(inner, schema, here) : [here.join(".")];
  });
}
