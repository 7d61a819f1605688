import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { roleNames } from "../../stacks/company/roles";
import { outputsOf } from "../../stacks/wiring/outputs";
import { repository } from "../support/plan/planned";

/** Names in backticks of the section "Outputs", with the readers that the same row or paragraph names. */
function described(role: string): { readonly name: string; readonly readers: string }[] {
  const text = readFileSync(join(repository, `docs/roles/${role}.md`), "utf8");
  const [, section = ""] = /^## Outputs\n(.*?)(?=^## )/ms.exec(text) ?? [];
  const rows = section.includes("\n| ")
    ? [...section.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)].slice(2)
    : [["", section, section]];
  return rows.flatMap(([, names = "", readers = ""]) =>
    [...names.matchAll(/`([a-z]\w+)`/g)].map(([, name = ""]) => ({ name, readers })),
  );
}

describe("Outputs on the pages of the roles", () => {
  for (const role of roleNames) {
    const outputs = outputsOf(role);
    it(`are those of the stack, with the right readers: ${role}`, () => {
      const rows = described(role).filter(({ name }) => name !== "identity");
      const names = [...new Set(rows.map(({ name }) => name))];
      assert.deepEqual(names.sort(), Object.keys(outputs).sort());
      const wrong = rows
        .filter(({ name, readers }) => {
          const forPeople = outputs[name]?.for === "people";
          return forPeople
            ? !readers.includes("people")
            : !/workload|stack|all|audit/.test(readers);
        })
        .map(({ name }) => `${name} is for ${outputs[name]?.for ?? "no one"}`);
      assert.deepEqual(wrong, []);
    });
  }
});
