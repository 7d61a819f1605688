import { isInvokeError, isNestedError, plainError } from "../checks/known-errors";

let installed = false;

/** Keys of the accounts that this program has a provider for, by their ids. */
const accountKeys = new Map<string, string>();

/** Lets errors about an account name its key in the configuration. */
export function nameAccount(id: string, key: string): void {
  accountKeys.set(id, key);
}

/**
 * Lets Pulumi print errors of provider functions as one sentence. They end in outputs, and the SDK rejects each value that
 * depends on one with a chain of "error serializing property" and a stack trace.
 */
export function printErrorsPlainly(): void {
  if (!installed) {
    installed = true;
    // Before the listener of Pulumi's host, which prints the error.
    process.prependListener("unhandledRejection", simplify);
  }
}

/** Replaces the text of a nested error, or of a provider's function, and marks it as one that Pulumi prints without a stack trace. */
export function simplify(error: unknown): void {
  if (error instanceof Error && (isNestedError(error.message) || isInvokeError(error.message))) {
    error.message = withKeys(plainError(error.message));
    Object.defineProperty(error, "__pulumiRunError", { value: true });
  }
}

/** Text of an error with the key of the account that it is about. */
function withKeys(text: string): string {
  const key = accountKeys.get(/of account (\d{12}) cannot/.exec(text)?.[1] ?? "");
  return key === undefined ? text : text.replaceAll("accounts.<key>", `accounts.${key}`);
}
