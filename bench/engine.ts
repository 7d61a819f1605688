import Table from "cli-table3";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { policyConfig } from "../cli/deploy/policy-config";
import { Cloud } from "../cli/emulation/cloud/cloud";
import { EmulatedEnvironment } from "../cli/emulation/providers/environment";
import { rehearsedCompany, writeRehearsedProject } from "../cli/deploy/rehearsed-project";
import { loadProject } from "../cli/planner/project";
import { writeDeployed } from "./deployed";
import { median } from "./median";

/** A small stack, which reads no other stack. */
const SMALL = "management";
const LARGE = "prod";

/** A preview to time: a project's folder and its variant. */
interface Case {
  readonly title: string;
  readonly folder: string;
  /** @default - the small one */
  readonly stack?: string;
  readonly words?: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
}

/**
 * Times `pulumi preview` of a small stack, of a large one without policies, with an empty pack and with the guardrails,
 * and of an empty program with the same loader, each in a new process, in turn. Prints the share of the stack and of the
 * policies.
 *
 * @param cli Path of the Pulumi CLI.
 */
export async function benchEngine(cli: string, root: string, runs: number): Promise<void> {
  const cloud = new Cloud(rehearsedCompany.managementAccount);
  const environment = await EmulatedEnvironment.start(cloud, { languageHost: true });
  try {
    const inEnvironment = (name: string): string => join(environment.folder, name);
    const [empty, emptyPack, project] = ["empty", "empty-pack", "project"].map(inEnvironment) as [
      string,
      string,
      string,
    ];
    writeEmptyProject(root, empty);
    writeEmptyPack(root, emptyPack);
    writeRehearsedProject(root, project);
    const loaded = loadProject(project);
    const policies = inEnvironment("policies.json");
    writeFileSync(policies, JSON.stringify(policyConfig(loaded)));
    const pulumi = ({ folder, variables }: Omit<Case, "title">, ...words: string[]) =>
      timed(cli, words, folder, { ...environment.variables, ...variables });
    const { stacks, resources } = await writeDeployed(loaded, cloud, environment.folder);
    for (const { stack, file } of stacks) {
      await pulumi({ folder: project }, "stack", "init", stack);
      if (stack !== SMALL) {
        await pulumi({ folder: project }, "stack", "import", "-s", stack, "--file", file);
      }
    }
    await pulumi({ folder: empty }, "stack", "init", SMALL);
    await pulumi({ folder: project }, "stack", "init", LARGE);

    const measure = async (cases: readonly Case[]): Promise<number[]> => {
      const measured = cases.map(() => [] as number[]);
      // The first round fills the caches of files and of compiled modules.
      for (let round = 0; round <= runs; round += 1) {
        for (const [index, one] of cases.entries()) {
          const stack = one.stack ?? SMALL;
          const time = await pulumi(one, "preview", "-s", stack, ...(one.words ?? []));
          if (round > 0) {
            measured[index]?.push(time);
          }
        }
      }
      return measured.map(median);
    };
    const small: readonly Case[] = [
      { title: "empty program", folder: empty },
      { title: SMALL, folder: project },
      { title: `${SMALL}, stack traces kept`, folder: project, variables: { PLATFORM_TRACE: "1" } },
    ];
    const smallTimes = await measure(small);
    const management = stacks.find(({ stack }) => stack === SMALL);
    if (management) {
      const { file } = management;
      await pulumi({ folder: project }, "stack", "import", "-s", SMALL, "--file", file);
    }
    const large: readonly Case[] = [
      { title: "no policies", folder: project, stack: LARGE },
      {
        title: "a pack without policies",
        folder: project,
        stack: LARGE,
        words: ["--policy-pack", emptyPack],
      },
      {
        title: "the guardrails",
        folder: project,
        stack: LARGE,
        words: ["--policy-pack", "policy-pack", "--policy-pack-config", policies],
      },
    ];
    const largeTimes = await measure(large);
    printStartUp(small, smallTimes, runs);
    printPolicies(large, largeTimes, resources[LARGE] ?? Number.NaN, runs);
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

/** Writes a pack without policies, whose cost is that of every pack: a process, the SDK and a call for each resource. */
function writeEmptyPack(root: string, folder: string): void {
  mkdirSync(folder);
  const pack = join(root, "policy-pack");
  for (const file of ["PulumiPolicy.yaml", "package.json", "tsconfig.json"]) {
    cpSync(join(pack, file), join(folder, file));
  }
  writeFileSync(
    join(folder, "index.ts"),
    'import { PolicyPack } from "@pulumi/policy";\nnew PolicyPack("empty", { policies: [] });\n',
  );
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

function printStartUp(cases: readonly Case[], medians: readonly number[], runs: number): void {
  const floor = medians[0] ?? Number.NaN;
  const table = new Table({
    head: ["pulumi preview of", "s", "more than empty, s", "x empty"],
    colAligns: ["left", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const [index, { title }] of cases.entries()) {
    const time = medians[index] ?? Number.NaN;
    table.push([title, seconds(time), seconds(time - floor), (time / floor).toFixed(2)]);
  }
  console.log(`Start-up under the real engine, median of ${runs}`);
  console.log(table.toString());
}

function printPolicies(
  cases: readonly Case[],
  medians: readonly number[],
  resources: number,
  runs: number,
): void {
  const [bare = Number.NaN, empty = Number.NaN] = medians;
  const table = new Table({
    head: ["", "s", "more than none, s", "more than empty pack, ms/resource"],
    colAligns: ["left", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const [index, { title }] of cases.entries()) {
    const time = medians[index] ?? Number.NaN;
    table.push([
      title,
      seconds(time),
      seconds(time - bare),
      index < 2 ? "" : ((time - empty) / resources).toFixed(2),
    ]);
  }
  console.log(`Preview of ${LARGE}, ${resources} resources, median of ${runs}`);
  console.log(table.toString());
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}
