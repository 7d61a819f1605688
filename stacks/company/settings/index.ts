import type * as z from "zod";
import type { Role } from "../roles";
import { auditSettings } from "./audit";
import { backupSettings } from "./backup";
import { identitySettings } from "./identity";
import { logArchiveSettings } from "./log-archive";
import { managementSettings } from "./management";
import { networkSettings } from "./network";
import { operationsSettings } from "./operations";
import { workloadSettings } from "./workload";

const schemas = {
  management: managementSettings,
  "log-archive": logArchiveSettings,
  audit: auditSettings,
  identity: identitySettings,
  network: networkSettings,
  operations: operationsSettings,
  backup: backupSettings,
  workload: workloadSettings,
} as const satisfies Record<Role, z.ZodType>;

/** The validated section of a role, with its defaults. */
export type Settings<R extends Role> = z.output<(typeof schemas)[R]>;

/** Schema of each role's own section in `Pulumi.<stack>.yaml`; the section's key is the role's name in camelCase. */
export const settingsSchemas: { readonly [R in Role]: z.ZodType<Settings<R>> } = schemas;

/**
 * Keys of the secrets of a role. Each secret has its own key outside the section, so the section stays readable in
 * reviews.
 */
export const secretKeys: Readonly<Record<Role, readonly string[]>> = {
  management: [],
  "log-archive": [],
  audit: ["incidentEndpoint"],
  identity: [],
  network: [],
  operations: [],
  backup: [],
  workload: [],
};

/** Configuration key of a role's section: `logArchive` for `log-archive`. */
export function sectionKey(role: Role): string {
  return role.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
