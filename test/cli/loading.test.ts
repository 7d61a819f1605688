import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AnswerKey, flagOf } from "../../cli/init/questions";
import { repository } from "../support/plan/planned";
import { athenaAnswer, sample } from "../../scripts/sample-trail";
import { nine } from "./init/companies";

/** Commands that run programs of Pulumi. Every other command must start without Pulumi's packages. */
const withPulumi = ["plan", "rehearse", "up"];

/** Arguments that a command needs to do its whole work; none for a command that is not listed. */
function wordsOf(command: string, folder: string): string[] {
  switch (command) {
    case "docs":
      return ["--cwd", folder];
    case "explain":
      return ["--account", "prod", "--action", "s3:PutBucketAcl"];
    case "init":
      return [
        ...["--cwd", join(folder, "company"), "--yes", "--no-plan"],
        ...Object.entries(nine).flatMap(([key, answer]) => [flagOf(key as AnswerKey), answer]),
      ];
    case "report":
      writeFileSync(join(folder, "calls.json"), athenaAnswer(sample));
      return [join(folder, "calls.json")];
    case "versions":
      return ["--check"];
    default:
      return [];
  }
}

/** Every command of cli/main.ts, as its help lists them. */
function commands(): string[] {
  const { stdout } = run([], ["--help"]);
  const [, list = ""] = stdout.split("Commands:\n");
  return [...list.matchAll(/^ {2}([a-z-]+)/gm)]
    .map(([, name = ""]) => name)
    .filter((name) => name !== "help");
}

function run(nodeOptions: readonly string[], words: readonly string[]) {
  return spawnSync(
    process.execPath,
    ["--require", "tsx/cjs", ...nodeOptions, "cli/main.ts", ...words],
    { cwd: repository, encoding: "utf8" },
  );
}

const withoutPulumi = commands().filter((name) => !withPulumi.includes(name));

describe("A command that runs no program of Pulumi", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "platform-loading-"));
    mkdirSync(join(folder, "docs"));
    mkdirSync(join(folder, "stacks/company"), { recursive: true });
    for (const file of readdirSync(repository).filter((name) => /^Pulumi\..*yaml$/.test(name))) {
      cpSync(join(repository, file), join(folder, file));
    }
    symlinkSync(join(repository, "index.ts"), join(folder, "index.ts"));
    const list = `require("fs").writeFileSync(${JSON.stringify(join(folder, "loaded"))}, Object.keys(require.cache).join("\\n"))`;
    writeFileSync(join(folder, "list.cjs"), `process.on("exit", () => { ${list}; });\n`);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const command of withoutPulumi) {
    it(`loads no package of Pulumi: ${command}`, () => {
      const { status, stdout, stderr } = run(
        ["--require", join(folder, "list.cjs")],
        [command, ...wordsOf(command, folder)],
      );
      // Versions become old by the day, and then the check fails.
      assert.ok(status === 0 || (command === "versions" && status === 1), stderr);
      assert.notEqual(stdout, "", `add arguments for ${command} to test/cli/loading.test.ts`);
      const modules = readFileSync(join(folder, "loaded"), "utf8").split("\n");
      const ours = modules.filter((file) => file.startsWith(join(repository, "cli/commands")));
      assert.ok(ours.includes(join(repository, `cli/commands/${command}.ts`)), ours.join());
      const packages = modules.flatMap((file) => /@pulumi\/[^/]+/.exec(file) ?? []);
      assert.deepEqual(
        [...new Set(packages)],
        [],
        `${command} must import types only from files that import these packages`,
      );
    });
  }

  it("is started by npm from one bundled file", () => {
    const { scripts } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const bundled = Object.keys(scripts).filter((name) => scripts[name]?.includes("quick.cjs"));
    assert.deepEqual(
      bundled.sort(),
      [...withoutPulumi].sort(),
      "package.json: start these commands, and no other, by scripts/quick.cjs",
    );
  });
});
