/** A fact about a company: something that is open, or something that protects. */
export interface Fact {
  /** Subject and what is allowed, denied or kept. Only facts about the same are compared. */
  readonly what: string;
  /** Conditions and exclusions: the fewer, the more the fact covers. */
  readonly under: readonly string[];
  /** Days or another number: the more, the better. */
  readonly level?: number;
  /** Thing that a protection belongs to: without the thing, nothing needs it. */
  readonly of?: string;
}

/** A company, or a part of it, reduced to facts that can be compared. */
export class Effect {
  public readonly things = new Set<string>();
  private readonly openings = new Map<string, Fact[]>();
  private readonly protections = new Map<string, Fact[]>();

  public open(...facts: readonly Fact[]): void {
    facts.forEach((fact) => {
      add(this.openings, fact);
    });
  }

  public protect(...facts: readonly Fact[]): void {
    facts.forEach((fact) => {
      add(this.protections, fact);
    });
  }

  /** Openings that the other company has not, and protections of the other that this one has not. */
  public laxerThan(other: Effect): string[] {
    const opened = missing(this.openings, other.openings).map((fact) => `opens ${show(fact)}`);
    const lost = missing(other.protections, this.protections)
      .filter(({ of }) => of === undefined || this.things.has(of))
      .map((fact) => `loses ${show(fact)}`);
    return [...opened, ...lost];
  }
}

function add(facts: Map<string, Fact[]>, fact: Fact): void {
  const known = facts.get(fact.what);
  if (known === undefined) {
    facts.set(fact.what, [fact]);
  } else {
    known.push(fact);
  }
}

/** Facts that no other fact covers. */
function missing(
  facts: ReadonlyMap<string, readonly Fact[]>,
  others: ReadonlyMap<string, readonly Fact[]>,
): Fact[] {
  return [...facts.values()]
    .flat()
    .filter(
      (fact) =>
        !(others.get(fact.what) ?? []).some(
          ({ under, level = 0 }) =>
            level >= (fact.level ?? 0) &&
            under.every((condition) => fact.under.includes(condition)),
        ),
    );
}

function show({ what, under, level }: Fact): string {
  return [what, ...under, ...(level === undefined ? [] : [String(level)])].join(" | ");
}

/** An IAM statement, with its parts as text or lists. */
export interface AnyStatement {
  readonly Effect?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

/** Facts of a statement: one for each principal, action, resource and value that a condition accepts. */
export function statementFacts(subject: string, statement: AnyStatement, of?: string): Fact[] {
  const under: string[] = [];
  let whats = [subject];
  const each = (name: string, values: readonly string[]): void => {
    if (values.length > 0) {
      whats = whats.flatMap((what) => values.map((value) => `${what} ${name} ${value}`));
    }
  };
  each("to", principals(statement.Principal));
  each("do", listOf(statement.Action));
  each("on", listOf(statement.Resource));
  for (const name of ["NotPrincipal", "NotAction", "NotResource"] as const) {
    under.push(...principals(statement[name]).map((value) => `${name} ${value}`));
  }
  let alternatives: string[][] = [under];
  for (const [operator, keys] of entriesOf(statement.Condition)) {
    for (const [key, values] of entriesOf(keys)) {
      const tokens = listOf(values).map((value) => `${operator} ${key} ${value}`);
      alternatives = operator.includes("Not")
        ? alternatives.map((one) => [...one, ...tokens])
        : alternatives.flatMap((one) => tokens.map((token) => [...one, token]));
    }
  }
  return whats.flatMap((what) =>
    alternatives.map((one): Fact => ({ what, under: one, ...(of !== undefined && { of }) })),
  );
}

function principals(value: unknown): string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([kind, names]) =>
        listOf(names).map((name) => `${kind} ${name}`),
      )
    : listOf(value);
}

function listOf(value: unknown): string[] {
  return value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);
}

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
