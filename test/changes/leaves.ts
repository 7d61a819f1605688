import * as z from "zod";
import { organizationSchema } from "../../stacks/company/organization";
import { roles } from "../../stacks/company/roles";
import { sectionKey, settingsSchemas } from "../../stacks/company/settings";
import { isOptionalSection, unwrapped } from "../support/strictness/schemas-below";

/**
 * Every setting of every schema by its dotted path: `organization.cost.monthlyBudget`, `workload.database.storage`. `*`
 * is a key that a company chooses, and `[]` for an entry of a list of objects. A section that may be left out is a setting
 * as well, in addition to those in it.
 */
export function settingLeaves(): string[] {
  return [
    ...leavesOf(organizationSchema, "organization"),
    ...(Object.keys(roles) as (keyof typeof settingsSchemas)[]).flatMap((role) =>
      leavesOf(settingsSchemas[role], sectionKey(role)),
    ),
  ];
}

function leavesOf(schema: z.ZodType, path: string): string[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) {
    const within = Object.entries<z.ZodType>(inner.shape).flatMap(([key, part]) =>
      leavesOf(part, `${path}.${key}`),
    );
    return isOptionalSection(schema) ? [path, ...within] : within;
  }
  if (inner instanceof z.ZodRecord) {
    return leavesOf(inner.valueType as z.ZodType, `${path}.*`);
  }
  const element = inner instanceof z.ZodArray ? unwrapped(inner.element as z.ZodType) : undefined;
  return element instanceof z.ZodObject ? leavesOf(element, `${path}[]`) : [path];
}
