/** JSON Schemas of the project's files, for completion and checks in editors, from the schemas that check them. */
import * as z from "zod";
import { organizationSchema } from "../../stacks/company/organization";
import { roleNames } from "../../stacks/company/roles";
import { secretKeys, sectionKey, settingsSchemas } from "../../stacks/company/settings";

type Schema = Record<string, unknown>;

const head = { $schema: "http://json-schema.org/draft-07/schema#" };

/** Schema of `Pulumi.yaml`. Keys of Pulumi itself are open. */
export function projectJsonSchema(): string {
  const organization = z.strictObject({
    type: z.literal("object").optional(),
    description: z.string().optional(),
    default: organizationSchema,
  });
  const file = z.looseObject({
    name: z.string(),
    config: z.looseObject({ organization }),
  });
  return textOf({ ...head, title: "Pulumi.yaml of the platform", ...jsonSchema(file) });
}

/** Keys of a stack file that the Pulumi CLI writes itself, or reads for another purpose than configuration. */
const ownedByPulumi = ["secretsprovider", "encryptedkey", "encryptionsalt", "environment"];

/** Schema of the stack files. `platform:role` decides which section may follow. */
export function stackJsonSchema(): string {
  const { definitions, properties } = jsonSchema(
    z.object(Object.fromEntries(roleNames.map((role) => [role, settingsSchemas[role]]))),
  ) as { definitions?: Schema; properties: Schema };
  const secret = {
    type: "object",
    properties: { secure: { type: "string" } },
    required: ["secure"],
    additionalProperties: false,
  };
  const rules = roleNames.map((role) => {
    const section = `platform:${sectionKey(role)}`;
    const secrets = secretKeys[role].map((key) => [`platform:${key}`, secret] as const);
    const keys = ["platform:role", "platform:account", section, ...secrets.map(([key]) => key)];
    return {
      if: { properties: { "platform:role": { const: role } } },
      then: {
        required: settingsSchemas[role].safeParse({}).success ? [] : [section],
        properties: { [section]: properties[role], ...Object.fromEntries(secrets) },
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
        part.description = rules.join("; ");
      }
    },
  });
  // The whole file names its version of JSON Schema.
  delete json.$schema;
  return json;
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
