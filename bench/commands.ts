import Table from "cli-table3";
import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { median } from "./median";

const root = resolve(__dirname, "..");

/** Commands that need no package of Pulumi, with arguments. */
const commands: Readonly<Record<string, readonly string[]>> = {
  waves: [],
  explain: ["--account", "prod", "--action", "s3:PutBucketAcl"],
  docs: ["--check"],
  "policy-config": [],
};

/** Seconds of one process from its start to its end. */
function time(args: readonly string[]): number {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) {
    throw new Error(`node ${args.join(" ")} failed: ${stderr}`);
  }
  return (performance.now() - started) / 1000;
}

/** Times the quick commands, from their bundle and by tsx, beside an empty program of Node.js. */
export function benchCommands(runs: number): string {
  const quick = join(root, "scripts/quick.cjs");
  const measured = new Map<string, { floor: number[]; bundle: number[]; tsx: number[] }>();
  time([quick, "waves"]); // builds the bundle
  for (let round = 0; round < runs; round += 1) {
    for (const [name, args] of Object.entries(commands)) {
      const row = measured.get(name) ?? { floor: [], bundle: [], tsx: [] };
      row.floor.push(time(["-e", ""]));
      row.bundle.push(time([quick, name, ...args]));
      row.tsx.push(time(["--require", "tsx/cjs", "cli/main.ts", name, ...args]));
      measured.set(name, row);
    }
  }
  const table = new Table({
    head: ["command", "empty program s", "command s", "s more than empty", "by tsx s"],
    colAligns: ["left", "right", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  for (const [name, { floor, bundle, tsx }] of measured) {
    const [empty, own, loaded] = [median(floor), median(bundle), median(tsx)];
    table.push([name, ...[empty, own, own - empty, loaded].map((seconds) => seconds.toFixed(2))]);
  }
  return `Quick commands, from start to end, median of ${runs}\n${table.toString()}`;
}
