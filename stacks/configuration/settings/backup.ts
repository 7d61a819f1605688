import * as z from "zod";
import { days } from "../rules";

export const backupSettings = z.strictObject({
  /** Bounds of the lock, in days: a copy with another retention is refused. */
  minimumRetentionDays: days(1, 36_500).default(35),
  maximumRetentionDays: days(1, 36_500).default(365),
  /** `compliance` becomes irreversible after `graceDays`; `governance` can be lifted by those allowed to. */
  lockMode: z.enum(["compliance", "governance"]).default("compliance"),
  /** Days in which a compliance lock can still be taken back. */
  graceDays: days(3, 36_500).default(7),
});
