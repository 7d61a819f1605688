import { objects, statementsOf } from "../../policy-pack/guardrails/support/readings";
import type { PolicyStatement, Principals } from "./statement-match";

type Elements = Readonly<Record<string, unknown>>;

/**
 * Statements of a policy document, which is JSON text or an object: single values become lists. Text that is not JSON
 * has no statements.
 */
export function parsePolicy(document: unknown): PolicyStatement[] {
  return statementsOf(document).flatMap((statement): PolicyStatement[] => {
    const { Effect: effect } = statement;
    return effect === "Allow" || effect === "Deny"
      ? [
          {
            Effect: effect,
            ...mapElements(statement, ["Action", "NotAction", "Resource", "NotResource"], textsOf),
            ...mapElements(statement, ["Principal", "NotPrincipal"], principalsOf),
            Condition: mapValues(objectOf(statement["Condition"]), (keys) =>
              mapValues(objectOf(keys), textsOf),
            ),
          },
        ]
      : [];
  });
}

/** Elements of a statement that are present, each in its new form. */
function mapElements<Value>(
  statement: Elements,
  names: readonly string[],
  map: (element: unknown) => Value,
): Record<string, Value> {
  const present = Object.entries(statement).filter(
    ([name, element]) => names.includes(name) && element !== undefined,
  );
  return mapValues(Object.fromEntries(present), map);
}

function principalsOf(element: unknown): Principals {
  return element === "*" ? "*" : mapValues(objectOf(element), textsOf);
}

function textsOf(element: unknown): string[] {
  return [element].flat().map(String);
}

function objectOf(value: unknown): Elements {
  return objects(value)[0] ?? {};
}

function mapValues<Value>(values: Elements, map: (value: unknown) => Value): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
