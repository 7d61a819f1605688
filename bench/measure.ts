/**
 * One measurement in a process of its own: `measure.ts <kind> <project folder> <replay file>`.
 * Prints JSON: milliseconds from the start of the work to its end, resources, peak memory. The time to load packages is
 * not included: it is the same for every kind.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { policyCheckerOf } from "../cli/commands/plan";
import type { PolicyChecker } from "../cli/planner/policy-checker";
import { planProject } from "../cli/planner/plan";
import { loadProject } from "../cli/planner/project";
import { loadBuilder } from "../stacks";
import { roleNames } from "../stacks/company/roles";
import { isReplayed, type ReplayedResource, replay, replayable } from "./floor";

export type Kind = "record" | "floor" | "plan" | "policies";

export interface Measurement {
  readonly milliseconds: number;
  readonly resources: number;
  /** Part of the time that policies took; 0 when none were evaluated. */
  readonly policyMilliseconds: number;
  /** Highest resident set of the process, in mebibytes. */
  readonly peakMebibytes: number;
}

async function measure(kind: Kind, folder: string, replayFile: string): Promise<Measurement> {
  if (kind === "floor") {
    const stacks: ReplayedResource[][] = [];
    for await (const line of createInterface({ input: createReadStream(replayFile) })) {
      stacks.push(JSON.parse(line) as ReplayedResource[]);
    }
    const started = performance.now();
    await replay(stacks);
    return result(
      started,
      stacks.reduce((sum, { length }) => sum + length, 0),
    );
  }
  await Promise.all(roleNames.map(loadBuilder));
  const started = performance.now();
  const project = loadProject(folder);
  const policies = kind === "policies" ? timed(policyCheckerOf(project)) : undefined;
  const output = kind === "record" ? createWriteStream(replayFile) : undefined;
  let resources = 0;
  for await (const stack of planProject(project, policies && { policies })) {
    for (const error of stack.errors) {
      throw error;
    }
    resources += stack.records.filter(isReplayed).length;
    output?.write(`${JSON.stringify(replayable(stack.records))}\n`);
  }
  if (output) {
    await finished(output.end());
  }
  return result(started, resources, policies?.milliseconds);
}

type TimedChecker = PolicyChecker & { milliseconds: number };

/** Adds up the time that a checker takes. */
function timed(checker: PolicyChecker): TimedChecker {
  const check = checker.check.bind(checker);
  const watched = Object.assign(checker, { milliseconds: 0 });
  watched.check = async (stack) => {
    const started = performance.now();
    const findings = await check(stack);
    watched.milliseconds += performance.now() - started;
    return findings;
  };
  return watched;
}

function result(started: number, resources: number, policyMilliseconds = 0): Measurement {
  return {
    milliseconds: performance.now() - started,
    resources,
    policyMilliseconds,
    peakMebibytes: process.resourceUsage().maxRSS / 1024,
  };
}

const [, , kind, folder, replayFile] = process.argv;
measure(kind as Kind, folder ?? ".", replayFile ?? "").then(
  (measurement) => {
    console.log(JSON.stringify(measurement));
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
