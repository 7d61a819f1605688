import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ageingVersions } from "../../components/shared/version-ages";
import type { VersionMatrix } from "../../components/shared/version-matrix";
import { today } from "../../stacks/company/clock";
import { table } from "../output/table";
import { plural } from "../output/summary";
import { wrapText } from "../output/width";
import { loadProject } from "../planner/project";
import { lookUp } from "../versions/look-up";
import { matrixText, type Proposal, propose } from "../versions/proposal";
import { type Sources, sourcesIn } from "../versions/sources";
import { UsageError } from "./usage";

export interface VersionsCommandOptions {
  /** Folder of the program, where `components` is, and of the company. */
  readonly cwd: string;
  /** Writes the changes into the matrix. @default false */
  readonly write?: boolean;
  /** Sends no request: prints the versions of the matrix that are old. @default false */
  readonly check?: boolean;
}

/** File of the matrix in the program's folder. */
export const MATRIX = "components/shared/version-matrix.json";

/**
 * Prints what has changed since the versions of the matrix were pinned, or which of them are old.
 *
 * @param sources Where versions are looked up. @default - the AWS CLI, in the home Region, and the web
 * @returns The exit code: 1 when something could not be looked up, or when `check` is set and a version is old.
 * @throws UsageError in a folder without the matrix, and for both options.
 */
export async function versionsCommand(
  { cwd, write = false, check = false }: VersionsCommandOptions,
  sources?: Sources,
): Promise<0 | 1> {
  if (write && check) {
    throw new UsageError("--check: changes nothing, so leave out --write");
  }
  const file = join(resolve(cwd), MATRIX);
  const matrix = matrixIn(file);
  if (check) {
    const old = ageingVersions(matrix, today());
    old.forEach(({ text }) => {
      console.log(wrapText(text));
    });
    console.log(`${plural(old.length, "version")} to raise or to pin`);
    return old.length > 0 ? 1 : 0;
  }
  const asked = sources ?? sourcesIn(loadProject(resolve(cwd)).organization.homeRegion);
  const proposal = propose(matrix, await lookUp(matrix, asked), today());
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

function matrixIn(file: string): VersionMatrix {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as VersionMatrix;
  } catch (error) {
    throw new UsageError(`--cwd: ${file} cannot be read; name the folder of the program`, {
      cause: error,
    });
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
    ["Could not look, unchanged:", failures],
    ["Not in the matrix:", notes],
  ] as const) {
    if (lines.length > 0) {
      console.log(["", head, ...lines.map((line) => wrapText(`  ${line}`))].join("\n"));
    }
  }
}
