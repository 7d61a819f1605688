import { closeSync, openSync } from "node:fs";
import { didYouMean } from "../../stacks/company/problems";

/** Number of stacks that `up` works on at the same time, without the option. */
export const PARALLEL = "4";

/** A command that was called with arguments that make no sense together. Its message is shown without a stack trace. */
export class UsageError extends Error {
  public override readonly name = "UsageError";
}

/** True for an error that another call of the command avoids, such as a path that cannot be written. */
export function isUsageError(error: unknown): error is Error {
  return error instanceof UsageError || (error instanceof Error && codeOf(error) in obstacles);
}

/** @throws UsageError that lists the problems, one a line; `undefined` is no problem. */
export function refuse(...problems: readonly (string | undefined)[]): void {
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) {
    throw new UsageError(found.join("\n"));
  }
}

const obstacles: Readonly<Record<string, string>> = {
  EACCES: "you may not write there",
  EISDIR: "it is a folder",
  ENOENT: "its folder does not exist",
  ENOTDIR: "a part of its path is no folder",
  EROFS: "the disk can only be read",
};

/** Problem with a file that an option names and that cannot be written. Creates the file if it can be. */
export function unwritable(option: string, path: string | undefined): string | undefined {
  if (path === undefined || path === "-") {
    return undefined;
  }
  try {
    closeSync(openSync(path, "a"));
    return undefined;
  } catch (error) {
    const obstacle = obstacles[codeOf(error)];
    if (obstacle === undefined) {
      throw error;
    }
    return `${option}: ${path} cannot be written: ${obstacle}; name another file`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** Problem with a name that an option gives, such as `--tree: no stack prood; did you mean "prod"?`. */
export function unknownName(
  option: string,
  kind: "account" | "stack",
  name: string,
  known: readonly string[],
): string | undefined {
  return known.includes(name)
    ? undefined
    : `${option}: no ${kind} ${name}; ${didYouMean(name, known)}`;
}
