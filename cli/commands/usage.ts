import { didYouMean } from "../../stacks/company/problems";

/** A command that was called with arguments that make no sense together. Its message is shown without a stack trace. */
export class UsageError extends Error {
  public override readonly name = "UsageError";
}

/** True for an error that another call of the command avoids, such as a path that cannot be written. */
export function isUsageError(error: unknown): error is Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return (
    error instanceof UsageError ||
    ["ENOENT", "EACCES", "EISDIR", "ENOTDIR", "EROFS"].includes(String(code))
  );
}

/** @throws UsageError that lists the problems, one a line; `undefined` is no problem. */
export function refuse(...problems: readonly (string | undefined)[]): void {
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) {
    throw new UsageError(found.join("\n"));
  }
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
