import assert from "node:assert/strict";
import type { Diagnostic } from "../../../cli/deploy/messages";
import { Reported } from "../../../cli/deploy/reported";

const cause =
  "invocation of aws:iam/getRoles:getRoles returned an error: AccessDenied: the principal is not authorized to perform sts:AssumeRole on resource arn:aws:iam::222222222222:role/platform-deployment";

/** Texts that a user reads of an operation's errors. */
function shown(...errors: readonly (string | Omit<Diagnostic, "severity">)[]): string[] {
  const reported = new Reported();
  return errors.flatMap((error) => {
    const diagnostic = typeof error === "string" ? { text: error } : error;
    return reported.add({ severity: "error", ...diagnostic })?.text.split("\n")[0] ?? [];
  });
}

describe("The errors of an operation", () => {
  it("contain one that the SDK and the program both report once", () => {
    assert.deepEqual(shown(`Unhandled exception: Error: ${cause}`, cause), [cause]);
  });

  it("contain no value that an earlier error prevents", () => {
    assert.deepEqual(shown(cause, `error serializing property "principalArn": ${cause}`), [cause]);
  });

  it("contain each resource with the same error", () => {
    const text = "InternalFailure: the request failed";
    assert.deepEqual(shown({ text, urn: "urn:a" }, { text, urn: "urn:b" }), [text, text]);
  });

  for (const check of ["policy", "remediation"]) {
    it(`contain no ${check} that the engine has stopped after an error`, () => {
      const text = "InternalFailure: the request failed";
      // The engine ends its messages with a line break.
      assert.deepEqual(shown(text, `failed to run ${check}: context canceled\n`), [text]);
    });
  }

  it("are none as long as there are warnings only", () => {
    const reported = new Reported();
    const warning: Diagnostic = { severity: "warning", text: "deprecated" };
    assert.deepEqual([reported.add(warning), reported.hasErrors], [warning, false]);
    reported.add({ severity: "error", text: cause });
    assert.equal(reported.hasErrors, true);
  });
});
