import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { VersionMatrix } from "../../components/shared/version-matrix";
import { type AgeingVersionInUse, ageingVersionsInUse } from "../../stacks/checks/version-notices";
import { today } from "../../stacks/company/clock";
import { table } from "../output/table";
import { plural } from "../output/summary";
import { wrapText } from "../output/width";
import { loadProject } from "../planner/project";
import { lookUp } from "../versions/look-up";
import { withHigherPins } from "../versions/merge";
import { matrixText, type Proposal, propose } from "../versions/proposal";
import { type Sources, sourcesIn } from "../versions/sources";
import { UsageError } from "./usage";

export interface VersionsCommandOptions {
  /** Folder of the program, where `components` is, and of the company. */
  readonly cwd: string;
  /** Writes the changes into the matrix. @default false */
  readonly write?: boolean;
  /** Sends no request: prints the versions that stacks run and that are old or not pinned. @default false */
  readonly check?: boolean;
  /** Sends no request: file of another matrix, whose higher pins are written into this one. @default - none */
  readonly merge?: string;
}

/** File of the matrix in the program's folder. */
export const MATRIX = "components/shared/version-matrix.json";

/**
 * Prints what has changed since the versions of the matrix were pinned, or which of them are old, or takes higher ones of
 * another matrix.
 *
 * @param sources Where versions are looked up. @default - the AWS CLI, in the home Region, and the web
 * @returns The exit code: 1 when something could not be looked up, or when `check` is set and a stack runs an old version.
 * @throws UsageError in a folder without the matrix, and for two options.
 * @throws ConfigurationError for a company with mistakes.
 */
export async function versionsCommand(
  { cwd, write = false, check = false, merge }: VersionsCommandOptions,
  sources?: Sources,
): Promise<0 | 1> {
  if (write && check) {
    throw new UsageError("--check: changes nothing, so leave out --write");
  }
  if (merge !== undefined && (write || check)) {
    throw new UsageError(
      "--merge: always writes, and sends no request: leave out --write and --check",
    );
  }
  const file = join(resolve(cwd), MATRIX);
  const matrix = matrixIn(file, "--cwd", "name the folder of the program");
  if (check) {
    return checked(ageingVersionsInUse(loadProject(resolve(cwd)), matrix));
  }
  if (merge !== undefined) {
    const other = matrixIn(resolve(merge), "--merge", "name the file of another version matrix");
    return finish(withHigherPins(matrix, other), file, true);
  }
  const asked = sources ?? sourcesIn(loadProject(resolve(cwd)).organization.homeRegion);
  return finish(propose(matrix, await lookUp(matrix, asked), today()), file, write);
}

/** Prints the versions that stacks run, one line each, and the places of the others. */
function checked(versions: readonly AgeingVersionInUse[]): 0 | 1 {
  const used = versions.filter(({ stacks }) => stacks.length > 0);
  const others = versions.filter(({ stacks }) => stacks.length === 0);
  used.forEach(({ text, stacks }) => {
    console.log(wrapText(`${text} (${stacks.join(", ")})`));
  });
  if (others.length > 0) {
    console.log(
      wrapText(
        `old or not pinned, but run by no stack: ${others.map(({ place }) => place).join(", ")}`,
      ),
    );
  }
  console.log(`${plural(used.length, "version")} to raise or to pin`);
  return used.length > 0 ? 1 : 0;
}

function finish(proposal: Proposal, file: string, write: boolean): 0 | 1 {
  print(proposal);
  if (proposal.changes.length > 0) {
    if (write) {
      // Under its name at once: a killed command leaves the old file or the new one.
      writeFileSync(`${file}.new`, matrixText(proposal.matrix));
      renameSync(`${file}.new`, file);
    }
    console.log(write ? `written to ${MATRIX}` : "nothing written; --write writes the changes");
  }
  return proposal.failures.length > 0 ? 1 : 0;
}

function matrixIn(file: string, option: string, remedy: string): VersionMatrix {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as VersionMatrix;
  } catch (error) {
    throw new UsageError(`${option}: ${file} cannot be read; ${remedy}`, { cause: error });
  }
}

function print({ changes, failures, notes }: Proposal): void {
  if (changes.length === 0) {
    console.log("no version has changed");
  } else {
    console.log(
      table(
        [
          { head: "version of", text: ({ place }) => place },
          { head: "old", text: ({ from }) => from },
          { head: "new", text: ({ to }) => to },
          { head: "released", text: ({ released }) => released, leaveOut: 1 },
        ],
        changes,
      ),
    );
  }
  for (const [head, lines] of [
    ["Left unchanged:", failures],
    ["Not in the matrix:", notes],
  ] as const) {
    if (lines.length > 0) {
      console.log(["", head, ...lines.map((line) => wrapText(`  ${line}`))].join("\n"));
    }
  }
}
