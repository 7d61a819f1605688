import assert from "node:assert/strict";
import type { Reading, ResourceView } from "../../policy-pack/guardrails/guardrail";
import { judge, type MadeUpResource, settingOf, UNKNOWN, urnOf } from "../support/policy";
import { previewed, typesOf } from "./load-cases";

describe("A value that is not known yet", () => {
  for (const one of previewed) {
    const { guardrail, preview, cases } = one;
    const { id } = guardrail;
    const setting = settingOf(guardrail, cases?.parameters);

    it(`refuses no compliant resource, whatever part of it is unknown: ${id}`, async () => {
      for (const { with: others = [], ...compliant } of cases?.compliant ?? []) {
        const stack = [compliant, ...others];
        for (const [index, resource] of stack.entries()) {
          for (const inputs of withOneUnknown(resource.inputs ?? {}).slice(1)) {
            const changed = { ...resource, inputs: inputs as Record<string, unknown> };
            const resources = stack.map((other, at) => (at === index ? changed : other));
            assert.deepEqual(
              await judge(setting, ...resources),
              [],
              `${resource.type} ${JSON.stringify(inputs)}`,
            );
          }
        }
      }
    });

    it(`is tried for every property that a rule of ${id} reads`, () => {
      const parameters = setting[id]?.parameters ?? {};
      const tried = (type: string): string[] =>
        (cases?.compliant ?? [])
          .flatMap(({ with: others = [], ...resource }): MadeUpResource[] => [resource, ...others])
          .filter((resource) => resource.type === type)
          .flatMap(({ inputs }) => Object.keys(inputs ?? {}));
      const check = (type: string, judged: (view: ResourceView) => unknown): void => {
        for (const property of propertiesRead(type, judged)) {
          assert.ok(tried(type).includes(property), `${id} reads ${property} of ${type}`);
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

/** Copies of a value in each of which one part, however deep, is not known yet. */
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

/** Names of the properties that a rule asks for, of a resource that has none and of one whose are all unknown. */
function propertiesRead(type: string, check: (view: ResourceView) => unknown): ReadonlySet<string> {
  const read = new Set<string>();
  for (const state of ["absent", "unknown"] as const) {
    const reading: Reading = { state };
    check({
      type,
      name: "example",
      urn: urnOf(type),
      read: (property) => {
        read.add(property);
        return reading;
      },
      readProvider: () => reading,
      references: () => [],
    });
  }
  return read;
}
