/** A command that was called with words that make no sense together. Its message is all a person needs. */
export class UsageError extends Error {
  public override readonly name = "UsageError";
}

/** True for what a person can mend by calling the command otherwise: a path that cannot be written, for one. */
export function isUsageError(error: unknown): error is Error {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return (
    error instanceof UsageError ||
    ["ENOENT", "EACCES", "EISDIR", "ENOTDIR", "EROFS"].includes(String(code))
  );
}
