import assert from "node:assert/strict";
import { loadProject, type Project } from "../../../cli/planner/project";
import type { Notice } from "../../../stacks/checks/notice";
import { noticesOf } from "../../../stacks/checks/notices";
import { clock, dayFromToday } from "../../../stacks/company/clock";
import { parse } from "../../../stacks/company/parse";
import { type Problem } from "../../../stacks/company/problems";
import { lastDay, LONGEST_TERM } from "../../../stacks/company/last-day";
import { organizationWith } from "../../support/plan/organization";
import { repository } from "../../support/plan/planned";

function companyWith(changes: Readonly<Record<string, unknown>>): Project {
  return { ...loadProject(repository), organization: organizationWith(changes) };
}

describe("The notices of a plan", () => {
  const noticed = (days: number): Notice[] =>
    noticesOf(
      companyWith({
        "guardrails.deny-public-buckets.exceptions": [
          { account: "prod", reason: "the press kit", expires: dayFromToday(days) },
        ],
      }),
    ).filter(({ kind }) => kind === "ends-soon");

  // first-use 14: an exception failed the plan from one day to the next without a warning.
  it("warn of an exception for the thirty days before its end, its last day included", () => {
    assert.deepEqual(noticed(31), []);
    for (const days of [30, 1, 0]) {
      const [notice, ...others] = noticed(days);
      assert.deepEqual(others, []);
      assert.deepEqual(notice?.paths, [
        "organization.guardrails.deny-public-buckets.exceptions[0]",
      ]);
      assert.match(
        notice.text,
        new RegExp(
          `account prod from guardrail deny-public-buckets ends on ${dayFromToday(days)} \\(the press kit\\)`,
        ),
      );
    }
    assert.deepEqual(noticed(-1), [], "an exception that has ended is a violation");
  });

  it("depend on the clock that the whole program reads", () => {
    const { now } = clock;
    try {
      const later = new Date(now().getTime() + 100 * 24 * 60 * 60 * 1000);
      clock.now = () => later;
      assert.equal(noticed(30).length, 1);
    } finally {
      clock.now = now;
    }
  });
});

describe("A last day", () => {
  const read = (value: string): unknown => parse(lastDay, value, "expires", []);

  it("is the same in quotes and as Pulumi reads it without quotes", () => {
    assert.equal(read("2026-12-31"), "2026-12-31");
    assert.equal(read("2026-12-31T00:00:00Z"), "2026-12-31");
  });

  it("is at most 366 days ahead", () => {
    const problems: Problem[] = [];
    parse(lastDay, dayFromToday(LONGEST_TERM), "expires", problems);
    assert.deepEqual(problems, []);
    parse(lastDay, dayFromToday(LONGEST_TERM + 1), "expires", problems);
    assert.deepEqual(
      problems.map(({ rule }) => rule),
      ["must be at most 366 days ahead"],
    );
  });

  it("is a day of the calendar", () => {
    for (const wrong of ["2026-02-30", "2026-12-31T12:00:00Z", "soon"]) {
      assert.equal(read(wrong), undefined, wrong);
    }
  });
});
