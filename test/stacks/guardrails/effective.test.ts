import assert from "node:assert/strict";
import { EXPIRED_EXCEPTION, PolicyChecker } from "../../../cli/planner/policy-checker";
import { policyConfig } from "../../../cli/deploy/policy-config";
import { policySettings } from "../../../cli/planner/policy-settings";
import { loadProject } from "../../../cli/planner/project";
import { guardrails } from "../../../policy-pack/guardrails";
import { guardrailPolicies } from "../../../policy-pack/policies";
import { dayFromToday } from "../../../stacks/company/clock";
import { organizationPolicies, targetName } from "../../../stacks/guardrails";
import { effectiveGuardrails, expiredExceptions } from "../../../stacks/guardrails/effective";
import type { Organization } from "../../../stacks/company/organization";
import { organizationWith } from "../../support/plan/organization";
import { planned, repository } from "../../support/plan/planned";

const ID = "deny-public-buckets";
const expires = dayFromToday(30);
const dayAfter = dayFromToday(31);
const exception = { account: "prod", reason: "the press kit moves next month", expires };

/** The statements that a guardrail has in an organization's policies, by target. */
function statementsOf(organization: Organization, id: string): Record<string, object[]> {
  const found: Record<string, object[]> = {};
  for (const { target, statements } of organizationPolicies(organization)) {
    for (const { guardrails: held, statement } of statements) {
      if (held.includes(id)) {
        (found[targetName(target)] ??= []).push(statement);
      }
    }
  }
  return found;
}

describe("The settings of a guardrail", () => {
  it("come from configuration, then from facts of the organization, then from defaults", () => {
    const parametersOf = (changes: Record<string, unknown>) =>
      effectiveGuardrails(organizationWith(changes)).find(
        ({ guardrail }) => guardrail.id === "approved-regions",
      )?.parameters;
    assert.deepEqual(parametersOf({})?.["regions"], ["us-east-1", "us-west-2"]);
    assert.deepEqual(
      parametersOf({ "guardrails.approved-regions.regions": ["us-east-1"] })?.["regions"],
      ["us-east-1"],
    );
    assert.deepEqual(parametersOf({})?.["additionalGlobalActions"], []);
  });

  it("switch it off, and an opt-in guardrail on", () => {
    const ids = (changes: Record<string, unknown>): string[] =>
      effectiveGuardrails(organizationWith(changes)).map(({ guardrail }) => guardrail.id);
    assert.deepEqual(
      ids({}),
      guardrails.filter(({ optIn }) => optIn === undefined).map(({ id }) => id),
    );
    assert.ok(!ids({ [`guardrails.${ID}.enabled`]: false }).includes(ID));
  });

  it("deny nothing while it only reports: previews warn, detection goes on", () => {
    const organization = organizationWith({ [`guardrails.${ID}.stage`]: "report" });
    assert.deepEqual(statementsOf(organization, ID), {});
    assert.notDeepEqual(statementsOf(organizationWith(), ID), {});
    const project = { ...loadProject(repository), organization };
    assert.equal(policySettings(project)[ID]?.enforcementLevel, "advisory");
    const levels = guardrailPolicies(policySettings(project))
      .filter(({ guardrail }) => guardrail === ID)
      .map(({ policy }) => policy.enforcementLevel);
    assert.deepEqual([...new Set(levels)], ["advisory"]);
    const config = policyConfig(project)[ID] as Record<string, unknown>;
    assert.equal(config["enforcementLevel"], "advisory");
  });

  it("move it to OUs, whose documents then hold it instead of the root's", () => {
    const organization = organizationWith({
      [`guardrails.${ID}.organizationalUnits`]: ["Workloads"],
    });
    assert.deepEqual(Object.keys(statementsOf(organization, ID)), ["Workloads"]);
    const { accountLevels: accounts } =
      policySettings({ ...loadProject(repository), organization })[ID] ?? {};
    assert.equal(accounts?.["prod"], "mandatory");
    assert.equal(accounts["network"], "none");
    assert.equal(accounts[organization.accounts["management"]?.id ?? ""], "none");
  });

  it("exempt a role from it alone, which nobody but exempt roles may then change", () => {
    const organization = organizationWith({ [`guardrails.${ID}.exemptRoles`]: ["press-office"] });
    const arn = "arn:aws:iam::*:role/press-office";
    assert.match(
      JSON.stringify(statementsOf(organization, ID)),
      new RegExp(arn.replaceAll("*", "\\*")),
    );
    assert.ok(!JSON.stringify(statementsOf(organization, "protect-cloudtrail")).includes(arn));
    assert.ok(JSON.stringify(statementsOf(organization, "protect-platform-roles")).includes(arn));
  });

  it("exempt a role with a path, and the people of a permission set, whose roles only AWS can make", () => {
    const organization = organizationWith({
      [`guardrails.${ID}.exemptRoles`]: ["ci/deployer", "permissionSet:Press"],
    });
    const own = JSON.stringify(statementsOf(organization, ID));
    assert.match(own, /"arn:aws:iam::\*:role\/ci\/deployer"/);
    assert.match(own, /role\/aws-reserved\/sso\.amazonaws\.com\/\*AWSReservedSSO_Press_\*"/);
    const held = JSON.stringify(statementsOf(organization, "protect-platform-roles"));
    assert.match(held, /role\/ci\/deployer/);
    assert.doesNotMatch(held, /AWSReservedSSO/);
  });
});

describe("An exception", () => {
  const organization = organizationWith({ [`guardrails.${ID}.exceptions`]: [exception] });

  it("leaves one account out of the denies and the previews, and no other", () => {
    const on = effectiveGuardrails(organization, expires).find(
      ({ guardrail }) => guardrail.id === ID,
    );
    assert.deepEqual(on?.exceptions, [exception]);
    const statements = statementsOf(organization, ID)["root"] ?? [];
    assert.ok(statements.length > 0);
    for (const statement of statements) {
      assert.match(JSON.stringify(statement), /"aws:PrincipalAccount":\["<\d{10}>"\]/);
    }
    const { accountLevels: accounts = {} } =
      policySettings({ ...loadProject(repository), organization })[ID] ?? {};
    const exempt = Object.keys(accounts).filter((account) => accounts[account] === "none");
    assert.deepEqual(exempt, ["prod"]);
  });

  it("counts through its last day and no longer", () => {
    const on = (today: string) =>
      effectiveGuardrails(organization, today).find(({ guardrail }) => guardrail.id === ID)
        ?.exceptions;
    assert.deepEqual(on(expires), [exception]);
    assert.deepEqual(on(dayAfter), []);
    assert.deepEqual(expiredExceptions(organization, expires), []);
    assert.deepEqual(expiredExceptions(organization, dayAfter), [{ ...exception, guardrail: ID }]);
  });

  it("fails the plan once it has expired, and tells what to do", async () => {
    const checker = new PolicyChecker([], expiredExceptions(organization, dayAfter));
    const { records } = (await planned("management")).plan;
    const { violations } = await checker.check({ records, invokes: [] });
    assert.deepEqual(
      violations.map(({ policy, enforcementLevel }) => [policy, enforcementLevel]),
      [[EXPIRED_EXCEPTION, "mandatory"]],
    );
    assert.match(
      violations[0]?.message ?? "",
      new RegExp(
        String.raw`account prod from guardrail deny-public-buckets ended on ${expires} \(the press kit.*\).*remove it from organization\.guardrails\.deny-public-buckets\.exceptions`,
      ),
    );
  });
});
