import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { changeRules, effects } from "../../stacks/company/change-effects";
import type { Role } from "../../stacks/company/roles";
import { sectionKey } from "../../stacks/company/settings";
import { repositoryFolder } from "../planner/project-settings";
import { visibleWidth } from "./width";

const START = "<!-- changes: npm run docs writes this table -->";
const END = "<!-- /changes -->";

/**
 * Page of a role with the table of its changes between the two marks. A company in a folder of its own begins with the
 * page of the program.
 *
 * @throws Error when the page has no marks.
 */
export function rolePage(folder: string, role: Role): string {
  const file = `docs/roles/${role}.md`;
  const page = join(existsSync(join(folder, file)) ? folder : repositoryFolder, file);
  const text = readFileSync(page, "utf8");
  const [before = "", rest] = text.split(START);
  const after = rest?.split(END)[1];
  if (after === undefined) {
    throw new Error(`${page} has no ${START} and ${END}`);
  }
  return `${before}${START}\n\n${changesTable(role)}\n\n${END}${after}`;
}

/** Table of the settings of a role, and what a change of each does in a deployed company. */
function changesTable(role: Role): string {
  const section = role === "management" ? "organization" : sectionKey(role);
  const rows = changeRules.flatMap(({ settings: all, effect, note = "" }): string[][] => {
    const settings = all.filter((setting) => setting.startsWith(`${section}.`));
    const names = settings.map((setting) => setting.slice(section.length + 1));
    return names.length === 0 ? [] : [[keysText(names), effects[effect], note]];
  });
  return tableOf([["setting", "a change is", "details"], ...rows]);
}

/** Keys of one parent together: `cluster.nodes.{minimum,maximum}`. */
function keysText(names: readonly string[]): string {
  const byParent = new Map<string, string[]>();
  for (const name of names) {
    const parent = name.split(".").slice(0, -1).join(".");
    byParent.set(parent, [...(byParent.get(parent) ?? []), name.split(".").slice(-1).join("")]);
  }
  return [...byParent]
    .flatMap(([parent, keys]) =>
      parent === ""
        ? keys
        : [`${parent}.${keys.length > 1 ? `{${keys.join(",")}}` : keys.join("")}`],
    )
    .map((key) => `\`${key}\``)
    .join(", ");
}

/** Markdown table with columns of equal width, as the formatter writes it. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const [head = [], ...others] = rows;
  const widths = head.map((_, column) =>
    Math.max(...rows.map((row) => visibleWidth(row[column] ?? ""))),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - visibleWidth(cell))).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...others.map(line)].join(
    "\n",
  );
}
