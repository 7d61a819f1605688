import type { Statement } from "../../../policy-pack/guardrails/types/organization-policy";
import {
  Draft,
  EMPTY,
  type GuardrailStatement,
  lengthOf,
  type PackedDocument,
  type Piece,
  pieceOf,
  statementOf,
} from "./document";

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
export interface PolicyQuota {
  /** Documents that may be attached to one target. */
  readonly documentsPerTarget: number;
  /** Characters of one document. */
  readonly documentCharacters: number;
  /** Documents of these that are attached already: FullAWSAccess, Control Tower's own. */
  readonly taken: number;
}

/** Error for statements that do not fit into the documents of one target. */
export class PackingError extends Error {
  public override readonly name = "PackingError";

  /** @param guardrail The guardrail at which it fails. */
  public constructor(
    public readonly guardrail: string,
    public readonly problem: string,
    public readonly remedy: string,
  ) {
    super(`guardrail ${guardrail} ${problem}; ${remedy}`);
  }

  /** The same with what was packed, such as "SERVICE_CONTROL_POLICY on root". */
  public of(documents: string): PackingError {
    return new PackingError(this.guardrail, `${this.problem} (${documents})`, this.remedy);
  }
}

/**
 * Packs statements into the documents of one target. What they deny together stays the same to the letter.
 *
 * Denies that differ in nothing but their actions become one statement, also across guardrails. Each statement is placed
 * in the order given: whole into the document where it costs the fewest characters, the first of these; else as many of
 * its actions as fit (of its resources, when it has one action) into the last document and the rest into a new one. What
 * has been placed stays, so one more statement changes at most one document and, unless it is larger than a document,
 * adds at most one.
 *
 * A document is closed when not even one action more fits: it wastes less than the smallest piece that did not fit, and
 * it repeats the frame of merged and divided statements. As long as both together stay below a tenth
 * of a document, the result is at most one document above {@link lowerBound}, up to the ten documents that AWS allows.
 * Only a wildcard that comes after actions which it covers, in several documents, can cost more.
 *
 * @param usual What there would be to pack if nothing were excepted or off. Every statement then goes into the document
 * that it has among these, where a twentieth is kept free for it to grow, and what does not fit goes behind: an
 * exception, or a guardrail that is switched off for a while, leaves all others where they are. Left aside where it
 * would cost more than one document above {@link lowerBound}, as when half of the guardrails are off.
 * @throws PackingError at a statement whose smallest part fits into no document, and at the first guardrail for which
 * there is no document left.
 */
export function packStatements(
  items: readonly GuardrailStatement[],
  quota: PolicyQuota,
  usual?: readonly GuardrailStatement[],
): PackedDocument[] {
  const available = Math.max(0, quota.documentsPerTarget - quota.taken);
  const drafts =
    (usual && packAsUsual(items, quota, usual, available)) ?? pack(items, quota.documentCharacters);
  const documents = drafts.map((draft) => draft.pack());
  const [guardrail] = documents[available]?.guardrails ?? [];
  if (guardrail !== undefined) {
    const missing = drafts.slice(available).reduce((sum, draft) => sum + draft.length - EMPTY, 0);
    throw new PackingError(
      guardrail,
      `does not fit: ${quota.documentsPerTarget} organization policies of ${quota.documentCharacters} characters may be attached to one target, ${quota.taken} of them taken already, and ${missing} characters are missing`,
      "turn guardrails off, apply them to other organizational units, or raise organization.policyQuotas as far as AWS has raised yours",
    );
  }
  return documents;
}

function pack(
  items: readonly GuardrailStatement[],
  limit: number,
  drafts: Draft[] = [],
): readonly Draft[] {
  for (const item of items) {
    place(item, drafts, limit);
  }
  return drafts;
}

/** Part of a document that is kept free for statements to grow in. */
const SLACK = 1 / 20;

function packAsUsual(
  items: readonly GuardrailStatement[],
  quota: PolicyQuota,
  usual: readonly GuardrailStatement[],
  available: number,
): readonly Draft[] | undefined {
  const limit = quota.documentCharacters;
  let layout: Layout;
  try {
    layout = new Layout(usual, Math.floor(limit * (1 - SLACK)));
  } catch (error) {
    // A statement that only just fits leaves no room to spare.
    if (error instanceof PackingError) {
      return undefined;
    }
    throw error;
  }
  const drafts = layout.emptyDrafts();
  const ordered = inOrder(items);
  // What has grown takes the room that the others leave.
  const homeless = [
    ...ordered.filter(([key, item]) => layout.holds(key, item)),
    ...ordered.filter(([key, item]) => !layout.holds(key, item)),
  ].flatMap(([key, item]) => layout.put(key, item, drafts, limit));
  const last = pack(homeless, limit, drafts.splice(-1));
  const used = [...drafts, ...last].filter((draft) => !draft.isEmpty);
  return used.length <= Math.min(available, lowerBound(items, quota) + 1) ? used : undefined;
}

/** Each statement with what it is known by: its guardrail and its place among the statements of that. */
function inOrder(items: readonly GuardrailStatement[]): [string, GuardrailStatement][] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const count = counts.get(item.guardrail) ?? 0;
    counts.set(item.guardrail, count + 1);
    return [`${item.guardrail} ${count}`, item];
  });
}

/** Usual document of each statement, by parts where a statement is divided. */
class Layout {
  readonly #parts = new Map<string, readonly Placement[]>();
  readonly #statements: ReadonlyMap<string, string>;
  readonly #size: number;

  public constructor(usual: readonly GuardrailStatement[], limit: number) {
    const drafts: Draft[] = [];
    const ordered = inOrder(usual);
    for (const [key, item] of ordered) {
      this.#parts.set(key, place(item, drafts, limit));
    }
    this.#statements = new Map(ordered.map(([key, item]) => [key, JSON.stringify(item)]));
    this.#size = drafts.length;
  }

  /** True when a statement is what it usually is. */
  public holds(key: string, item: GuardrailStatement): boolean {
    return this.#statements.get(key) === JSON.stringify(item);
  }

  public emptyDrafts(): Draft[] {
    return Array.from({ length: this.#size }, () => new Draft());
  }

  /** Puts a statement where it usually is, and returns what has no place there or does not fit. */
  public put(
    key: string,
    item: GuardrailStatement,
    drafts: readonly Draft[],
    limit: number,
  ): readonly GuardrailStatement[] {
    const parts = this.#parts.get(key) ?? [];
    const division = new Division(item, limit);
    let rest: readonly GuardrailStatement[] =
      parts.length > 1 ? [{ ...item, statement: statementOf(pieceOf(item)) }] : [item];
    for (const { document, statement } of parts) {
      const draft = drafts[document];
      rest = rest.flatMap((left) => {
        const { inside, outside } =
          parts.length > 1 ? divide(left, statement) : { inside: [left], outside: [] };
        return [
          ...inside.flatMap((part) => (draft ? division.fill(draft, part) : [part])),
          ...outside,
        ];
      });
    }
    return rest;
  }
}

/** Divides a statement: inside are the actions and resources of the given part, outside the others. */
function divide(
  item: GuardrailStatement,
  part: Statement,
): { inside: GuardrailStatement[]; outside: GuardrailStatement[] } {
  let inside: GuardrailStatement | undefined = item;
  const outside: GuardrailStatement[] = [];
  for (const list of ["Action", "Resource"] as const) {
    const values: readonly string[] = inside?.statement[list] ?? [];
    const others = values.filter((value) => !part[list]?.includes(value));
    if (inside && others.length > 0) {
      outside.push(withPart(inside, { [list]: others }));
      inside =
        others.length < values.length
          ? withPart(inside, { [list]: values.filter((value) => !others.includes(value)) })
          : undefined;
    }
  }
  return { inside: inside ? [inside] : [], outside };
}

/** Fewest documents that the statements could need, each of them undivided and merged with all that are like it. */
export function lowerBound(items: readonly GuardrailStatement[], quota: PolicyQuota): number {
  const draft = new Draft();
  for (const item of items) {
    draft.add(pieceOf(item));
  }
  // No comma follows the last piece of a document, so a document has room for one character more.
  return draft.isEmpty
    ? 0
    : Math.ceil((draft.length - EMPTY + 1) / (quota.documentCharacters - EMPTY + 1));
}

/** The document, by its number, that a statement or a part of it is put into. */
interface Placement {
  readonly document: number;
  readonly statement: Statement;
}

/**
 * Puts a statement into the documents, into new ones if necessary, and returns its places.
 *
 * @throws PackingError when a part that cannot be divided fits into no document.
 */
function place(item: GuardrailStatement, drafts: Draft[], limit: number): readonly Placement[] {
  const whole = pieceOf(item);
  const [best] = drafts
    .map((draft) => ({ draft, cost: draft.cost(whole) }))
    .filter(({ draft, cost }) => draft.length + cost <= limit)
    .sort((left, right) => left.cost - right.cost);
  if (best) {
    best.draft.add(whole);
    return [{ document: drafts.indexOf(best.draft), statement: item.statement }];
  }
  const divided = { ...item, statement: statementOf(whole) };
  const division = new Division(divided, limit);
  const last = drafts.at(-1);
  let rest: readonly GuardrailStatement[] = last ? division.fill(last, divided) : [divided];
  while (rest.length > 0) {
    const draft = new Draft();
    rest = rest.flatMap((part) => division.fill(draft, part));
    if (draft.isEmpty) {
      throw tooLong(rest[0] ?? item, limit);
    }
    drafts.push(draft);
  }
  return division.taken.map(({ draft, statement }) => ({
    document: drafts.indexOf(draft),
    statement,
  }));
}

function tooLong(item: GuardrailStatement, limit: number): PackingError {
  const { Resource } = item.statement;
  const smallest = Resource ? withPart(item, { Resource: Resource.slice(0, 1) }) : item;
  const needed = EMPTY + lengthOf(pieceOf(smallest));
  return new PackingError(
    item.guardrail,
    `needs ${needed} characters in one organization policy, ${needed - limit} more than its ${limit}`,
    "shorten its parameters",
  );
}

/** A statement on its way into several documents. */
class Division {
  /** Statements with the documents that they have been put into, in order. */
  public readonly taken: { readonly draft: Draft; readonly statement: Statement }[] = [];

  public constructor(
    private readonly whole: GuardrailStatement,
    private readonly limit: number,
  ) {}

  /** Puts in what fits and returns what is left. */
  public fill(draft: Draft, rest: GuardrailStatement): readonly GuardrailStatement[] {
    if (this.#fits(draft, rest)) {
      this.#take(draft, rest);
      return [];
    }
    const { Action: actions = [], Resource: resources = [] } = rest.statement;
    const list = actions.length > 1 ? "Action" : "Resource";
    const values = list === "Action" ? actions : resources;
    const taken: string[] = [];
    const left: string[] = [];
    for (const value of values.length > 1 ? values : []) {
      const fits = this.#fits(draft, withPart(rest, { [list]: [...taken, value] }));
      (fits ? taken : left).push(value);
    }
    if (taken.length > 0) {
      this.#take(draft, withPart(rest, { [list]: taken }));
      return left.length > 0 ? [withPart(rest, { [list]: left })] : [];
    }
    // One action with all its resources is more than a document: every action goes its own way.
    return list === "Action" && draft.isEmpty
      ? actions.flatMap((action) => this.fill(draft, withPart(rest, { Action: [action] })))
      : [rest];
  }

  #fits(draft: Draft, part: GuardrailStatement): boolean {
    return draft.length + draft.cost(this.#piece(part)) <= this.limit;
  }

  #take(draft: Draft, part: GuardrailStatement): void {
    draft.add(this.#piece(part));
    this.taken.push({ draft, statement: part.statement });
  }

  /** Piece of a part, with a number after its Sid: a Sid names one statement. */
  #piece(part: GuardrailStatement): Piece {
    const { Sid } = part.statement;
    return pieceOf(
      part === this.whole || Sid === undefined
        ? part
        : withPart(part, { Sid: `${Sid}${this.taken.length + 1}` }),
    );
  }
}

function withPart(item: GuardrailStatement, part: Partial<Statement>): GuardrailStatement {
  return { guardrail: item.guardrail, statement: { ...item.statement, ...part } };
}
