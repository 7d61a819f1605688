import type { PolicyConfigSchema } from "@pulumi/policy";
import type { Parameter } from "../guardrails/types/parameter";
import { kinds } from "../guardrails/types/text-kinds";
import { type AccountLevel, type CommonValues, levels } from "./level";

type PropertySchema = PolicyConfigSchema["properties"][string];

/** A stack with its project, or a pattern of such names. */
const STACK = "^[^/]+/[^/]+$";

/**
 * Schema of a policy's configuration: the guardrail's parameters, and what every policy takes.
 *
 * @param otherAccounts Level where the account is not known, without a configuration.
 * @param advises True when one of the policy's rules advises.
 */
export function configSchema(
  parameters: Readonly<Record<string, Parameter>>,
  otherAccounts: AccountLevel,
  advises: boolean,
): PolicyConfigSchema {
  const described = Object.entries(parameters).map(([name, parameter]) => [
    name,
    {
      ...valueSchema(parameter),
      description: parameter.description,
      ...(parameter.default !== undefined && { default: parameter.default }),
    },
  ]);
  return {
    properties: {
      ...(Object.fromEntries(described) as PolicyConfigSchema["properties"]),
      ...commonSchema(otherAccounts),
      ...(advises && {
        preview: {
          type: "string",
          enum: ["refuse"],
          description: "refuse: also refuses what the guardrail's rules only advise",
        } as const,
      }),
    },
  };
}

function commonSchema(
  otherAccounts: AccountLevel,
): Record<Exclude<keyof CommonValues, "preview">, PropertySchema> {
  const level: PropertySchema = { type: "string", enum: [...levels] };
  return {
    excludedStacks: {
      type: "array",
      items: { type: "string", pattern: STACK },
      description: "Stacks that the policy exempts, as <project>/<stack>",
      default: [],
    },
    accountLevels: {
      type: "object",
      additionalProperties: level,
      description:
        "Level in each account, by account id: mandatory (the level of the policy), advisory or none",
      default: {},
    },
    otherAccounts: {
      ...level,
      description: "Level where no account is known, or one that accountLevels does not contain",
      default: otherAccounts,
    },
    accountsByStack: {
      type: "object",
      patternProperties: { [STACK]: { type: "string" } },
      additionalProperties: false,
      description:
        "Account of each stack, by pattern <project>/<stack> in which * matches any text; the provider's account comes first",
      default: {},
    },
  };
}

function valueSchema(parameter: Parameter): PropertySchema {
  switch (parameter.type) {
    case "strings": {
      const { of = "text", values, mayBeEmpty, most } = parameter;
      return {
        type: "array",
        items: {
          type: "string",
          ...(values ? { enum: [...values] } : { pattern: kinds[of].pattern }),
        },
        ...(mayBeEmpty === undefined && { minItems: 1 }),
        ...(most !== undefined && { maxItems: most }),
      };
    }
    case "boolean":
      return { type: "boolean" };
    case "number":
      return { type: "integer", minimum: parameter.minimum, maximum: parameter.maximum };
  }
}
