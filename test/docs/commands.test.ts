import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { flagOf, questions } from "../../cli/init/questions";
import { repository } from "../support/plan/planned";

const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
  scripts: Readonly<Record<string, string>>;
};
const makefile = readFileSync(join(repository, "Makefile"), "utf8");
const main = readFileSync(join(repository, "cli/main.ts"), "utf8");

/** Pages about the present version; a decision may name commands of its time. */
const pages = [
  ...readdirSync(repository).filter((name) => name.endsWith(".md") && name !== "CHANGELOG.md"),
  ...["docs", "components", "test"].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md") && !/^(?:adr\/|upgrades\/\d)/.test(file))
      .map((file) => `${folder}/${file}`),
  ),
];

/** Sources that read the options of an npm script: those of its command in `cli`, or the files that it runs. */
function optionsOf(script: string): string {
  const command = scripts[script] ?? "";
  const [, name] = /(?:cli\/main\.ts|quick\.cjs) ([\w-]+)/.exec(command) ?? [];
  if (name !== undefined) {
    const [, own = ""] = main.split(`.command("${name}")`);
    const answers = name === "init" ? questions.map(({ key }) => flagOf(key)) : [];
    return [own.split('.command("')[0], ...answers].join(" ");
  }
  const files = command.match(/(?<=\s|^)\w[\w/.-]*\.(?:ts|cjs)\b/g) ?? [];
  return files.map((file) => readFileSync(join(repository, file), "utf8")).join("\n");
}

/** Code of a page, in backticks or in a block, without comments. */
function commandsOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n(.*?)^```/gms)].flatMap(([, block = ""]) =>
    block.split("\n").map((line) => line.replace(/ # .*$/, "")),
  );
  const inline = text.replaceAll(/^```.*?^```/gms, "").matchAll(/`([^`]+)`/g);
  return [...blocks, ...[...inline].map(([, code = ""]) => code)];
}

describe("Commands in pages", () => {
  for (const page of pages) {
    it(`exist, with their options: ${page}`, () => {
      const wrong = commandsOf(readFileSync(join(repository, page), "utf8")).flatMap((code) => {
        const [, script, rest = ""] = /npm run (?:--silent )?([a-z][\w:-]*)(.*)/s.exec(code) ?? [];
        const targets = [...code.matchAll(/^\$? ?make ([a-z-]+)/g)]
          .map(([, target = ""]) => target)
          .filter((target) => !new RegExp(`^${target}:`, "m").test(makefile));
        if (script === undefined) {
          return targets;
        }
        if (scripts[script] === undefined) {
          return [...targets, script];
        }
        const [, own = ""] = rest.split(" -- ");
        // A command after the options of rehearse has options of its own.
        const options = script === "rehearse" ? [] : (own.match(/(?<=^|\s)--[a-z][\w-]*/g) ?? []);
        const known = optionsOf(script);
        return [
          ...targets,
          ...options.filter((one) => !known.includes(one)).map((one) => `${script} ${one}`),
        ];
      });
      assert.deepEqual(wrong, [], "write a command that exists");
    });
  }

  it("are described: every command that npm run has", () => {
    const text = pages.map((page) => readFileSync(join(repository, page), "utf8")).join("\n");
    const without = Object.keys(scripts).filter(
      (script) => !new RegExp(String.raw`\b(?:npm run|make) (?:--silent )?${script}\b`).test(text),
    );
    assert.deepEqual(without, [], "describe the command on a page");
  });

  it("are described: every option of the commands of this program", () => {
    const text = pages.map((page) => readFileSync(join(repository, page), "utf8")).join("\n");
    const options = [...main.matchAll(/ption\(\s*"(--[\w-]+)/g)].map(([, option = ""]) => option);
    const without = options.filter((option) => !new RegExp(String.raw`${option}\b`).test(text));
    assert.deepEqual([...new Set(without)], [], "describe the option on a page");
  });
});
