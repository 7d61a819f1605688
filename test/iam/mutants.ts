import type { Statement } from "../../policy-pack/guardrails/types/organization-policy";
import { conditionsChanged, without } from "./condition-mutants";

/** A guardrail's statements with one mistake. */
export interface Mutant {
  /** Name of the part that is dropped or widened. */
  readonly title: string;
  readonly statements: readonly Statement[];
}

/**
 * Every way to weaken a list of statements by one step: without a statement, an action, a resource, a condition key or
 * one of its values; with an exemption for every role, or for roles whose names only begin like an exempt one's; with
 * an open resource widened to all of its kind; with a bound moved by one; with a condition on a missing key added or
 * removed. And every way to deny too much: without an action or a resource that is excluded.
 *
 * A deny of a whole service instead of one action is not among them: a guardrail's own cases do not cover the rest of
 * the service. `actions` and `whole` test that work can go on under all guardrails together.
 */
export function mutantsOf(statements: readonly Statement[]): Mutant[] {
  return statements.flatMap((statement, index) => {
    const name = statement.Sid ?? `statement ${index + 1}`;
    return [
      { title: `${name} dropped`, statements: statements.filter((_, at) => at !== index) },
      ...changesOf(statement).map(([what, changes]) => ({
        title: `${name} ${what}`,
        statements: statements.map((other, at) =>
          at === index ? { ...other, ...changes } : other,
        ),
      })),
    ];
  });
}

/** A change of one statement, and its result. */
function changesOf(statement: Statement): [string, Partial<Statement>][] {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const lists = { Action, NotAction, Resource, NotResource };
  return [
    ...Object.entries(lists).flatMap(([part, items]) =>
      without(items).map(([item, list]): [string, Partial<Statement>] => [
        `without ${item} in ${part}`,
        { [part]: list },
      ]),
    ),
    ...widened(NotAction, wholeService).map(([item, list]): [string, Partial<Statement>] => [
      `with ${item} left open for its service`,
      { NotAction: list },
    ]),
    ...widened(NotResource, everyResource).map(([item, list]): [string, Partial<Statement>] => [
      `with ${item} left open for all of its service`,
      { NotResource: list },
    ]),
    ...conditionsChanged(Condition, { signed: statement.Principal === undefined }).map(
      ([what, changed]): [string, Partial<Statement>] => [what, { Condition: changed }],
    ),
  ];
}

/** Each item with the list in which it is wider; items that cannot be wider are omitted. */
function widened(
  items: readonly string[] = [],
  widen: (item: string) => string,
): [string, string[]][] {
  return items.flatMap((item, index): [string, string[]][] => {
    const wide = widen(item);
    return wide === item ? [] : [[item, items.map((other, at) => (at === index ? wide : other))]];
  });
}

function wholeService(action: string): string {
  return action.replace(/:.*/, ":*");
}

function everyResource(arn: string): string {
  return [...arn.split(":").slice(0, 5), "*"].join(":");
}
