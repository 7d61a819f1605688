/** JSON Schemas of the project's files, for completion and checks in editors, from the schemas that check them. */
import * as z from "zod";
import { guardrailSetting } from "../../stacks/company/guardrail-settings";
import { organizationSchema } from "../../stacks/company/organization";
import { roleNames } from "../../stacks/company/roles";
import { settingsShape } from "../planner/project-settings";
import { secretKeys, sectionKey, settingsSchemas } from "../../stacks/company/settings";
import { guardrails } from "../../policy-pack/guardrails";
import { Docstrings } from "./docstrings";

type Schema = Record<string, unknown>;
type Properties = Record<string, Schema>;
type JsonObject = Schema & { readonly properties: Properties; readonly required: string[] };

const head = { $schema: "http://json-schema.org/draft-07/schema#" };

/** Schema of `Pulumi.yaml`. Keys that the CLI does not know are open. */
export function projectJsonSchema(): string {
  const organization = z.strictObject({
    type: z.literal("object").optional(),
    description: z.string().optional(),
    default: organizationSchema,
  });
  const file = jsonSchema(z.looseObject({ config: z.looseObject({ organization }) })) as JsonObject;
  // In place: the sentences of these keys are in their schemas, and a reference would hide them.
  const settings = z.toJSONSchema(z.looseObject(settingsShape), {
    target: "draft-7",
    io: "input",
    reused: "inline",
  }) as unknown as JsonObject;
  return textOf({
    ...head,
    title: "Pulumi.yaml of the platform",
    ...file,
    properties: { ...settings.properties, ...file.properties },
    required: [...settings.required, ...file.required],
  });
}

/** Keys of a stack file that the Pulumi CLI writes itself, or reads for another purpose than configuration. */
const ownedByPulumi = ["secretsprovider", "encryptedkey", "encryptionsalt", "environment"];

/** Schema of the stack files. `platform:role` decides which section may follow. */
export function stackJsonSchema(): string {
  const { definitions, properties } = jsonSchema(
    z.object(Object.fromEntries(roleNames.map((role) => [role, settingsSchemas[role]]))),
  ) as { definitions?: Schema; properties: Properties };
  const secret = {
    type: "object",
    properties: { secure: { type: "string" } },
    required: ["secure"],
    additionalProperties: false,
  };
  const rules = roleNames.map((role) => {
    const section = `platform:${sectionKey(role)}`;
    const page = `docs/roles/${role}.md`;
    const described = { ...secret, description: `Secret of the role ${role}: ${page}.` };
    const secrets = secretKeys[role].map((key) => [`platform:${key}`, described] as const);
    const keys = ["platform:role", "platform:account", section, ...secrets.map(([key]) => key)];
    return {
      if: { properties: { "platform:role": { const: role } } },
      then: {
        required: settingsSchemas[role].safeParse({}).success ? [] : [section],
        properties: {
          [section]: describe(properties[role] ?? {}, `Settings of the role ${role}: ${page}.`),
          ...Object.fromEntries(secrets),
        },
        propertyNames: { anyOf: [{ enum: keys }, { pattern: "^(?!platform:)[^:]+:" }] },
      },
    };
  });
  return textOf({
    ...head,
    title: "Pulumi.<stack>.yaml of the platform",
    type: "object",
    additionalProperties: false,
    properties: {
      ...Object.fromEntries(ownedByPulumi.map((key) => [key, {}])),
      config: {
        type: "object",
        properties: {
          "platform:role": { enum: roleNames, description: "Role of the stack: docs/roles" },
          "platform:account": {
            type: "string",
            description: "Key of the account that the stack builds in. Default: the stack's name",
          },
        },
        required: ["platform:role"],
        allOf: rules,
      },
    },
    required: ["config"],
    definitions,
  });
}

function jsonSchema(schema: z.ZodType): Schema {
  const json = z.toJSONSchema(schema, {
    target: "draft-7",
    io: "input",
    reused: "ref",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: part }) => {
      const rules = rulesOf(zodSchema);
      if (rules.length > 0) {
        part.description = [part.description, `Rule: ${[...new Set(rules)].join("; ")}.`]
          .filter(Boolean)
          .join(" ");
      }
    },
  });
  // The whole file names its version of JSON Schema.
  delete json.$schema;
  describeKeys(json, new Docstrings());
  return json;
}

/** Describes each key of every object in a schema by its docstring, followed by its rules. */
function describeKeys(part: unknown, docstrings: Docstrings): void {
  if (typeof part !== "object" || part === null) {
    return;
  }
  const { properties } = part as { properties?: Properties };
  if (properties !== undefined) {
    const sentences = sentencesOf(properties, docstrings);
    for (const [key, property] of Object.entries(properties)) {
      const described = describe(property, sentences.get(key));
      properties[key] = described;
    }
  }
  Object.values(part).forEach((value) => {
    describeKeys(value, docstrings);
  });
}

/** Keys that every guardrail has. */
const guardrailKeys = Object.keys(guardrailSetting.shape);

/** Sentences of the keys of an object. Parameters of guardrails have theirs in the catalogue. */
function sentencesOf(properties: Properties, docstrings: Docstrings): ReadonlyMap<string, string> {
  const keys = Object.keys(properties);
  if (keys.every((key) => guardrails.some(({ id }) => id === key))) {
    return new Map(
      guardrails.map(({ id, about }) => [
        id,
        `${about.title}: docs/guardrails.md has its parameters.`,
      ]),
    );
  }
  const isGuardrail = guardrailKeys.every((key) => keys.includes(key));
  return docstrings.of(isGuardrail ? guardrailKeys : keys);
}

/** A schema with a description. A reference ignores what is beside it, so it is moved into a list of one. */
function describe(schema: Schema, sentence: string | undefined): Schema {
  const { $ref, description, ...rest } = schema;
  if (sentence === undefined) {
    return schema;
  }
  return {
    description: [sentence, description].filter(Boolean).join(" "),
    ...($ref === undefined ? rest : { allOf: [{ $ref }], ...rest }),
  };
}

/** Sentences of the refinements of a schema, which JSON Schema cannot express. */
function rulesOf(schema: z.core.$ZodType): string[] {
  return (schema._zod.def.checks ?? []).flatMap((check) => {
    const error = check._zod.def.error as ((issue: object) => unknown) | undefined;
    const message = error?.({});
    return typeof message === "string" ? [message] : [];
  });
}

function textOf(schema: Schema): string {
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
