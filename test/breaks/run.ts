/**
 * Breaks one line of the program at a time, in a copy, and runs the test that must notice it: `npm run breaks`, or
 * `npm run breaks -- database cache` for the files whose path contains a word.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repository } from "../support/plan/planned";
import { type Break, breaks } from "./lines";

/** A copy of the repository's files, with its packages and its Pulumi CLI. */
function copyRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), "breaks-"));
  const { stdout } = spawnSync("git", ["ls-files", "-co", "--exclude-standard"], {
    cwd: repository,
    encoding: "utf8",
  });
  for (const file of stdout.trim().split("\n")) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(repository, file), join(folder, file));
  }
  mkdirSync(join(folder, ".cache"));
  for (const name of ["node_modules", ".cache/pulumi"]) {
    symlinkSync(join(repository, name), join(folder, name));
  }
  return folder;
}

/** First test that fails with the line broken; undefined when all pass. @throws Error when no test has run. */
function failureWith(
  { file, line, broken, test, sweep }: Break,
  folder: string,
): string | undefined {
  const path = join(folder, file);
  const original = readFileSync(path, "utf8");
  writeFileSync(
    path,
    original.replace(line, () => broken),
  );
  try {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(repository, "node_modules/mocha/bin/mocha.js"), "--bail", test],
      {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, ...(sweep === true && { SWEEP: "all" }) },
      },
    );
    const [, title] = /^ +1\) (.+)$/m.exec(stdout) ?? [];
    if (status !== 0 && title === undefined) {
      throw new Error(`${test} did not run: ${stderr || stdout}`);
    }
    return status === 0 ? undefined : title;
  } finally {
    writeFileSync(path, original);
  }
}

function main(words: readonly string[]): void {
  const chosen = breaks.filter(
    ({ file }) => words.length === 0 || words.some((word) => file.includes(word)),
  );
  const folder = copyRepository();
  let unnoticed = 0;
  try {
    for (const one of chosen) {
      const failure = failureWith(one, folder);
      unnoticed += failure === undefined ? 1 : 0;
      console.log(`${failure === undefined ? "UNNOTICED" : "noticed"}  ${one.file}: ${one.line}`);
      console.log(`    ${one.test}: ${failure ?? "all pass"}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${chosen.length} lines broken, ${unnoticed} unnoticed`);
  process.exitCode = unnoticed === 0 ? 0 : 1;
}

main(process.argv.slice(2));
