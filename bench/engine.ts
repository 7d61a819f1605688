import Table from "cli-table3";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { policyConfig } from "../cli/deploy/policy-config";
import { Cloud } from "../cli/emulation/cloud/cloud";
import { EmulatedEnvironment } from "../cli/engine/environment";
import { rehearsedCompany, writeRehearsedProject } from "../cli/engine/rehearsal";
import { loadProject } from "../cli/planner/project";
import { median } from "./median";

/** The stack whose preview is timed: it reads no other, so that nothing has to be deployed before. */
const STACK = "management";

/** A preview that is timed: a project's folder, and what is special about it. */
interface Case {
  readonly title: string;
  readonly folder: string;
  readonly words?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * Times `pulumi preview` of a small stack beside that of an empty program with the same loader, each a fresh process,
 * in turn. Prints what of the time is the stack's.
 *
 * @param cli Path of the Pulumi CLI.
 */
export async function benchEngine(cli: string, root: string, runs: number): Promise<void> {
  const cloud = new Cloud(rehearsedCompany.managementAccount);
  const environment = await EmulatedEnvironment.start(cloud, { languageHost: true });
  try {
    const empty = join(environment.folder, "empty");
    const project = join(environment.folder, "project");
    writeEmptyProject(root, empty);
    const policies = join(environment.folder, "policies.json");
    writeRehearsedProject(root, project);
    const { organization } = loadProject(project);
    writeFileSync(policies, JSON.stringify(policyConfig(organization)));
    const cases: readonly Case[] = [
      { title: "empty program", folder: empty },
      { title: STACK, folder: project },
      { title: `${STACK}, stack traces kept`, folder: project, variables: { PLATFORM_TRACE: "1" } },
      {
        title: `${STACK}, policies`,
        folder: project,
        words: ["--policy-pack", "policy-pack", "--policy-pack-config", policies],
      },
    ];
    const pulumi = ({ folder, variables }: Case, ...words: string[]): Promise<number> =>
      timed(cli, words, folder, { ...environment.variables, ...variables });
    for (const folder of [empty, project]) {
      await pulumi({ title: "", folder }, "stack", "init", STACK);
    }
    const measured = cases.map(() => [] as number[]);
    // The first round fills caches: of files, and of what the loaders have compiled.
    for (let round = 0; round <= runs; round += 1) {
      for (const [index, one] of cases.entries()) {
        const time = await pulumi(one, "preview", "-s", STACK, ...(one.words ?? []));
        if (round > 0) {
          measured[index]?.push(time);
        }
      }
    }
    print(cases, measured.map(median), runs);
  } finally {
    await environment.stop();
  }
}

function writeEmptyProject(root: string, folder: string): void {
  mkdirSync(folder);
  const options = '  options: { typescript: false, nodeargs: "--import tsx" }';
  writeFileSync(
    join(folder, "Pulumi.yaml"),
    ["name: empty", "runtime:", "  name: nodejs", options, "main: index.ts", ""].join("\n"),
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty" }));
  writeFileSync(join(folder, "index.ts"), 'import "@pulumi/pulumi";\n');
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
}

async function timed(
  cli: string,
  words: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>>,
): Promise<number> {
  const started = performance.now();
  const child = spawn(cli, ["--non-interactive", ...words], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      ...variables,
      PATH: [dirname(cli), process.env["PATH"]].join(delimiter),
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data: Buffer) => (output += data.toString()));
  }
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) {
    throw new Error(`pulumi ${words.join(" ")} failed: ${output}`);
  }
  return performance.now() - started;
}

function print(cases: readonly Case[], medians: readonly number[], runs: number): void {
  const floor = medians[0] ?? Number.NaN;
  const table = new Table({
    head: ["pulumi preview of", "s", "more than empty, s", "x empty"],
    colAligns: ["left", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const [index, { title }] of cases.entries()) {
    const time = medians[index] ?? Number.NaN;
    table.push([
      title,
      (time / 1000).toFixed(2),
      ((time - floor) / 1000).toFixed(2),
      (time / floor).toFixed(2),
    ]);
  }
  console.log(`Start-up under the real engine, median of ${runs}`);
  console.log(table.toString());
}
