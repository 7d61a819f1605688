/**
 * Times a preview under the real engine and an empty program, the offline plan and its floor; each in a new process, in
 * turn, so that a slow moment of the machine affects all of them:
 * `npm run bench -- [--runs 3] [--accounts 10,100,1000]`.
 */
import Table from "cli-table3";
import { Command } from "commander";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { findCli } from "../cli/deploy/pulumi-cli";
import { benchCommands } from "./commands";
import { benchEngine } from "./engine";
import { generateProject } from "./generate";
import type { Kind, Measurement } from "./measure";
import { median } from "./median";

const kinds = ["floor", "plan", "policies"] as const;
type TimedKind = (typeof kinds)[number];

/** Number of accounts from which an organization, which then takes minutes, is timed once and without its floor. */
const LARGE = 500;

/** Node options of `npm run plan`: promises of a plan live longer than a small nursery, and would be collected twice. */
const nodeOptions = ["--max-semi-space-size=64", "--import", "tsx"];

interface Row {
  readonly company: string;
  readonly kind: TimedKind;
  readonly runs: number;
  readonly resources: number;
  readonly milliseconds: number;
  /** Absent without a floor. */
  readonly timesFloor?: number;
  readonly policyMilliseconds: number;
  readonly peakMebibytes: number;
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

function bench(
  company: string,
  folder: string,
  scratch: string,
  runs: number,
  timed: readonly TimedKind[] = kinds,
): Row[] {
  const replayFile = join(scratch, `${company.replaceAll(" ", "-")}.jsonl`);
  if (timed.includes("floor")) {
    run("record", folder, replayFile);
  }
  const measured: Record<TimedKind, Measurement[]> = { floor: [], plan: [], policies: [] };
  for (let round = 0; round < runs; round += 1) {
    for (const kind of timed) {
      measured[kind].push(run(kind, folder, replayFile));
    }
  }
  const of = (kind: TimedKind, value: keyof Measurement): number =>
    median(measured[kind].map((measurement) => measurement[value]));
  const floor = of("floor", "milliseconds");
  return timed.map((kind) => ({
    company,
    kind,
    runs,
    resources: of(kind, "resources"),
    milliseconds: of(kind, "milliseconds"),
    ...(timed.includes("floor") && { timesFloor: of(kind, "milliseconds") / floor }),
    policyMilliseconds: of(kind, "policyMilliseconds"),
    peakMebibytes: of(kind, "peakMebibytes"),
  }));
}

const names: Readonly<Record<TimedKind, string>> = {
  floor: "floor",
  plan: "plan",
  policies: "plan with policies",
};

function print(rows: readonly Row[]): void {
  const table = new Table({
    head: [
      "company",
      "resources",
      "",
      "runs",
      "s",
      "ms/resource",
      "x floor",
      "checked/s",
      "peak MiB",
    ],
    colAligns: ["left", "right", "left", ...Array<"right">(6).fill("right")],
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    table.push([
      row.company,
      row.resources,
      names[row.kind],
      row.runs,
      (row.milliseconds / 1000).toFixed(2),
      perResource(row).toFixed(2),
      row.timesFloor?.toFixed(2) ?? "",
      row.policyMilliseconds > 0 ? Math.round((row.resources / row.policyMilliseconds) * 1000) : "",
      Math.round(row.peakMebibytes),
    ]);
  }
  console.log(`Offline plan, medians, Node ${process.version}`);
  console.log(table.toString());
}

/** Prints the time of a resource in each generated organization, relative to the first one. */
function printGrowth(rows: readonly Row[]): void {
  for (const kind of ["plan", "policies"] as const) {
    const [first, ...others] = rows.filter((row) => row.kind === kind);
    const growth = others.map(
      (row) => `${(perResource(row) / perResource(first ?? row)).toFixed(2)} at ${row.company}`,
    );
    if (first && growth.length > 0) {
      console.log(
        `${names[kind]}: ${perResource(first).toFixed(2)} ms/resource at ${first.company}; times that: ${growth.join(", ")}`,
      );
    }
  }
}

function perResource({ milliseconds, resources }: Row): number {
  return milliseconds / resources;
}

const options = new Command("bench")
  .option("--runs <number>", "counted runs of each kind; one for large organizations", "3")
  .option("--accounts <numbers>", "sizes of generated organizations", "10,100,1000")
  .parse()
  .opts<{ runs: string; accounts: string }>();

async function main(): Promise<void> {
  const root = resolve(__dirname, "..");
  const runs = Number(options.runs);
  console.log(benchCommands(runs));
  await benchEngine(findCli(), root, runs);
  const scratch = mkdtempSync(join(tmpdir(), "platform-bench-"));
  try {
    const own = bench("default company", root, scratch, runs);
    const generated: Row[] = [];
    for (const accounts of options.accounts.split(",").filter(Boolean).map(Number)) {
      const folder = join(scratch, String(accounts));
      const company = `${accounts} accounts`;
      generateProject(root, folder, accounts);
      generated.push(
        ...(accounts > LARGE
          ? bench(company, folder, scratch, 1, ["plan", "policies"])
          : bench(company, folder, scratch, runs)),
      );
    }
    print([...own, ...generated]);
    printGrowth(generated);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
