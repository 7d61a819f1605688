import * as z from "zod";
import { organizationSchema } from "../../stacks/company/organization";
import { sectionKey, settingsSchemas } from "../../stacks/company/settings";
import { loadProject } from "../../cli/planner/project";
import { repository } from "./plan/planned";
import { isOptionalSection, unwrapped } from "./strictness/schemas-below";

/** A setting with few values, true or false among them, or a section that may be left out, of the default company. */
export interface Switch {
  /** Stack whose section has the setting. @default - the organization has it */
  readonly stack?: string;
  /** Path below the organization or the section: `database.multiZone`. */
  readonly path: string;
  /** Value of the default company, `undefined` when it is absent and has no default. */
  readonly present: unknown;
  /** The other values; `undefined` to leave a section out, and none for a section that is absent. */
  readonly others: readonly unknown[];
  /** True for a section. */
  readonly isSection: boolean;
}

/** Parts of the organization that are not walked, each with the reason. */
const leftOut: readonly (readonly [path: RegExp, reason: string])[] = [
  [
    /^guardrails\./,
    "a guardrail changes statements and policies, which are packed into the same resources",
  ],
  [/^accounts\.(?!sandbox\.)/, "the accounts have the same keys"],
];

/**
 * Every boolean, every enumeration and every section that may be left out, of the organization and of the section of one
 * stack of each role.
 */
export function switches(): Switch[] {
  const { organization, stacks } = loadProject(repository);
  // The last one of each role: the sandbox, for which fewer rules limit the values.
  const sections = stacks.filter(
    ({ role }, index) => !stacks.slice(index + 1).some((later) => later.role === role),
  );
  return [
    ...below(organizationSchema, organization, "").filter(
      ({ path }) => !leftOut.some(([pattern]) => pattern.test(path)),
    ),
    ...sections.flatMap(({ stack, role, settings }) =>
      below(settingsSchemas[role], settings, "").map((found) => ({ ...found, stack })),
    ),
  ];
}

/** Name of a switch: its path as a person writes it. */
export function nameOf({ stack, path }: Switch): string {
  const role = loadProject(repository).stacks.find((file) => file.stack === stack)?.role;
  return `${role === undefined ? "organization" : sectionKey(role)}.${path}`;
}

function below(schema: z.ZodType, present: unknown, path: string): Omit<Switch, "stack">[] {
  const inner = unwrapped(schema);
  const values =
    inner instanceof z.ZodBoolean ? [true, false] : inner instanceof z.ZodEnum ? inner.options : [];
  if (values.length > 0) {
    const others = values.filter((value) => value !== present);
    return [{ path, present, others, isSection: false }];
  }
  const parts = isRecord(present) ? present : {};
  const schemas: [string, z.ZodType][] =
    inner instanceof z.ZodObject
      ? Object.entries<z.ZodType>(inner.shape)
      : inner instanceof z.ZodRecord
        ? Object.keys(parts).map((key) => [key, inner.valueType as z.ZodType])
        : [];
  const within = schemas.flatMap(([key, part]) =>
    below(part, parts[key], path === "" ? key : `${path}.${key}`),
  );
  const others = present === undefined ? [] : [undefined];
  return isOptionalSection(schema)
    ? [{ path, present, others, isSection: true }, ...within]
    : within;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
