import assert from "node:assert/strict";
import { policySettings } from "../../cli/planner/policy-settings";
import { loadProject } from "../../cli/planner/project";
import { sharedOutside } from "../../policy-pack/guardrails/perimeter/deny-outside-snapshots";
import { repository } from "../support/plan/planned";

const accounts = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(100_000_000_000 + index));

describe("A share of a snapshot", () => {
  it("is compared with up to 100 accounts, and denied with any account beyond", () => {
    assert.deepEqual(sharedOutside(accounts(100)), {
      "ForAnyValue:StringNotEquals": { "ec2:Add/userId": accounts(100) },
    });
    assert.deepEqual(sharedOutside(accounts(101)), { Null: { "ec2:Add/userId": ["false"] } });
  });

  it("is compared in previews with the ids that AWS assigned, once all are given", () => {
    const project = loadProject(repository);
    const keys = Object.keys(project.organization.accounts).filter((key) => key !== "management");
    const ids = Object.fromEntries(keys.map((key, index) => [key, accounts(20)[index] ?? ""]));
    const own = (given: Record<string, string>): unknown =>
      policySettings(project, given)["deny-outside-snapshots"]?.parameters["ownAccounts"];
    assert.deepEqual(own({}), []);
    assert.deepEqual((own(ids) as string[]).length, keys.length + 1);
  });
});
