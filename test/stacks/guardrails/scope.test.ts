import assert from "node:assert/strict";
import * as fc from "fast-check";
import { targetName } from "../../../stacks/guardrails/target";
import { accountsInScope, targetsOf } from "../../../stacks/guardrails/scope";
import { organizationWith } from "../../support/plan/organization";

const organization = organizationWith();
const targets = (
  ...given: Parameters<typeof targetsOf> extends [unknown, ...infer R] ? R : never
) => targetsOf(organization, ...given).map(targetName);

describe("The targets of a guardrail", () => {
  it("are the root by default", () => {
    assert.deepEqual(targets({}), ["root"]);
    assert.deepEqual(accountsInScope(organization, {}).length, 8);
  });

  it("is the OUs that are named, the empty among them, each once and none below another", () => {
    assert.deepEqual(targets({ organizationalUnits: ["Suspended"] }), ["Suspended"]);
    assert.deepEqual(
      targets({ organizationalUnits: ["Workloads/Production", "Workloads", "Workloads"] }),
      ["Workloads"],
    );
    assert.deepEqual(targets({ organizationalUnits: ["Nowhere"] }), []);
  });

  it("is the OUs whose accounts all have an environment, and single accounts besides", () => {
    assert.deepEqual(targets({ environments: ["production"] }), ["Workloads/Production"]);
    assert.deepEqual(targets({ environments: ["production", "sandbox"] }), ["Workloads"]);
    assert.deepEqual(targets({ environments: ["shared"], organizationalUnits: ["Workloads"] }), []);
  });

  it("goes around an excepted account, and keeps the management account and the empty OUs", () => {
    assert.deepEqual(targets({}, { except: ["prod"] }), [
      "Quarantine",
      "Security",
      "Shared",
      "Suspended",
      "Workloads/NonProduction",
      "management",
    ]);
    assert.deepEqual(targets({ organizationalUnits: ["Security"] }, { except: ["audit"] }), [
      "log-archive",
    ]);
  });

  it("reaches exactly the accounts in scope, whatever is excepted", () => {
    const keys = accountsInScope(organization, {});
    fc.assert(
      fc.property(
        fc.subarray(keys),
        fc.subarray(["production", "sandbox", "shared"] as const, { minLength: 1 }),
        fc.subarray(["Security", "Shared", "Workloads", "Workloads/Production"], { minLength: 1 }),
        (except, environments, organizationalUnits) => {
          const scope = { environments, organizationalUnits };
          const expected = accountsInScope(organization, scope).filter(
            (key) => !except.includes(key),
          );
          const reached = targetsOf(organization, scope, { except }).flatMap((target) =>
            target.kind === "account"
              ? [target.account]
              : accountsInScope(
                  organization,
                  target.kind === "root" ? {} : { organizationalUnits: [target.path] },
                ),
          );
          assert.deepEqual(reached.sort(), expected.sort());
        },
      ),
    );
  });
});
