import assert from "node:assert/strict";
import { viewOf } from "../../policy-pack/policies/view";
import { checksType } from "../../policy-pack/policies";
import { violationsOf, settingOf } from "../support/cases/made-up-resource";
import type { PolicyCase } from "./cases";
import { type Previewed, previewed, typesOf } from "./load-cases";

describe("Guardrails before deployment", () => {
  for (const one of previewed) {
    const { guardrail, preview, cases } = one;
    const { id } = guardrail;
    const setting = settingOf(guardrail, cases?.parameters);
    const found = ({ with: others = [], ...resource }: PolicyCase) =>
      violationsOf(setting, resource, ...others);

    describe(`${id} [${guardrail.about.requirements.join(", ")}]`, () => {
      it("has a violating and a compliant resource of each type it checks", () => {
        assert.ok(cases, `test/policy-pack/cases/${id}.ts is missing`);
        for (const type of typesOf(one)) {
          const among = (found: readonly PolicyCase[]): boolean =>
            found.some((resource) =>
              [resource, ...(resource.with ?? [])].some((other) => other.type === type),
            );
          assert.ok(among(cases.violating), `no violating ${type}`);
          if (!isAlwaysRefused(one, type)) {
            assert.ok(among(cases.compliant), `no compliant ${type}`);
          }
        }
      });

      for (const violating of cases?.violating ?? []) {
        it(`refuses ${violating.title}`, async () => {
          const violations = await found(violating);
          const [first] = violations;
          assert.ok(first, "nothing is refused");
          assert.deepEqual(
            violations.filter(({ message }) => message.includes("can't run")),
            [],
          );
          assert.ok(
            violations.some(({ message }) => violating.message.test(message)),
            violations.map(({ message }) => message).join("\n"),
          );
          assert.match(first.message, new RegExp(`guardrail ${id}; docs/guardrails\\.md`));
          assert.equal(first.enforcementLevel, "mandatory");
          assert.equal(first.severity, guardrail.about.severity);
        });
      }

      for (const [index, compliant] of (cases?.compliant ?? []).entries()) {
        it(`accepts ${compliant.type} with ${JSON.stringify(compliant.inputs ?? {}).slice(0, 120)} (${index + 1})`, async () => {
          assert.deepEqual(await found(compliant), []);
        });
      }

      it("checks a resource without any optional argument, and does not fail on it", async () => {
        for (const type of typesOf(one)) {
          const violations = await violationsOf(setting, { type });
          assert.ok(violations.every(({ message }) => !message.includes("can't run")));
        }
      });

      for (const { becomes, type, inputs = {} } of cases?.remedied ?? []) {
        it(`remedies ${type} with ${JSON.stringify(inputs)}`, async () => {
          const view = viewOf({ type, name: "example", urn: "", props: { ...inputs } });
          const { parameters } = setting[id] ?? { parameters: {} };
          const set = Object.fromEntries(
            (preview.remedies ?? [])
              .filter(({ types }) => checksType(types, type))
              .flatMap((remedy) => Object.entries(remedy.inputs(view, parameters))),
          );
          assert.deepEqual(set, becomes);
          assert.deepEqual(
            await violationsOf(setting, { type, inputs: { ...inputs, ...set } }),
            [],
          );
        });
      }

      it("has a remedied resource of each type that its remedies list", () => {
        for (const { types } of preview.remedies ?? []) {
          for (const type of types === "aws" ? ["aws:"] : types) {
            assert.ok(
              cases?.remedied?.some((remedied) => remedied.type.startsWith(type)),
              `no remedied ${type}`,
            );
          }
        }
      });
    });
  }
});

/** True for a type without a compliant resource: its rules refuse every resource of the type. */
function isAlwaysRefused({ preview }: Previewed, type: string): boolean {
  const rules = (preview.resource ?? []).filter(({ types }) => checksType(types, type));
  return rules.length > 0 && rules.every(({ check }) => check.length === 0);
}
