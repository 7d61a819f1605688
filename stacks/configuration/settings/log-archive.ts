import * as z from "zod";
import { days } from "../rules";

export const logArchiveSettings = z.strictObject({
  /** How long logs are kept, in days; the trail's Object Lock holds them as long. */
  retentionDays: days(90, 3650).default(365),
  /** `compliance` cannot be shortened by anyone, not even root; `governance` is for trials that are torn down. */
  lockMode: z.enum(["compliance", "governance"]).default("compliance"),
});
