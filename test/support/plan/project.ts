import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as yaml from "yaml";
import { runtime } from "../../../cli/planner/project-settings";
import { loadProject } from "../../../cli/planner/project";
import { type Role, roles } from "../../../stacks/company/roles";
import { defaultOrganization } from "./default-company";
import { planAll, type PlannedStack, repository } from "./planned";

/** Contents of a project folder that a test plans. */
export interface ProjectFiles {
  readonly organization?: Record<string, unknown>;
  /** Configuration by stack, keys without a namespace; `undefined` removes the default company's stack. */
  readonly stacks?: Readonly<Record<string, Record<string, unknown> | undefined>>;
}

/** One stack of a company that differs from the default one, planned after the stacks it reads. */
export async function planStack(
  stack: string,
  files: ProjectFiles,
  preview = false,
): Promise<PlannedStack> {
  return withProject(files, async (folder) => {
    const project = loadProject(folder);
    const role = project.stacks.find((file) => file.stack === stack)?.role;
    const reads: readonly Role[] = role === undefined ? [] : roles[role].reads;
    const stacks = project.stacks.filter(
      (file) => file.stack === stack || reads.includes(file.role),
    );
    const plan = (await planAll({ ...project, stacks }, preview)).get(stack);
    assert.ok(plan, `no stack ${stack}`);
    assert.deepEqual([...plan.plan.errors], []);
    return plan;
  });
}

/** Runs a test in a project folder: the default company, with the changes of the test; removed afterwards. */
export async function withProject<T>(
  files: ProjectFiles,
  run: (folder: string) => Promise<T> | T,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "platform-"));
  try {
    // So that a file of the repository has a program in this folder too.
    symlinkSync(join(repository, "index.ts"), join(folder, "index.ts"));
    for (const file of readdirSync(repository)) {
      if (/^Pulumi\..+\.yaml$/.test(file)) {
        cpSync(join(repository, file), join(folder, file));
      }
    }
    writeFileSync(
      join(folder, "Pulumi.yaml"),
      quoted({
        name: "platform",
        runtime,
        main: "index.ts",
        config: {
          "pulumi:disable-default-providers": { value: ["aws", "kubernetes"] },
          organization: { type: "object", default: files.organization ?? defaultOrganization() },
        },
      }),
    );
    for (const [stack, config] of Object.entries(files.stacks ?? {})) {
      const file = join(folder, `Pulumi.${stack}.yaml`);
      if (config === undefined) {
        rmSync(file);
      } else {
        const keys = Object.entries(config).map(([key, value]) => [`platform:${key}`, value]);
        writeFileSync(file, quoted({ config: Object.fromEntries(keys) as object }));
      }
    }
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** YAML with every text in quotes, so that a date or an account id stays a text. */
function quoted(value: object): string {
  return yaml.stringify(value, { defaultStringType: "QUOTE_DOUBLE" });
}
