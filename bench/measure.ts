/**
 * One measurement in a process of its own: `measure.ts <kind> <project folder> <replay file>`.
 * Prints JSON: milliseconds from the start of the work to its end, resources, peak memory. Loading packages is left
 * out: it is the same for every kind.
 */
import { createReadStream, createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";
import { judgeOf } from "../cli/commands/plan";
import type { Judge } from "../cli/planner/judge";
import { planProject } from "../cli/planner/plan";
import { loadProject } from "../cli/planner/project";
import { loadBuilder } from "../stacks";
import { roleNames } from "../stacks/company/roles";
import { isReplayed, type ReplayedResource, replay, replayable } from "./floor";

export type Kind = "record" | "floor" | "plan" | "policies";

export interface Measurement {
  readonly milliseconds: number;
  readonly resources: number;
  /** What of the time went into policies; 0 where none were evaluated. */
  readonly judgeMilliseconds: number;
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
  const judge = kind === "policies" ? timed(judgeOf(project)) : undefined;
  const output = kind === "record" ? createWriteStream(replayFile) : undefined;
  let resources = 0;
  for await (const stack of planProject(project, judge && { judge })) {
    for (const error of stack.errors) {
      throw error;
    }
    resources += stack.records.filter(isReplayed).length;
    output?.write(`${JSON.stringify(replayable(stack.records))}\n`);
  }
  if (output) {
    await finished(output.end());
  }
  return result(started, resources, judge?.milliseconds);
}

type TimedJudge = Judge & { milliseconds: number };

/** The same judge, with a clock on it. */
function timed(judge: Judge): TimedJudge {
  const judging = judge.judge.bind(judge);
  const watched = Object.assign(judge, { milliseconds: 0 });
  watched.judge = async (stack) => {
    const started = performance.now();
    const judgement = await judging(stack);
    watched.milliseconds += performance.now() - started;
    return judgement;
  };
  return watched;
}

function result(started: number, resources: number, judgeMilliseconds = 0): Measurement {
  return {
    milliseconds: performance.now() - started,
    resources,
    judgeMilliseconds,
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
