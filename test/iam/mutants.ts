import type { Conditions, Statement } from "../../policy-pack/guardrails/guardrail";

/** A guardrail's statements with one thing wrong. */
export interface Mutant {
  /** What was dropped or widened. */
  readonly title: string;
  readonly statements: readonly Statement[];
}

/** Any role at all, where an exemption named some. */
const EVERY_ROLE = "arn:*:iam::*:role/*";

/**
 * Every way to weaken a list of statements by one step: without a statement, an action, a resource, a condition key or
 * one of its values; with an exemption for every role; and every way to deny too much: without an action that a
 * NotAction leaves open, or with a whole service left open where it named one action.
 */
export function mutantsOf(statements: readonly Statement[]): Mutant[] {
  return statements.flatMap((statement, index) => {
    const name = statement.Sid ?? `statement ${index + 1}`;
    const changed = (what: string, changes: Partial<Statement> | undefined): Mutant => ({
      title: `${name} ${what}`,
      statements: statements.flatMap((other, at) =>
        at !== index ? [other] : changes === undefined ? [] : [{ ...statement, ...changes }],
      ),
    });
    return [
      changed("dropped", undefined),
      ...without(statement.Action).map(([action, Action]) =>
        changed(`without action ${action}`, { Action }),
      ),
      ...without(statement.Resource).map(([arn, Resource]) =>
        changed(`without resource ${arn}`, { Resource }),
      ),
      ...without(statement.NotResource).map(([arn, NotResource]) =>
        changed(`without the open resource ${arn}`, { NotResource }),
      ),
      ...without(statement.NotAction).map(([action, NotAction]) =>
        changed(`without the open action ${action}`, { NotAction }),
      ),
      ...widened(statement.NotAction ?? []).map(([action, NotAction]) =>
        changed(`with ${action} widened to its service`, { NotAction }),
      ),
      ...conditionsWeakened(statement.Condition ?? {}).map(([what, Condition]) =>
        changed(what, { Condition }),
      ),
    ];
  });
}

/** Each item of a list with the list that lacks it; a list of one is not taken apart. */
function without(items: readonly string[] = []): [string, string[]][] {
  return items.length < 2
    ? []
    : items.map((item, index) => [item, items.filter((_, at) => at !== index)]);
}

function widened(items: readonly string[]): [string, string[]][] {
  return items.flatMap((item, index): [string, string[]][] => {
    const [service = "", action] = item.split(":");
    return action === undefined || action === "*"
      ? []
      : [[item, items.map((other, at) => (at === index ? `${service}:*` : other))]];
  });
}

function conditionsWeakened(conditions: Conditions): [string, Conditions][] {
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).flatMap(([key, values]): [string, Conditions][] => {
      const others = lacking(keys, key);
      const dropped =
        Object.keys(others).length === 0
          ? lacking(conditions, operator)
          : { ...conditions, [operator]: others };
      const put = (list: readonly string[]): Conditions => ({
        ...conditions,
        [operator]: { ...keys, [key]: list },
      });
      return [
        [`without ${operator} ${key}`, dropped],
        ...without(values).map(([value, list]): [string, Conditions] => [
          `without ${value} in ${operator} ${key}`,
          put(list),
        ]),
        ...(operator === "ArnNotLike"
          ? [
              [`with every role in ${operator} ${key}`, put([...values, EVERY_ROLE])] as [
                string,
                Conditions,
              ],
            ]
          : []),
      ];
    }),
  );
}

function lacking<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
