import * as z from "zod";
import { region, textLike, textUpTo, unique } from "../values";

export const permissionSetKeys = [
  "readOnly",
  "developer",
  "securityAudit",
  "administrator",
] as const;

export type PermissionSetKey = (typeof permissionSetKeys)[number];

/** Name of a group. @see https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateGroup.html */
const groupName = textUpTo(1024, "developers");

export const identitySettings = z.strictObject({
  /** Region of the Identity Center instance. @default - the home Region */
  region: region.optional(),
  /**
   * Source of the groups: `directory` creates them in the directory of Identity Center, `external` looks up groups that an
   * identity provider has synchronised.
   */
  groupSource: z.enum(["directory", "external"]).default("directory"),
  /** Names of groups, by their keys in `assignments`. */
  groups: z
    .record(
      groupName,
      z.strictObject({
        /** Keys that the group had before, the oldest first. @default - none */
        formerly: unique(groupName).min(1).optional(),
        /** Display name: that of a group that exists is changed in the directory. @default - the first key; with `external` the key */
        name: groupName.optional(),
      }),
    )
    .default({}),
  /** Accounts that each group can access, by group and permission set. */
  assignments: z
    .record(groupName, z.partialRecord(z.enum(permissionSetKeys), unique(textLike("prod"))))
    .default({}),
});
