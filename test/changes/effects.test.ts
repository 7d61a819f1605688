import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { changeRules, effects } from "../../stacks/company/change-effects";
import { assertNone } from "../support/assert-none";
import { repository } from "../support/plan/planned";
import { titleOf } from "./companies";
import { settingLeaves } from "./leaves";
import { organizationRows } from "./rows/organization";
import { stackRows } from "./rows/stacks";
import { workloadRows } from "./rows/workload";

const rows = [...organizationRows, ...stackRows, ...workloadRows];
const described = changeRules.flatMap(({ settings, effect }) =>
  settings.map((setting) => ({ setting, effect })),
);

describe("The page's effect of a changed setting", () => {
  it("exists once for each setting of every schema, and for no other", () => {
    const leaves = settingLeaves().filter((leaf) => !leaf.startsWith("organization.guardrails."));
    const settings = described.map(({ setting }) => setting);
    assertNone(
      leaves.filter((leaf) => !settings.includes(leaf)),
      "add the setting to a rule of stacks/company/change-effects.ts, and run npm run docs",
    );
    assertNone(
      settings.filter(
        (setting, index) => !leaves.includes(setting) || settings.indexOf(setting) < index,
      ),
      "no schema has these settings, or another rule has them already",
    );
  });

  it("is the outcome of the setting's row in the change suite, both ways", () => {
    const effectOf = new Map(described.map(({ setting, effect }) => [setting, effect]));
    const firstRows = rows.filter((row) => row.case === undefined);
    assert.deepEqual(
      firstRows.flatMap(({ leaf, outcome }) => (effectOf.get(leaf) === outcome ? [] : [leaf])),
      [],
    );
    const outcomes = new Map(firstRows.map(({ leaf, outcome }) => [leaf, outcome]));
    assert.deepEqual(
      described.flatMap(({ setting, effect }) =>
        outcomes.get(setting) === effect ? [] : [setting],
      ),
      [],
    );
  });

  it("names in its note the outcome of another case of the setting", () => {
    const others = rows.filter((row) => row.case !== undefined);
    assert.ok(others.length > 0, "no other cases");
    assert.deepEqual(
      others
        .filter(({ leaf, outcome }) => {
          const rule = changeRules.find(({ settings }) => settings.includes(leaf));
          return rule?.effect !== outcome && !rule?.note?.includes(effects[outcome]);
        })
        .map(titleOf),
      [],
    );
  });

  it("names the reason or the steps of each refusal and replacement", () => {
    assert.deepEqual(
      changeRules
        .filter(({ effect, note }) => /^re/.test(effect) && note === undefined)
        .flatMap(({ settings }) => settings),
      [],
    );
  });

  it("leads to headings that their pages have", () => {
    const links = changeRules.flatMap(({ note = "" }) =>
      [...note.matchAll(/\]\(([^)#]+)(?:#([^)]+))?\)/g)].map(([, page = "", heading]) => ({
        page,
        heading,
      })),
    );
    assert.ok(links.length > 5, "no links");
    for (const { page, heading } of links) {
      const text = readFileSync(join(repository, "docs/roles", page), "utf8");
      const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
        title
          .toLowerCase()
          .replaceAll(/[^\w -]/g, "")
          .replaceAll(" ", "-"),
      );
      assert.ok(heading === undefined || headings.includes(heading), `${page}#${heading ?? ""}`);
    }
  });
});
