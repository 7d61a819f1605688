import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { MATRIX } from "../../../cli/commands/versions";
import { type AnswerKey, flagOf } from "../../../cli/init/questions";
import { versionMatrix } from "../../../components/shared/version-matrix";
import { repository } from "../../support/plan/planned";
import { six, withFolder } from "./companies";

/** Blocks of commands of the page, in its order. */
function commandsOfPage(): string[][] {
  const page = readFileSync(join(repository, "docs/taking-a-newer-version.md"), "utf8");
  return [...page.matchAll(/<!-- run -->\n+```\n(.*?)```/gs)].map(([, text = ""]) =>
    text.trim().split("\n"),
  );
}

function git(folder: string, ...words: string[]): string {
  const author = ["-c", "user.name=test", "-c", "user.email=test@nimbus.io"];
  return execFileSync("git", ["-C", folder, ...author, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
}

/** Copies the files of the working tree, also those that are not committed, into a repository of their own. */
function publish(folder: string): void {
  cpSync(repository, folder, {
    recursive: true,
    filter: (source) => !/^(?:\.git|\.cache|node_modules|coverage)$/.test(basename(source)),
  });
  git(folder, "init", "--quiet", "--initial-branch=main");
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "--message=First");
}

function configurationOf(folder: string): Map<string, string> {
  const names = readdirSync(folder).filter((name) => /^Pulumi.*\.yaml$/.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

// Twelve seconds: only the real commands, in a real clone, show that a merge keeps a company's files.
describe("A newer version", () => {
  it("changes the program of a company's copy, and none of its files", () =>
    withFolder((folder) => {
      const upstream = join(folder, "upstream");
      mkdirSync(upstream);
      publish(upstream);
      const company = join(folder, "company");
      git(folder, "clone", "--quiet", upstream, company);
      symlinkSync(join(repository, "node_modules"), join(company, "node_modules"));
      const [once = [], each = []] = commandsOfPage();
      assert.equal(each.length, 11, "the page has two blocks of commands");

      const environment = {
        ...process.env,
        ...Object.fromEntries(
          ["AUTHOR", "COMMITTER"].flatMap((who) => [
            [`GIT_${who}_NAME`, "test"],
            [`GIT_${who}_EMAIL`, "test@nimbus.io"],
          ]),
        ),
      };
      const run = (command: string): void => {
        if (command === "npm run init") {
          // By the command of the copy: the files name its program.
          const answers = Object.entries(six).flatMap(([key, answer]) => [
            flagOf(key as AnswerKey),
            answer,
          ]);
          execFileSync(
            process.execPath,
            ["scripts/quick.cjs", "init", "--yes", "--replace", "--no-plan", ...answers],
            { cwd: company, env: environment, stdio: "ignore" },
          );
        } else if (!/^(?:npm ci$|git push )|before\.json|<address/.test(command)) {
          const { status, stderr } = spawnSync("sh", ["-c", command], {
            cwd: company,
            encoding: "utf8",
            env: environment,
          });
          // A merge with conflicts fails; the next command of the page resolves those in the company's files.
          assert.ok(status === 0 || command.startsWith("git merge"), `${command}\n${stderr}`);
        }
      };
      for (const command of once) {
        run(command);
      }
      const before = configurationOf(company);
      // The weekly pull request has raised a pin, near the one that the newer version raises.
      const raise = (copy: string, of: "kube-proxy" | "vpc-cni", to: string): void => {
        const file = join(copy, MATRIX);
        const { version } = versionMatrix.kubernetes.minors["1.36"]?.addOns[of] ?? {};
        writeFileSync(file, readFileSync(file, "utf8").replace(String(version), to));
      };
      raise(company, "vpc-cni", "v9.1.0-eksbuild.1");
      git(company, "commit", "--quiet", "--all", "--message=Raise the pinned versions");
      assert.equal(git(company, "status", "--porcelain"), "");

      // The newer version changes, removes and adds files of the example company.
      appendFileSync(join(upstream, "index.ts"), "// Newer.\n");
      appendFileSync(join(upstream, "Pulumi.yaml"), "# Newer.\n");
      appendFileSync(join(upstream, "Pulumi.prod.yaml"), "# Newer.\n");
      raise(upstream, "kube-proxy", "v9.2.0-eksbuild.1");
      raise(upstream, "vpc-cni", "v9.0.0-eksbuild.1");
      rmSync(join(upstream, "Pulumi.sandbox.yaml"));
      rmSync(join(upstream, "Pulumi.audit.yaml"));
      writeFileSync(join(upstream, "Pulumi.staging.yaml"), "config: {}\n");
      git(upstream, "add", "--all");
      git(upstream, "commit", "--quiet", "--message=Newer");
      git(upstream, "tag", "v0.3.0");
      for (const command of each) {
        run(command);
      }

      assert.deepEqual(configurationOf(company), before);
      assert.match(readFileSync(join(company, "index.ts"), "utf8"), /\/\/ Newer\.\n$/);
      const pins = readFileSync(join(company, MATRIX), "utf8").match(/v9\.\d\.0-eksbuild\.1/g);
      assert.deepEqual(pins, ["v9.2.0-eksbuild.1", "v9.1.0-eksbuild.1"], "the higher pin of both");
      assert.equal(git(company, "status", "--porcelain"), "");
      assert.match(git(company, "log", "--merges", "--format=%s"), /^Take version 0\.3\.0$/m);
      const plan = JSON.parse(readFileSync(join(folder, "after.json"), "utf8")) as {
        organization: string;
        stacks: unknown[];
      };
      assert.equal(plan.organization, "nimbus");
      assert.equal(plan.stacks.length, 9);
    }));
});
