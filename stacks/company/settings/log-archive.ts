import * as z from "zod";
import { lockModes } from "../../../components/shared/lock-modes";
import { must } from "../problems";
import { days, rolePattern } from "../values";

/** Role that may read logs. A name without fixed characters would match every role of both accounts. */
const reader = must(
  rolePattern,
  (role) => (role.split("/").at(-1) ?? "").replace(/[*?]/g, "").length >= 3,
  "must have at least three characters in addition to * in the role's own name: otherwise it matches too many roles",
  "write it like LogReader, or *AWSReservedSSO_Security-Audit_*",
);

export const logArchiveSettings = z.strictObject({
  /** Days that logs are kept. The Object Lock of the trail's bucket has the same retention. */
  retentionDays: days(90, 3650).default(365),
  /** `compliance`: no principal can shorten the retention, not even root. `governance` is for test organizations. */
  lockMode: z.enum(lockModes),
  /**
   * Roles of the log-archive and audit accounts that may read logs, by name or path with `*`. Other principals are denied,
   * even with permissions. The default is the permission set `Security-Audit`.
   */
  readers: must(
    z.array(reader),
    (readers) => readers.length > 0,
    "must name at least one role",
    "add a role, or remove the key: then the permission set Security-Audit may read",
  ).default(["aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Security-Audit_*"]),
  /** Enables CloudTrail Insights, priced per event: the trail also reports unusual rates of calls and errors. */
  insights: z.boolean().default(false),
});
