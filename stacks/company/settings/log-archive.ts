import * as z from "zod";
import { lockModes } from "../../../components/shared/lock-modes";
import { must } from "../problems";
import { days, text } from "../values";

export const logArchiveSettings = z.strictObject({
  /** Days that logs are kept; the trail's Object Lock keeps them as long. */
  retentionDays: days(90, 3650).default(365),
  /** `compliance` cannot be shortened by anyone, not even root; `governance` is for trials that are torn down. */
  lockMode: z.enum(lockModes),
  /**
   * Roles of the log-archive and audit accounts that may read logs, by name or path with `*`; other principals are denied,
   * even with permissions. The default is the permission set `Security-Audit`.
   */
  readers: must(
    z.array(text),
    (readers) => readers.length > 0,
    "must name at least one role",
    "remove the key to let the permission set Security-Audit read",
  ).default(["aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Security-Audit_*"]),
  /** True to have the trail also report unusual rates of calls and errors (CloudTrail Insights, priced per event). */
  insights: z.boolean().default(false),
});
