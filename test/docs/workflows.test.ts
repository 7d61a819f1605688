import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { repository } from "../support/plan/planned";

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
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
});
