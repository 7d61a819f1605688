import assert from "node:assert/strict";
import { policyConfig } from "../../../cli/deploy/policy-config";
import { policySettings } from "../../../cli/planner/policy-settings";
import { loadProject } from "../../../cli/planner/project";
import { guardrails } from "../../../policy-pack/guardrails";
import type { PolicySetting } from "../../../policy-pack/policies";
import { type MadeUpResource, violationsOf } from "../../support/cases/made-up-resource";
import { organizationWith } from "../../support/plan/organization";
import { repository } from "../../support/plan/planned";

const ID = "require-multi-zone-databases";
const ids = { prod: "111111111111", sandbox: "222222222222" };

/** A database in one zone, which only production must not have. */
function database(stack: string, provider: MadeUpResource["provider"]): MadeUpResource {
  const type = "aws:rds/instance:Instance";
  return { type, stack, inputs: { multiAz: false }, ...(provider !== undefined && { provider }) };
}
const providerOf = (account: string): Record<string, unknown> => ({
  region: "us-east-1",
  allowedAccountIds: JSON.stringify([account]),
});
const unnamed = { region: "us-east-1" };

function settings(
  changes: Record<string, unknown> = {},
  accountIds: Readonly<Record<string, string>> = ids,
): Record<string, PolicySetting> {
  const organization = organizationWith(changes);
  const all = policySettings({ ...loadProject(repository), organization }, accountIds);
  const own = all[ID];
  assert.ok(own, "the guardrail is off");
  return { [ID]: own };
}

/** Levels and messages of the guardrail on a resource. */
async function found(
  resource: MadeUpResource,
  setting = settings(),
): Promise<readonly [level: string, message: string][]> {
  const violations = await violationsOf(setting, resource);
  // The plan itself also refuses a resource without a provider.
  return violations
    .filter(({ policy }) => policy === ID)
    .map(({ enforcementLevel, message }) => [enforcementLevel, message]);
}
const levels = async (...given: Parameters<typeof found>): Promise<string[]> =>
  (await found(...given)).map(([level]) => level);

// guardrails C2: the same resource, from stacks of another project
describe("A guardrail of production on a team's stack", () => {
  it("reports nothing with the provider of the sandbox account, whatever the stack's name is", async () => {
    assert.deepEqual(await levels(database("shop/dev", providerOf(ids.sandbox))), []);
    assert.deepEqual(await levels(database("shop/prod", providerOf(ids.sandbox))), []);
  });

  it("refuses with the provider of the prod account, whatever the stack's name is", async () => {
    assert.deepEqual(await levels(database("shop/dev", providerOf(ids.prod))), ["mandatory"]);
    assert.deepEqual(await levels(database("shop/prod", providerOf(ids.prod))), ["mandatory"]);
  });

  it("only advises where no account is known, and states what to give", async () => {
    for (const provider of [unnamed, "none"] as const) {
      const [[level, message] = [], ...more] = await found(database("shop/dev", provider));
      assert.equal(level, "advisory");
      assert.match(
        message ?? "",
        /explains exceptions\)\. Only advice, because no account is known: set allowedAccountIds of the provider, or add the stack shop\/dev to accountsByStack\.$/,
      );
      assert.deepEqual(more, []);
    }
  });

  it("only advises in an account that the configuration does not list, and names it", async () => {
    const [[level, message] = []] = await found(database("shop/dev", providerOf("999999999999")));
    assert.equal(level, "advisory");
    assert.match(
      message ?? "",
      /does not list account 999999999999: its id belongs in organization\.accounts\.<key>\.id\.$/,
    );
  });

  it("takes the account of the stack where the provider names none", async () => {
    const setting = settings({ accountsByStack: { "shop/dev": "sandbox", "shop/*": "prod" } });
    assert.deepEqual(await levels(database("shop/dev", unnamed), setting), []);
    assert.deepEqual(await levels(database("shop/live", unnamed), setting), ["mandatory"]);
    assert.deepEqual(await levels(database("web/live", unnamed), setting), ["advisory"]);
  });

  it("prefers the provider's account to that of the stack", async () => {
    const setting = settings({ accountsByStack: { "shop/*": "sandbox" } });
    assert.deepEqual(await levels(database("shop/dev", providerOf(ids.prod)), setting), [
      "mandatory",
    ]);
  });

  it("takes the account of the stack where the provider's is not listed, by the stack's whole name alone", async () => {
    const resource = database("shop/dev", providerOf("999999999999"));
    const whole = settings({ accountsByStack: { "shop/dev": "sandbox" } });
    assert.deepEqual(await levels(resource, whole), []);
    const pattern = settings({ accountsByStack: { "shop/*": "sandbox" } });
    const [[level, message] = []] = await found(resource, pattern);
    assert.equal(level, "advisory");
    assert.match(message ?? "", /does not list account 999999999999/);
  });

  it("exempts an account with an exception, and no other", async () => {
    const exception = { account: "prod", reason: "moves in January", expires: "2027-01-31" };
    const setting = settings({ [`guardrails.${ID}.exceptions`]: [exception] });
    assert.deepEqual(await levels(database("shop/dev", providerOf(ids.prod)), setting), []);
    assert.equal(setting[ID]?.accountLevels[ids.prod], "none");
  });

  it("warns in an account while it reports, and in previews that only advise", async () => {
    for (const [key, value] of Object.entries({ stage: "report", preview: "advise" })) {
      const setting = settings({ [`guardrails.${ID}.${key}`]: value });
      assert.deepEqual(await levels(database("shop/dev", providerOf(ids.prod)), setting), [
        "advisory",
      ]);
      assert.equal(setting[ID]?.enforcementLevel, "advisory");
    }
  });
});

describe("The levels of guardrails by account", () => {
  it("find this project's stacks by their key while AWS has assigned no id", async () => {
    const setting = settings({}, {});
    assert.deepEqual(await levels(database("platform/prod", providerOf(ids.prod)), setting), [
      "mandatory",
    ]);
    assert.deepEqual(await levels(database("platform/sandbox", providerOf(ids.prod)), setting), []);
    const listed = setting[ID]?.accountLevels ?? {};
    assert.equal(listed["prod"], "mandatory");
    assert.equal(listed["management"], undefined);
  });

  it("leave the management account out of guardrails with a scope", () => {
    const { organization } = loadProject(repository);
    const management = organization.accounts["management"]?.id ?? "";
    assert.equal(settings()[ID]?.accountLevels[management], "none");
  });

  it("are left out of a guardrail that does the same everywhere, unknown accounts included", () => {
    const all = policySettings(loadProject(repository));
    const scoped = guardrails.filter(({ scope }) => scope !== undefined).map(({ id }) => id);
    assert.ok(scoped.length > 10, String(scoped.length));
    for (const [id, { accountLevels, accountsByStack, otherAccounts }] of Object.entries(all)) {
      const isScoped = scoped.includes(id);
      assert.equal(Object.keys(accountLevels).length > 0, isScoped, id);
      assert.equal(Object.keys(accountsByStack).length > 0, isScoped, id);
      assert.equal(otherAccounts, isScoped ? "advisory" : "mandatory", id);
    }
  });

  it("follow the roll-out by OU: a warning where the guardrail reports, a refusal elsewhere", () => {
    const organization = organizationWith({
      "rollout.organizationalUnits": { "Workloads/Production": { stage: "report" } },
    });
    const everywhere = policySettings({ ...loadProject(repository), organization }, ids)[
      "require-encrypted-storage"
    ];
    assert.equal(everywhere?.enforcementLevel, "mandatory");
    assert.equal(everywhere.accountLevels[ids.prod], "advisory");
    assert.equal(everywhere.accountLevels[ids.sandbox], "mandatory");
    assert.equal(everywhere.otherAccounts, "mandatory");
    assert.equal(everywhere.accountsByStack["platform/prod"], ids.prod);
  });

  it("are in the file of npm run policy-config, with the stacks of other projects", () => {
    const organization = organizationWith({ accountsByStack: { "shop/*": "prod" } });
    const config = policyConfig({ ...loadProject(repository), organization }, ids);
    const { accountLevels, accountsByStack, otherAccounts, ...rest } = config[ID] as PolicySetting;
    assert.equal(accountLevels[ids.prod], "mandatory");
    assert.equal(accountLevels[ids.sandbox], "none");
    assert.equal(otherAccounts, "advisory");
    assert.equal(accountsByStack["shop/*"], ids.prod);
    assert.equal(accountsByStack["platform/sandbox"], ids.sandbox);
    assert.deepEqual(Object.keys(rest), ["enforcementLevel"]);
  });

  it("have names that no guardrail uses for a parameter of its own", () => {
    const common = [
      "accountLevels",
      "accountsByStack",
      "excludedStacks",
      "otherAccounts",
      "preview",
    ];
    for (const { id, parameters } of guardrails) {
      assert.deepEqual(
        Object.keys(parameters).filter((name) => common.includes(name)),
        [],
        id,
      );
    }
  });
});
