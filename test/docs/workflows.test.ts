import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { repository } from "../support/plan/planned";

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly "continue-on-error"?: boolean;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

/** Fake of the npm commands of a workflow, by their words. */
const NPM = `#!/bin/sh
case "$*" in
  *--write*) echo '{ "raised": true }' > matrix.json; echo raised; exit "$WRITE" ;;
  *transcripts*) exit "$TRANSCRIPTS" ;;
  *--check*) exit "$CHECK" ;;
esac
`;

/** Runs the commands of a job's steps as GitHub does, in a repository whose npm answers with these exit codes. */
function runSteps(
  steps: readonly Step[],
  codes: Readonly<Record<"WRITE" | "TRANSCRIPTS" | "CHECK", number>>,
): { readonly succeeds: boolean; readonly outputs: string } {
  const folder = mkdtempSync(join(tmpdir(), "platform-workflow-"));
  try {
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/npm"), NPM, { mode: 0o755 });
    writeFileSync(join(folder, "matrix.json"), "{}\n");
    writeFileSync(join(folder, "outputs"), "");
    const env = {
      PATH: `${join(folder, "bin")}:${process.env["PATH"] ?? ""}`,
      GITHUB_OUTPUT: join(folder, "outputs"),
      ...Object.fromEntries(Object.entries(codes).map(([key, code]) => [key, String(code)])),
    };
    const shell = (text: string, own: object = {}): boolean =>
      spawnSync("bash", ["-e", "-o", "pipefail", "-c", text], {
        cwd: folder,
        env: { ...env, ...own },
      }).status === 0;
    assert.ok(shell("git init --quiet && git add matrix.json"));
    const outcomes = new Map<string, string>();
    const succeeds = steps.every(({ id = "", run, env: own = {}, ...step }) => {
      const values = Object.entries(own).map(([key, text]) => [
        key,
        text.replace(
          /\$\{\{ steps\.(\w+)\.outcome \}\}/,
          (_, name: string) => outcomes.get(name) ?? "",
        ),
      ]);
      const passes = run === undefined || shell(run, Object.fromEntries(values) as object);
      outcomes.set(id, passes ? "success" : "failure");
      return passes || step["continue-on-error"] === true;
    });
    return { succeeds, outputs: readFileSync(join(folder, "outputs"), "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

// workload-backup F6
describe("The workflow that raises versions", () => {
  const text = readFileSync(join(repository, ".github/workflows/versions.yml"), "utf8");
  const { permissions, jobs } = parse(text) as {
    permissions: object;
    jobs: Readonly<Record<string, Job>>;
  };

  it("uses actions by commit", () => {
    const uses = Object.values(jobs).flatMap(({ steps }) =>
      steps.flatMap((step) => step.uses ?? []),
    );
    assert.ok(uses.length > 0);
    assert.deepEqual(
      uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action)),
      [],
    );
  });

  it("gives no job both a role of AWS and the right to write, and runs code only without that right", () => {
    assert.deepEqual(permissions, {});
    for (const [name, job] of Object.entries(jobs)) {
      const rights = job.permissions ?? {};
      const writes = rights["contents"] === "write";
      assert.ok(!(writes && "id-token" in rights), name);
      const runs = job.steps.some(({ run = "" }) => /\bnpm\b|\bnode\b/.test(run));
      assert.equal(runs, !writes, name);
    }
  });

  // In a company's copy the transcripts fail: they are about the example company.
  it("opens a pull request whatever the other steps say, and fails afterwards for what is old or was not found", () => {
    const { steps = [] } = jobs["look"] ?? {};
    const good = { WRITE: 0, TRANSCRIPTS: 0, CHECK: 0 };
    for (const [codes, succeeds] of [
      [good, true],
      [{ ...good, TRANSCRIPTS: 1 }, true],
      [{ ...good, WRITE: 1 }, false],
      [{ ...good, CHECK: 1 }, false],
    ] as const) {
      assert.deepEqual(
        runSteps(steps, codes),
        { succeeds, outputs: "changed=true\n" },
        JSON.stringify(codes),
      );
    }
  });
});
