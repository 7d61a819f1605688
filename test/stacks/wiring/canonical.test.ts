import assert from "node:assert/strict";
import { loadProject } from "../../../cli/planner/project";
import { redact } from "../../../cli/emulation/protocol/values";
import { canonical } from "../../../stacks/wiring/canonical";
import { defaultOrganization } from "../../support/plan/default-company";
import { planAll, type PlannedStack, planOf } from "../../support/plan/planned";
import { withProject } from "../../support/plan/project";

/** The same value with the keys of every object the other way round. */
function reversed(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(reversed)
    : Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, item]) => [key, reversed(item)]),
      );
}

/** Every input as text, so that the order of keys and of lists counts. */
function inputsOf(plan: ReadonlyMap<string, PlannedStack>): Map<string, string> {
  const resources = [...plan.values()].flatMap((stack) => stack.plan.records);
  return new Map(
    resources.map(({ urn, inputs }) => [urn, JSON.stringify(redact(inputs.toJavaScript()))]),
  );
}

describe("The order of keys", () => {
  it("is one and the same for every value", () => {
    const value = { b: [{ d: 1, c: 2 }], a: null, e: "text" };
    assert.equal(JSON.stringify(canonical(value)), '{"a":null,"b":[{"c":2,"d":1}],"e":"text"}');
    assert.equal(JSON.stringify(canonical(reversed(value))), JSON.stringify(canonical(value)));
  });

  it("in configuration changes nothing of a plan: the engine hands maps over in any order", async () => {
    const organization = reversed(defaultOrganization()) as Record<string, unknown>;
    const other = await withProject({ organization }, (folder) => planAll(loadProject(folder)));
    assert.deepEqual(inputsOf(other), inputsOf(await planOf()));
  });
});
