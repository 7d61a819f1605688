import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as yaml from "yaml";
import { Checkpoint } from "../support/engine/checkpoint";
import { endOf, type World } from "../support/engine/world";
import type { Contents, Procedure, Step } from "./procedure";

/** File of a transcript, from the root of the repository. */
export function fileOf({ name }: Procedure): string {
  return `docs/transcripts/procedure-${name}.txt`;
}

/** Columns of the terminal of the transcripts. */
const COLUMNS = "80";

/**
 * Follows a procedure with the commands of a person, under the real engine on the emulated AWS.
 *
 * @returns The transcript: changed lines, commands and their outputs, with no times.
 * @throws AssertionError when a command does not end as in the procedure.
 */
export async function record(procedure: Procedure): Promise<string> {
  const { before, preparation = [], steps, ends } = procedure;
  const checkpoint = await Checkpoint.find();
  const world =
    before === undefined
      ? await checkpoint.company({ languageHost: true })
      : await (await checkpoint.before(before)).fork({ languageHost: true });
  try {
    for (const step of preparation) {
      await take(world, step);
    }
    const contents = contentsOf(world);
    const parts: string[] = [];
    for (const step of steps) {
      parts.push(await take(world, step));
    }
    ends(contents, contentsOf(world));
    return `${parts.map((part) => part.trim()).join("\n\n")}\n`;
  } finally {
    await world.stop();
    await checkpoint.stop();
  }
}

function contentsOf({ cloud }: World): Contents {
  return new Map(cloud.all().map(({ urn, id }) => [urn, id]));
}

async function take(world: World, step: Step): Promise<string> {
  if ("edit" in step) {
    return edited(world, step);
  }
  if ("byHand" in step) {
    step.act?.(world);
    return `$ ${step.byHand}`;
  }
  if ("up" in step) {
    const { status, output, printed } = await endOf(
      spawn(process.execPath, ["--import", "tsx", "cli/main.ts", "up", ...step.up], {
        cwd: world.project,
        env: { ...process.env, ...world.environment.variables, COLUMNS },
      }),
    );
    assert.equal(status !== 0, step.refused ?? false, output);
    // Progress is on standard error, in any order.
    return shown(`npm run up -- ${step.up.join(" ")}`, printed);
  }
  const { status, output } = await world.pulumi(...step.pulumi);
  assert.equal(status, 0, output);
  const lines = output.split("\n").filter((line) => step.shows?.test(line) !== false);
  return shown(`pulumi ${step.pulumi.join(" ")}`, lines.join("\n"));
}

function shown(command: string, output: string): string {
  return `$ ${command}\n${withoutTimes(output).trim()}`;
}

/** Seconds in the table of a deployment, and durations of the engine. */
function withoutTimes(output: string): string {
  return output
    .replaceAll(
      /^( +\d+ {2}\S+(?: +\d+){6} +)(\d+)(?= {2})/gm,
      (_, start: string, seconds: string) => `${start}${"…".padStart(seconds.length)}`,
    )
    .replaceAll(/ \(\d+(?:\.\d+)?s\) *$/gm, "")
    .replaceAll(/^(Duration: ).*$/gm, "$1…");
}

/** Changes a file, and returns its changed lines. */
function edited({ project }: World, { edit, change }: Extract<Step, { edit: string }>): string {
  const path = join(project, edit);
  const old = join(project, `${edit}.old`);
  const text = readFileSync(path, "utf8");
  const document = yaml.parseDocument(text);
  writeFileSync(old, String(document));
  change(document);
  writeFileSync(path, String(document));
  const { stdout } = spawnSync(
    "git",
    ["diff", "--no-index", "--no-color", "--unified=0", "--", old, path],
    { encoding: "utf8" },
  );
  rmSync(old);
  const lines = stdout.split("\n").filter((line) => /^[+-](?!\+\+|--)/.test(line));
  assert.notEqual(lines.length, 0, `${edit} is unchanged`);
  return [edit, ...lines].join("\n");
}
