import * as z from "zod";
import { lockModes } from "../../../components/shared/lock-modes";
import { must } from "../problems";
import { days, email, unique } from "../values";

export const backupSettings = must(
  z.strictObject({
    /** Bounds of the lock, in days: a copy with another retention is refused. */
    minimumRetentionDays: days(1, 36_500).default(35),
    maximumRetentionDays: days(1, 36_500).default(365),
    /** `compliance` becomes irreversible after `graceDays`; `governance` can be lifted by those allowed to. */
    lockMode: z.enum(lockModes),
    /** Days in which a compliance lock can still be taken back. */
    graceDays: days(3, 36_500).default(7),
    /** Addresses for alarms of failed copies and of attempts to remove backups. @default - the organization's security contact */
    notificationEmails: unique(email).min(1).optional(),
  }),
  ({ minimumRetentionDays, maximumRetentionDays }) => minimumRetentionDays <= maximumRetentionDays,
  "must have minimumRetentionDays at most maximumRetentionDays",
  "lower the minimum or raise the maximum",
);
