import * as z from "zod";
import { region, text, unique } from "../values";

export const permissionSetKeys = [
  "readOnly",
  "developer",
  "securityAudit",
  "administrator",
] as const;

export const identitySettings = z.strictObject({
  /** Region of the Identity Center instance. @default - the home Region */
  region: region.optional(),
  /**
   * Where groups come from: `directory` makes them in Identity Center's own store, `external` looks up those that an
   * identity provider has synchronised.
   */
  groupSource: z.enum(["directory", "external"]).default("directory"),
  /** Who may do what where: group -> permission set -> account keys. */
  assignments: z.record(text, z.partialRecord(z.enum(permissionSetKeys), unique(text))).default({}),
});
