import * as z from "zod";
import { lockModes } from "../../../components/shared/lock-modes";
import { must } from "../problems";
import { days, email, unique } from "../values";

export const backupSettings = must(
  z.strictObject({
    /** Shortest retention that the lock of the vault accepts, in days. The vault refuses copies with a shorter one. */
    minimumRetentionDays: days(1, 36_500).default(35),
    /** Longest retention that the lock of the vault accepts, in days. The vault refuses copies with a longer one. */
    maximumRetentionDays: days(1, 36_500).default(365),
    /** `compliance` becomes irreversible after `graceDays`; a principal with permission can remove `governance`. */
    lockMode: z.enum(lockModes),
    /** Days in which a compliance lock can still be removed. */
    graceDays: days(3, 36_500).default(7),
    /** Addresses that alarms notify of failed copies and of attempts to delete backups. @default - the organization's security contact */
    notificationEmails: unique(email).min(1).optional(),
  }),
  ({ minimumRetentionDays, maximumRetentionDays }) => minimumRetentionDays <= maximumRetentionDays,
  "must have a minimumRetentionDays that is not above maximumRetentionDays",
  "lower the minimum or raise the maximum",
);
