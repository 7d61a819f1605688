import assert from "node:assert/strict";
import fc from "fast-check";
import { sampled } from "../../support/sweep";
import { accepted, changed, faultsOf, keysOf } from "./accepted-companies";
import { type Change, check, defaultFiles } from "./company-files";

const all = keysOf(defaultFiles());

/** Keys that contain no other key, with their valid values. */
const keys = all.filter(
  ({ path, values }) =>
    values.length > 0 &&
    !all.some(
      (other) =>
        other.path.length > path.length && path.every((key, index) => other.path[index] === key),
    ),
);
const mostValues = Math.max(...keys.map(({ values }) => values.length));

/** Plans the example company with changes, without those that its checks refuse. */
async function faultsWith(changes: readonly Change[]): Promise<string[]> {
  const kept = accepted(defaultFiles(), changes);
  assert.ok(kept.length > keys.length / 2, "the checks refuse most of the changes");
  const { project, problems } = check(changed(defaultFiles(), kept));
  assert.ok(project, JSON.stringify(problems));
  return faultsOf(project);
}

// first-use 7: what configuration can refuse is refused before a component or a guardrail finds it.
describe("A company whose settings have extreme values, and that the checks accept", function () {
  this.timeout(600_000);

  const rounds = Array.from({ length: mostValues }, (_, index) => index);
  for (const round of sampled(rounds, [1, 2, 3])) {
    it(`has a plan without an error or a violation: value ${round} of every key`, async () => {
      const changes = keys.map(({ path, values }) => ({
        path,
        value: values[round % values.length],
      }));
      assert.deepEqual(await faultsWith(changes), []);
    });
  }

  for (const numRuns of sampled([50], [])) {
    it("has a plan without an error or a violation: values that are chosen at random together", async () => {
      const choices = fc.tuple(...keys.map(({ values }) => fc.constantFrom(...values)));
      await fc.assert(
        fc.asyncProperty(choices, async (chosen) => {
          const changes = keys.map(({ path }, index) => ({ path, value: chosen[index] }));
          assert.deepEqual(await faultsWith(changes), []);
        }),
        { numRuns, endOnFailure: true },
      );
    });
  }
});
