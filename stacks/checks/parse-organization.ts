import { guardrailSettings } from "../company/guardrail-settings";
import {
  type Organization,
  organizationSchema,
  sections,
  type SoundSections,
} from "../company/organization";
import { parse, type Problem } from "../company/problems";
import { organizationChecks } from "./organization";

/**
 * Validates the `organization` of `Pulumi.yaml`: first each section alone, then the rules between the valid sections. So one
 * run reports every problem.
 */
export function parseOrganization(value: unknown, problems: Problem[]): Organization | undefined {
  const before = problems.length;
  const organization = parse(organizationSchema, value, "organization", problems);
  const sound = organization ?? soundSections(value);
  if (sound !== undefined) {
    for (const check of organizationChecks) {
      check(sound, problems);
    }
  }
  return problems.length === before ? organization : undefined;
}

/** The sections that are valid alone. */
function soundSections(value: unknown): SoundSections | undefined {
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  const sound: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(sections)) {
    const given = (value as Record<string, unknown>)[key];
    const result = schema.safeParse(key === "guardrails" ? soundGuardrails(given) : given);
    if (result.success) {
      sound[key] = result.data;
    }
  }
  return sound;
}

/** The guardrails whose settings are valid, so that a mistake in one does not hide problems of the others. */
function soundGuardrails(value: unknown): unknown {
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value).filter(
          ([id, setting]) => guardrailSettings.safeParse({ [id]: setting as unknown }).success,
        ),
      )
    : value;
}
