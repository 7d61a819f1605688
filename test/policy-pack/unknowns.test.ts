import assert from "node:assert/strict";
import type { ResourceView } from "../../policy-pack/guardrails/types/preview-rule";
import {
  violationsOf,
  type MadeUpResource,
  settingOf,
  UNKNOWN,
} from "../support/cases/made-up-resource";
import { argumentsOf, outputsOf } from "../support/cases/provider-types";
import type { PolicyCase, PolicyCases } from "./cases";
import { previewed, typesOf } from "./load-cases";
import { propertiesRead } from "./properties-read";

describe("A value that is not known yet", () => {
  for (const one of previewed) {
    const { guardrail, preview, cases } = one;
    const { id } = guardrail;
    const setting = settingOf(guardrail, cases?.parameters);

    it(`refuses no compliant resource because a part of it is unknown: ${id}`, async () => {
      for (const { with: others = [], ...compliant } of cases?.compliant ?? []) {
        const stack = [compliant, ...others];
        for (const [index, resource] of stack.entries()) {
          for (const inputs of withOneUnknown(resource.inputs ?? {}).slice(1)) {
            const changed = { ...resource, inputs: inputs as Record<string, unknown> };
            const resources = stack.map((other, at) => (at === index ? changed : other));
            assert.deepEqual(
              await violationsOf(setting, ...resources),
              [],
              `${resource.type} ${JSON.stringify(inputs)}`,
            );
          }
        }
      }
    });

    it(`hides no violation that does not depend on it: ${id}`, async () => {
      for (const violating of cases?.violating ?? []) {
        const { message: expected, title, type, inputs = {} } = violating;
        const stillRefused = async (changes: Readonly<Record<string, unknown>>) => {
          const changed = { ...violating, inputs: { ...inputs, ...changes } };
          const violations = await violationsOf(setting, changed, ...(violating.with ?? []));
          return violations.some(({ message }) => expected.test(message));
        };
        const values = valuesOf(type, cases);
        for (const property of values.keys()) {
          if (!(await stillRefused({ [property]: UNKNOWN }))) {
            const depends = await Promise.all(
              [undefined, ...(values.get(property) ?? [])].map(
                async (value) => !(await stillRefused({ [property]: value })),
              ),
            );
            assert.ok(depends.includes(true), `${title}, where ${property} is not known`);
          }
        }
      }
    });

    it(`is tried for every property that a rule of ${id} reads`, () => {
      const parameters = setting[id]?.parameters ?? {};
      const triedBy = [
        ...(cases?.compliant ?? []),
        ...refusedByBeingThere(cases?.violating ?? []),
      ].flatMap(together);
      const check = (type: string, read: (view: ResourceView) => unknown): void => {
        const tried = triedBy.filter(isA(type)).map(({ inputs = {} }) => inputs);
        for (const property of propertiesRead(type, read, tried).filter(isOf(type))) {
          assert.ok(
            tried.some((inputs) => property in inputs),
            `${id} reads ${property} of ${type}`,
          );
        }
      };
      const anyType = cases?.compliant[0]?.type ?? "";
      for (const rule of preview.resource ?? []) {
        for (const type of rule.types === "aws" ? [anyType] : rule.types) {
          check(type, (view) => rule.check(view, parameters));
        }
      }
      for (const rule of preview.stack ?? []) {
        for (const type of rule.types) {
          check(type, (view) => rule.check([view], parameters));
        }
      }
      assert.ok(typesOf(one).length > 0 || anyType !== "");
    });
  }
});

/** The properties of a guardrail's resources of one type, with their values, and one property that no rule reads. */
function valuesOf(type: string, cases: PolicyCases | undefined): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>([["description", []]]);
  for (const resource of [...(cases?.compliant ?? []), ...(cases?.violating ?? [])]) {
    for (const { inputs = {} } of together(resource).filter(isA(type))) {
      for (const [property, value] of Object.entries(inputs)) {
        values.set(property, [...(values.get(property) ?? []), value]);
      }
    }
  }
  return values;
}

/** A resource and the others of its stack. */
function together({ with: others = [], ...resource }: PolicyCase): MadeUpResource[] {
  return [resource, ...others];
}

function isA(type: string): (resource: MadeUpResource) => boolean {
  return (resource) => resource.type === type;
}

/** Violations by an unknown value: there is no compliant value. */
function refusedByBeingThere(violating: readonly PolicyCase[]): readonly PolicyCase[] {
  return violating.filter(({ inputs = {} }) => Object.values(inputs).includes(UNKNOWN));
}

/** Copies of a value, each with one unknown part at any depth. */
function withOneUnknown(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) {
    return [UNKNOWN];
  }
  return [
    UNKNOWN,
    ...Object.entries(value).flatMap(([key, item]) =>
      withOneUnknown(item).map((part): unknown =>
        Array.isArray(value)
          ? value.map((other: unknown, index) => (String(index) === key ? part : other))
          : { ...value, [key]: part },
      ),
    ),
  ];
}

/** True for a property of the type: a rule on several types may read the properties of all of them. */
function isOf(type: string): (property: string) => boolean {
  return (property) =>
    !type.startsWith("aws:") || argumentsOf(type).has(property) || outputsOf(type).has(property);
}
