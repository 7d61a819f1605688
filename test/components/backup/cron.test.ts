import assert from "node:assert/strict";
import { isCron, minutesOfDay } from "../../../components/backup/cron";

/** Expressions that AWS documents, and others of the same grammar. */
const right = [
  "cron(0 5 ? * * *)",
  "cron(15 * ? * * *)",
  "cron(0 12 * * ? *)",
  "cron(15 12 * * ? *)",
  "cron(0 18 ? * MON-FRI *)",
  "cron(0 8 1 * ? *)",
  "cron(1/15 * * * ? *)",
  "cron(0/5 8-17 ? * MON-FRI *)",
  "cron(0/30 20-23 ? * MON-FRI *)",
  "cron(*/30 0,12 * * ? *)",
  "cron(15 10 ? * 6L 2019-2199)",
  "cron(0 9 ? * 3#2 *)",
  "cron(0 9 ? * TUE#1 *)",
  "cron(0 9 ? * L *)",
  "cron(0 9 ? * FRIL *)",
  "cron(0 9 L * ? *)",
  "cron(0 9 3W * ? *)",
  "cron(0 9 1,15 JAN,JUL ? *)",
  "cron(0 9 31 1/2 ? *)",
  "cron(0 9 29 2 ? *)",
  "cron(0 9 30,31 2-3 ? *)",
  "cron(0 9 31 FEB,MAR ? *)",
  "cron(59 23 31 12 ? 2199)",
  "cron(0  9 * * ? 2020,2199)",
];

/** Expressions with one mistake each. */
const wrong = [
  "cron(banana)",
  "cron()",
  "cron(0 2 * * *)",
  "cron(0 2 * * ? * *)",
  "0 2 * * ? *",
  "cron 0 2 * * ? *",
  "cron(0 2 * * ? *",
  " cron(0 2 * * ? *)",
  "cron(0 2 * * ? *) ",
  "cron(0\t2 * * ? *)",
  "CRON(0 2 * * ? *)",
  "rate(1 day)",
  "rate(12 hours)",
  "at(2026-12-31T00:00:00)",
  "cron(99 25 * * ? *)",
  "cron(60 2 * * ? *)",
  "cron(0 24 * * ? *)",
  "cron(0 2 0 * ? *)",
  "cron(0 2 32 * ? *)",
  "cron(0 2 * 13 ? *)",
  "cron(0 2 * 0 ? *)",
  "cron(0 2 ? * 8 *)",
  "cron(0 2 ? * 0 *)",
  "cron(0 2 * * ? 1969)",
  "cron(0 2 * * ? 2200)",
  "cron(0 2 * * * *)",
  "cron(0 2 ? * ? *)",
  "cron(0 2 1 * MON *)",
  "cron(? 2 * * ? *)",
  "cron(0 2 ?,1 * ? *)",
  "cron(0 2 31 2 ? *)",
  "cron(0 2 30,31 FEB ? *)",
  "cron(0 2 31 4,6,9-9,11 ? *)",
  "cron(0 2 31W 4 ? *)",
  "cron(0 2 ? * 3#6 *)",
  "cron(0 2 ? * 3#1,6#3 *)",
  "cron(0 2 ? * ABC#1 *)",
  "cron(0 2 ? * ABCL *)",
  "cron(0 2 ? * MONDAY *)",
  "cron(0 2 ? * mon *)",
  "cron(0 2 ? * MON/2 *)",
  "cron(0 2 * JANUARY ? *)",
  "cron(L 2 * * ? *)",
  "cron(0 2 W * ? *)",
  "cron(0 2 LW * ? *)",
  "cron(0 2 32W * ? *)",
  "cron(0 17-8 * * ? *)",
  "cron(0 1-2-3 * * ? *)",
  "cron(*/60 * * * ? *)",
  "cron(0/0 2 * * ? *)",
  "cron(0/x 2 * * ? *)",
  "cron(0/5/5 2 * * ? *)",
  "cron(0, 2 * * ? *)",
  "cron(,0 2 * * ? *)",
  "cron(0 -2 * * ? *)",
  "cron(0 2.5 * * ? *)",
  "cron(q0 2 * * ? *)",
  "cron(0 2 * * ? 2020)",
  "cron(0 2 * * ? 2019-2021,2023)",
];

describe("A cron expression of AWS", () => {
  it("is accepted in every form that AWS documents", () => {
    assert.deepEqual(
      right.filter((text) => !isCron(text)),
      [],
    );
  });

  it("is refused with a wrong field, with two fields of days, or for a day that never comes", () => {
    assert.deepEqual(
      wrong.filter((text) => isCron(text)),
      [],
    );
  });
});

describe("The minutes of a day in a cron expression", () => {
  const hour = 60;
  for (const [cron, minutes] of [
    ["cron(0 2 * * ? *)", [2 * hour]],
    ["cron(59 23 31 12 ? 2199)", [23 * hour + 59]],
    ["cron(30,0 14,2 * * ? *)", [2 * hour, 2 * hour + 30, 14 * hour, 14 * hour + 30]],
    ["cron(5 8-10 ? * MON *)", [8 * hour + 5, 9 * hour + 5, 10 * hour + 5]],
    ["cron(0 1/8 * * ? *)", [hour, 9 * hour, 17 * hour]],
    ["cron(*/30 0,12 * * ? *)", [0, 30, 12 * hour, 12 * hour + 30]],
    ["cron(0 9-17/4 * * ? *)", [9 * hour, 13 * hour, 17 * hour]],
  ] as const) {
    it(`are ${minutes.length} of ${cron}`, () => {
      assert.deepEqual(minutesOfDay(cron), [...minutes]);
    });
  }

  it("are all of an expression that is always due", () => {
    assert.deepEqual(
      minutesOfDay("cron(* * * * ? *)"),
      Array.from({ length: 24 * hour }, (_, minute) => minute),
    );
  });
});
