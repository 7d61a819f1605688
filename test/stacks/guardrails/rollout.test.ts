import assert from "node:assert/strict";
import * as fc from "fast-check";
import { groupOf, guardrails } from "../../../policy-pack/guardrails";
import { memberAccounts, unitPaths } from "../../../stacks/company/accounts";
import { type StagedGroup, stagedGroups, stages } from "../../../stacks/company/rollout";
import { organizationPolicies, ownedSettings, targetName } from "../../../stacks/guardrails";
import { isInScope, scopeOf } from "../../../stacks/guardrails/scope";
import { effectiveGuardrails, settingOf } from "../../../stacks/guardrails/effective";
import { PROTECTION, stageInAccount } from "../../../stacks/guardrails/rollout";
import type { Organization } from "../../../stacks/company/organization";
import { organizationWith } from "../../support/plan/organization";

const everywhere = organizationWith();
const units = unitPaths(everywhere.organizationalUnits);
const REPORTED = "Workloads/Production";

const rolledOut = (rollout: object): Organization => organizationWith({ rollout });
const guardrail = (id: string) => {
  const found = guardrails.find((one) => one.id === id);
  assert.ok(found, id);
  return found;
};

/** Ids of the guardrails whose policies are above an account. */
function bindings(organization: Organization): (account: string) => Set<string> {
  const documents = organizationPolicies(organization);
  return (account) => {
    const unit = organization.accounts[account]?.organizationalUnit ?? "";
    const above = ["root", account, ...units.filter((path) => `${unit}/`.startsWith(`${path}/`))];
    return new Set(
      documents
        .filter(({ target }) => above.includes(targetName(target)))
        .flatMap(({ guardrails: ids }) => ids),
    );
  };
}

describe("The roll-out of guardrails", () => {
  it("enforces everything in a new organization", () => {
    for (const { guardrail: one } of effectiveGuardrails(everywhere)) {
      const expected = one.reportsFirst === undefined ? "enforce" : "report";
      assert.equal(stageInAccount(everywhere, one, "prod"), expected, one.id);
    }
  });

  it("denies nothing in stage report, except in the units of quarantine and suspension", () => {
    const organization = rolledOut({ stage: "report" });
    const documents = organizationPolicies(organization);
    assert.deepEqual([...new Set(documents.map(({ target }) => targetName(target)))].sort(), [
      "Quarantine",
      "Suspended",
    ]);
    assert.deepEqual(
      [...new Set(documents.flatMap(({ guardrails: ids }) => ids))].sort(),
      ["protect-platform-roles", "quarantine-accounts", "suspend-accounts"],
      "the roles that the two exempt are protected where the two deny",
    );
  });

  it("sets the account's own defaults where a declarative policy only reports", () => {
    assert.ok(ownedSettings(everywhere, "prod").size > 0);
    const organization = rolledOut({
      organizationalUnits: { [REPORTED]: { stage: "report" } },
    });
    assert.equal(ownedSettings(organization, "prod").size, 0);
    assert.deepEqual(ownedSettings(organization, "sandbox"), ownedSettings(everywhere, "sandbox"));
  });

  it("follows the nearest unit that sets a group, then that sets all, then the organization", () => {
    const organization = rolledOut({
      stage: "report",
      groups: { evidence: "enforce" },
      organizationalUnits: {
        Workloads: { stage: "enforce", groups: { network: "report" } },
        [REPORTED]: { groups: { data: "report", network: "enforce" } },
      },
    });
    const stage = (group: StagedGroup, account: string) => {
      const one = effectiveGuardrails(organization).find(
        ({ guardrail: { id, reportsFirst } }) =>
          groupOf({ id }) === group && id !== PROTECTION && reportsFirst === undefined,
      );
      assert.ok(one, group);
      return stageInAccount(organization, one.guardrail, account);
    };
    assert.deepEqual(
      {
        evidence: [stage("evidence", "prod"), stage("evidence", "network")],
        network: [stage("network", "prod"), stage("network", "sandbox")],
        data: [stage("data", "prod"), stage("data", "sandbox"), stage("data", "network")],
        cost: [stage("cost", "prod"), stage("cost", "network")],
      },
      {
        evidence: ["enforce", "enforce"],
        network: ["enforce", "report"],
        data: ["report", "enforce", "report"],
        cost: ["enforce", "report"],
      },
    );
  });

  it("gives way to the stage of a guardrail, and keeps one that reports first reporting", () => {
    const first = guardrails.find(
      ({ reportsFirst, optIn }) => reportsFirst !== undefined && optIn === undefined,
    );
    assert.ok(first);
    const organization = organizationWith({
      rollout: { stage: "report", organizationalUnits: { [REPORTED]: { stage: "enforce" } } },
      "guardrails.deny-public-buckets.stage": "enforce",
      "guardrails.protect-config.stage": "report",
    });
    const stage = (id: string, account: string) =>
      stageInAccount(organization, guardrail(id), account);
    assert.equal(stage("deny-public-buckets", "sandbox"), "enforce");
    assert.equal(stage("protect-config", "prod"), "report");
    assert.equal(stage(first.id, "prod"), "report");
  });

  it("binds exactly the accounts in stage enforce, with every stage of every group and unit", () => {
    const stage = fc.constantFrom(...stages);
    const groups = fc.dictionary(fc.constantFrom(...stagedGroups), stage, { maxKeys: 4 });
    const rollouts = fc.record({
      stage,
      groups,
      organizationalUnits: fc.dictionary(
        fc.constantFrom(...units),
        fc.record({ stage, groups }, { requiredKeys: [] }),
        { maxKeys: 4 },
      ),
    });
    const usual = bindings(everywhere);
    const denying = effectiveGuardrails(everywhere).filter(({ guardrail: { id } }) =>
      memberAccounts(everywhere).some((account) => usual(account).has(id)),
    );
    assert.ok(denying.length > 60);
    fc.assert(
      fc.property(rollouts, (rollout) => {
        const organization = rolledOut(rollout);
        const bindingIn = bindings(organization);
        for (const account of memberAccounts(organization)) {
          const bound = bindingIn(account);
          for (const { guardrail: one } of denying) {
            const expected =
              isInScope(organization, scopeOf(one, settingOf(organization, one)), account) &&
              stageInAccount(organization, one, account) === "enforce";
            assert.equal(bound.has(one.id), expected, `${one.id} in ${account}`);
          }
        }
      }),
      { numRuns: 12 },
    );
  });

  it("protects the names of the platform's roles wherever a guardrail denies", () => {
    for (const group of stagedGroups) {
      const organization = rolledOut({
        stage: "report",
        organizationalUnits: { [REPORTED]: { groups: { [group]: "enforce" } } },
      });
      const bindingIn = bindings(organization);
      const denies = [...bindingIn("prod")].some((id) => id !== PROTECTION);
      assert.equal(bindingIn("prod").has(PROTECTION), denies, group);
      assert.ok(!bindingIn("network").has(PROTECTION), group);
    }
  });

  it("is not a way to leave the platform's roles without protection", () => {
    assert.throws(
      () =>
        organizationWith({
          rollout: { stage: "report", groups: { evidence: "enforce" } },
          [`guardrails.${PROTECTION}.stage`]: "report",
        }),
      /protect-platform-roles\.stage: must be enforced everywhere/,
    );
  });
});
