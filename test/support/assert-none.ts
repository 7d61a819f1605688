import assert from "node:assert/strict";

/**
 * Fails when a list is not empty, with the whole list and what to do about it.
 *
 * @param remedy Names the file to change, such as `add a row to test/iam/actions`.
 */
export function assertNone(found: readonly string[], remedy: string): void {
  if (found.length > 0) {
    assert.fail(`${remedy}:\n  ${found.join("\n  ")}`);
  }
}
