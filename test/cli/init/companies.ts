import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { initCommand, type InitCommandOptions } from "../../../cli/commands/init";
import type { Prompter } from "../../../cli/init/prompts";
import type { Answers } from "../../../cli/init/questions";

/** Answers that no fallback replaces, of a small team in Europe. */
export const six: Answers = {
  name: "nimbus",
  domain: "cloud.nimbus.io",
  email: "aws+{account}@nimbus.io",
  managementAccount: "204060801020",
  homeRegion: "eu-central-1",
  layout: "small",
  notify: "alerts@nimbus.io,cloud@nimbus.io",
  phone: "+49 30 901820",
  budget: "3000",
  owner: "cloud-team",
  costCenter: "cc-100",
  locks: "compliance",
};

/** Five accounts, a repository on GitHub and clusters that CI reaches. */
export const five: Answers = {
  ...six,
  name: "tally",
  domain: "tally.dev",
  email: "root+{account}@tally.dev",
  homeRegion: "eu-west-1",
  governedRegions: "eu-west-1,eu-central-1",
  layout: "five",
  deployFrom: "185.20.30.0/24,185.20.31.7/32",
  github: "tally/cloud",
  repositoryId: "918273645",
  organizationId: "56473829",
  locks: "governance",
};

/** The default layout, with its fallbacks for everything that has one. */
export const nine: Answers = {
  name: "harbor",
  domain: "harbor.company",
  email: "aws+{account}@harbor.company",
  managementAccount: "305070901030",
  homeRegion: "us-west-2",
  notify: "platform@harbor.company",
  phone: "+1 206 266 1000",
  budget: "12000",
  owner: "platform-team",
  costCenter: "shared",
  locks: "compliance",
};

/** Output of a run, and its exit code. */
export interface Run {
  readonly code: number;
  readonly output: string;
}

/**
 * Runs the command without a plan.
 *
 * @param lines What it prints, also before a failure.
 */
export async function init(
  folder: string,
  options: Partial<InitCommandOptions>,
  prompter?: Prompter,
  lines: string[] = [],
): Promise<Run> {
  const code = await initCommand(
    { cwd: folder, yes: false, replace: false, plan: false, ...options },
    {
      print: (text) => lines.push(text),
      plan: () => Promise.resolve(0),
      ...(prompter !== undefined && { prompter: () => Promise.resolve(prompter) }),
    },
  );
  return { code, output: lines.join("\n") };
}

/** Runs a test in an empty folder, which is removed afterwards. */
export async function withFolder<T>(run: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "platform-init-test-"));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
