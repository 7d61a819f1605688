import { isConsequence, isNestedError, plainError } from "../../stacks/checks/known-errors";
import type { Diagnostic } from "./messages";

/** Diagnostics of one operation that a user reads: each error once, with its first cause, and none that only follows from it. */
export class Reported {
  readonly #errors: Diagnostic[] = [];

  /** True when an error was reported. */
  public get hasErrors(): boolean {
    return this.#errors.length > 0;
  }

  /**
   * Adds a diagnostic of the engine.
   *
   * @returns The diagnostic to show; `undefined` when an earlier one contains it, or is its cause.
   */
  public add(given: Diagnostic): Diagnostic | undefined {
    if (given.severity !== "error") {
      return given;
    }
    const diagnostic = { ...given, text: plainError(given.text) };
    if (isConsequence(diagnostic.text) || this.#isRepeated(given, diagnostic)) {
      return undefined;
    }
    this.#errors.push(diagnostic);
    return diagnostic;
  }

  /** A value that an earlier error prevents is no further error, nor is one that the SDK and the program both report. */
  #isRepeated(given: Diagnostic, { text, urn }: Diagnostic): boolean {
    const [cause = ""] = text.split("\n");
    return this.#errors.some((earlier) =>
      isNestedError(given.text)
        ? earlier.text.includes(cause)
        : earlier.text === text && earlier.urn === urn,
    );
  }
}
