import assert from "node:assert/strict";
import * as z from "zod";
import { organizationSchema } from "../../../stacks/company/organization";
import { settingsSchemas } from "../../../stacks/company/settings";
import { schemasBelow } from "../../support/strictness/schemas-below";

// first-use 7
describe("Every number of the configuration", () => {
  const numbers = Object.entries({ organization: organizationSchema, ...settingsSchemas }).flatMap(
    ([name, schema]) =>
      schemasBelow(schema, name).filter(({ inner }) => inner instanceof z.ZodNumber),
  );

  it("is found, in sections, lists, records and alternatives", () => {
    const paths = numbers.map(({ path }) => path);
    for (const path of [
      "organization.cost.monthlyBudget",
      "organization.policyQuotas.TAG_POLICY.taken",
      "organization.guardrails.require-log-retention.minimumDays",
      "workload.cluster.nodes.maximum",
      "workload.database.maximumStorage",
    ]) {
      assert.equal(paths.includes(path), true, `${path} is not among ${paths.join(", ")}`);
    }
  });

  it("has an upper bound, a lower bound, and is whole", () => {
    const open = numbers.filter(({ schema }) =>
      [1e9 + 1, Number.MAX_SAFE_INTEGER, 1e30, -1, 30.5, NaN, Infinity].some(
        (value) => schema.safeParse(value).success,
      ),
    );
    assert.deepEqual(
      open.map(({ path }) => path),
      [],
    );
  });
});
