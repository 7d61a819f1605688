/**
 * Times a preview under the real engine beside an empty program, and the offline plan beside its floor; each in a fresh
 * process, in turn, so that a slow moment of the machine falls on all of them: `npm run bench -- [--runs 5] [--accounts 10,100]`.
 */
import Table from "cli-table3";
import { Command } from "commander";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findCli } from "../cli/engine/cli";
import { benchEngine } from "./engine";
import { generateProject } from "./generate";
import type { Kind, Measurement } from "./measure";
import { median } from "./median";

const kinds = ["floor", "plan", "policies"] as const;
type TimedKind = (typeof kinds)[number];

/** As `npm run plan` starts Node: a plan's promises outlive a small nursery, and collecting them twice is dear. */
const nodeOptions = ["--max-semi-space-size=64", "--import", "tsx"];

interface Row {
  readonly company: string;
  readonly resources: number;
  readonly milliseconds: Readonly<Record<TimedKind, number>>;
  readonly peak: Readonly<Record<TimedKind, number>>;
}

function run(kind: Kind, folder: string, replayFile: string): Measurement {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeOptions, join(__dirname, "measure.ts"), kind, folder, replayFile],
    { encoding: "utf8" },
  );
  if (status !== 0) {
    throw new Error(`the ${kind} run failed: ${stderr}`);
  }
  return JSON.parse(stdout) as Measurement;
}

function bench(company: string, folder: string, scratch: string, runs: number): Row {
  const replayFile = join(scratch, `${company.replaceAll(" ", "-")}.jsonl`);
  const { resources } = run("record", folder, replayFile);
  const measured: Record<TimedKind, Measurement[]> = { floor: [], plan: [], policies: [] };
  for (let round = 0; round < runs; round += 1) {
    for (const kind of kinds) {
      measured[kind].push(run(kind, folder, replayFile));
    }
  }
  const over = (value: (measurement: Measurement) => number): Record<TimedKind, number> => ({
    floor: median(measured.floor.map(value)),
    plan: median(measured.plan.map(value)),
    policies: median(measured.policies.map(value)),
  });
  return {
    company,
    resources,
    milliseconds: over(({ milliseconds }) => milliseconds),
    peak: over(({ peakMebibytes }) => peakMebibytes),
  };
}

function print(rows: readonly Row[], runs: number): void {
  const table = new Table({
    head: ["company", "resources", "", "s", "ms/resource", "x floor", "peak MiB"],
    colAligns: ["left", "right", "left", "right", "right", "right", "right"],
    style: { head: [], border: [] },
  });
  const names: Record<TimedKind, string> = {
    floor: "floor",
    plan: "plan",
    policies: "plan with policies",
  };
  for (const { company, resources, milliseconds, peak } of rows) {
    for (const kind of kinds) {
      table.push([
        company,
        resources,
        names[kind],
        (milliseconds[kind] / 1000).toFixed(2),
        (milliseconds[kind] / resources).toFixed(2),
        (milliseconds[kind] / milliseconds.floor).toFixed(2),
        Math.round(peak[kind]),
      ]);
    }
  }
  console.log(`Offline plan, median of ${runs}, Node ${process.version}`);
  console.log(table.toString());
}

const options = new Command("bench")
  .option("--runs <number>", "counted runs of each kind", "5")
  .option("--accounts <numbers>", "sizes of generated organizations", "10,100")
  .parse()
  .opts<{ runs: string; accounts: string }>();

async function main(): Promise<void> {
  const root = resolve(__dirname, "..");
  const runs = Number(options.runs);
  await benchEngine(findCli(), root, runs);
  const scratch = mkdtempSync(join(tmpdir(), "platform-bench-"));
  try {
    const rows = [bench("default company", root, scratch, runs)];
    for (const accounts of options.accounts.split(",").filter(Boolean).map(Number)) {
      const folder = join(scratch, String(accounts));
      generateProject(root, folder, accounts);
      rows.push(bench(`${accounts} accounts`, folder, scratch, runs));
    }
    print(rows, runs);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
