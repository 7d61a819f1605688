import assert from "node:assert/strict";
import { guardrails } from "../../policy-pack/guardrails";
import type { PolicySetting } from "../../policy-pack/policies";
import { effectiveGuardrails, stageInAccount } from "../../stacks/guardrails";
import { isInScope } from "../../stacks/guardrails/scope";
import { assertNone } from "../support/assert-none";
import { type MadeUpResource, violationsOf } from "../support/cases/made-up-resource";
import { organizationWith } from "../support/plan/organization";
import { compute } from "./well-made/compute";
import { containers } from "./well-made/containers";
import { data } from "./well-made/data";
import { identity } from "./well-made/identity";
import { network } from "./well-made/network";
import { REGION, type WellMade } from "./well-made/well-made";

const all: readonly WellMade[] = [...compute, ...containers, ...data, ...identity, ...network];

const organization = organizationWith({
  "accounts.dev": { organizationalUnit: "Workloads/NonProduction", environment: "development" },
});
const accounts = { production: "prod", development: "dev" } as const;

/** Settings of the guardrails that apply to an account. */
function settingsOf(account: string, company = organization): Record<string, PolicySetting> {
  return Object.fromEntries(
    effectiveGuardrails(company)
      .filter(({ scope }) => isInScope(company, scope, account))
      .map(({ guardrail, parameters }) => [
        guardrail.id,
        {
          enforcementLevel:
            stageInAccount(company, guardrail, account) === "report" ? "advisory" : "mandatory",
          parameters,
          accountLevels: {},
          otherAccounts: "mandatory",
          accountsByStack: {},
        },
      ]),
  );
}

/** The team sets the company's tags once, for all resources of the provider. */
const provider = {
  region: REGION,
  defaultTags: JSON.stringify({
    tags: Object.fromEntries(organization.tags.required.map((key) => [key, "shop"])),
  }),
};

/** Guardrails that fire on a resource or on those beside it. */
async function firedBy(
  { with: others = [], ...resource }: WellMade,
  account: string,
  company = organization,
) {
  const stack: MadeUpResource[] = [resource, ...others].map((one) => ({ provider, ...one }));
  const violations = await violationsOf(settingsOf(account, company), ...stack);
  return violations.map(({ message, enforcementLevel }) => ({
    guardrail: /\(guardrail ([\w-]+);/.exec(message)?.[1] ?? message,
    level: enforcementLevel,
    message,
  }));
}

// guardrails C3
describe("Well-made resources", () => {
  it("are at least 83, each with a title of its own", () => {
    assert.ok(all.length >= 83, `${all.length} resources`);
    const titles = all.map(({ title }) => title);
    assertNone(
      titles.filter((title, index) => titles.indexOf(title) !== index),
      "give these resources other titles",
    );
  });

  it("name guardrails that exist where one fires", () => {
    const ids = new Set(guardrails.map(({ id }) => id));
    assertNone(
      all
        .flatMap(({ fires = [] }) => fires.map(({ guardrail }) => guardrail))
        .filter((id) => !ids.has(id)),
      "correct these ids in test/policy-pack/well-made",
    );
  });

  it("without metadata options are refused where version 2 is not the default of the accounts", async () => {
    const reporting = organizationWith({ "guardrails.require-imdsv2": { accountDefaults: false } });
    const one = all.find(({ title }) => title.startsWith("a launch template of Amazon Linux"));
    assert.ok(one, "the launch template is gone");
    const found = await violationsOf(settingsOf("prod", reporting), one);
    assert.deepEqual(
      found
        .filter(({ message }) => message.includes("guardrail require-imdsv2;"))
        .map(({ enforcementLevel }) => enforcementLevel),
      ["mandatory"],
    );
  });

  for (const [exclusions, expected] of [
    [false, []],
    [true, ["restrict-open-ingress"]],
  ] as const) {
    it(`for the internet are ${exclusions ? "refused" : "accepted"} behind a block of every network ${exclusions ? "with" : "without"} exclusions`, async () => {
      const closed = organizationWith({
        "guardrails.block-public-vpc-access": { enabled: true, exclusions },
      });
      const one = all.find(({ title }) => title.includes("network load balancer on 8443"));
      assert.ok(one, "the rule is gone");
      const found = await firedBy(one, "prod", closed);
      assert.deepEqual(
        found.map(({ guardrail }) => guardrail),
        expected,
      );
    });
  }

  for (const one of all) {
    for (const [environment, account] of Object.entries(accounts)) {
      const expected = (one.fires ?? [])
        .filter(({ only = environment }) => only === environment)
        .map(({ guardrail, advice }) => `${guardrail}: ${advice ? "advisory" : "mandatory"}`);
      it(`${expected.length > 0 ? "are found for a reason" : "pass"} in ${environment}: ${one.title}`, async () => {
        const found = await firedBy(one, account);
        assert.deepEqual(
          [...new Set(found.map(({ guardrail, level }) => `${guardrail}: ${level}`))].sort(),
          expected.sort(),
          found.map(({ message }) => message).join("\n"),
        );
      });
    }
  }
});
