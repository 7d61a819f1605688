import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { outputEntry } from "../../../components/shared/output-entry";

/** Value of an output that is known. */
function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}

describe("An entry of a list that a provider computes", () => {
  // rig 9: a plan of the provider left the list out instead of unknown.
  for (const [title, list] of [
    ["absent", undefined],
    ["shorter", ["a"]],
  ] as const) {
    it(`is undefined when the list is ${title}`, async () => {
      assert.equal(
        await valueOf(outputEntry(pulumi.output<string[] | undefined>(list?.slice()), 1)),
        undefined,
      );
    });
  }

  it("is the entry when the list is there", async () => {
    assert.equal(await valueOf(outputEntry(pulumi.output(["a", "b"]), 1)), "b");
  });
});
