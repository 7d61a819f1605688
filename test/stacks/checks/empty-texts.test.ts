import assert from "node:assert/strict";
import { formatProblem } from "../../../stacks/company/problems";
import { organizationSchema } from "../../../stacks/company/organization";
import { type Role } from "../../../stacks/company/roles";
import { sectionKey, settingsSchemas } from "../../../stacks/company/settings";
import { assertNone } from "../../support/assert-none";
import { type Change, check, defaultFiles, filesWith, isObject } from "./company-files";
import { leavesOf } from "./schema-values";

/** Values with one empty text instead of each text that a valid value contains. */
function emptied(value: unknown): unknown[] {
  if (typeof value === "string") {
    return [""];
  }
  if (Array.isArray(value)) {
    return value.length === 1 ? emptied(value[0]).map((item) => [item]) : [];
  }
  return isObject(value)
    ? Object.keys(value).flatMap((key) =>
        emptied(value[key]).map((item) => ({ ...value, [key]: item })),
      )
    : [];
}

/** Every key of the schemas, with an empty text in place of a text. Keys that guardrails have in common are tried once. */
function emptyTexts(): Change[] {
  const files = defaultFiles();
  const leaves = [
    ...leavesOf(organizationSchema, ["organization"], files.organization),
    ...Object.entries(files.stacks).flatMap(([stack, config]) => {
      const role = config["role"] as Role;
      const section = sectionKey(role);
      return leavesOf(settingsSchemas[role], ["stacks", stack, section], config[section]);
    }),
  ];
  const changes = leaves
    .filter(({ values }) => !values.some(isObject))
    .flatMap(({ path, values }) => {
      const different = new Set(values.flatMap(emptied).map((value) => JSON.stringify(value)));
      return [...different]
        .slice(0, 4)
        .map((value): Change => ({ path, value: JSON.parse(value) as unknown }));
    });
  const kinds = changes.map(({ path, value }) =>
    JSON.stringify([path[1] === "guardrails" ? path.slice(3) : path, value]),
  );
  return changes.filter((_, index) => kinds.indexOf(kinds[index] ?? "") === index);
}

/** Words of a remedy that shows the form that is wanted. */
const shownForm = /\b(?:like|such as|copy|for example|use one of|write www|remove it)\b/;

describe("An empty text", () => {
  it("has at most one problem of its own, with a remedy that shows what is wanted", () => {
    const changes = emptyTexts();
    assert.ok(changes.length > 100, String(changes.length));
    const wrong = changes.flatMap((change) => {
      const { problems } = check(filesWith([change]));
      const own = problems.filter(({ found }) => found === '""');
      const isShown = own.every(({ remedy }) => shownForm.test(remedy));
      const isOnce = new Set(own.map(({ path }) => path)).size === own.length;
      return problems.length > 0 && isShown && isOnce
        ? []
        : [`${change.path.join(".")}:\n${own.map(formatProblem).join("\n")}`];
    });
    assertNone(wrong, "these empty texts have no problem, two, or a remedy without a form");
  });
});
