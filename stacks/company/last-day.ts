import * as z from "zod";
import { daysUntil } from "./clock";
import { must } from "./problems";

/** Longest term of an exception and of an accepted value, in days. */
export const LONGEST_TERM = 366;

/** Days before its end from which the plan warns of an exception or an accepted value. */
export const WARNING_DAYS = 30;

/**
 * Last day of what the company permits for a limited time, in UTC. Quoted in YAML or not: Pulumi reads an unquoted date
 * as `2026-12-31T00:00:00Z` in Pulumi.yaml and as `2026-12-31 00:00:00 +0000 UTC` in a stack file. Both become `2026-12-31`.
 */
export const lastDay = must(
  must(
    z.string(),
    (text) => isDay(dayOf(text)),
    "must be a date",
    "write its last day like 2026-12-31",
  ),
  (text) => !isDay(dayOf(text)) || daysUntil(dayOf(text)) <= LONGEST_TERM,
  `must be at most ${LONGEST_TERM} days ahead`,
  "choose an earlier day, and renew it when it ends",
).transform(dayOf);

/** True for a last day that has passed. */
export function hasEnded(day: string): boolean {
  return daysUntil(day) < 0;
}

/** True for a last day that has not passed and is at most 30 days ahead. */
export function endsSoon(day: string): boolean {
  return !hasEnded(day) && daysUntil(day) <= WARNING_DAYS;
}

function dayOf(text: string): string {
  return text.replace(/(?:T00:00:00(?:\.0+)?Z| 00:00:00 \+0000 UTC)$/, "");
}

function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}
