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

/** Quota of AWS for one policy type. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
export interface PolicyQuota {
  /** Number of documents that AWS allows on one target. */
  readonly documentsPerTarget: number;
  /** Number of characters that AWS allows in one document. */
  readonly documentCharacters: number;
  /** Number of documents that are already attached: FullAWSAccess and those of Control Tower. */
  readonly taken: number;
}

/** Error for statements that exceed the quota of one target. */
export class PackingError extends Error {
  public override readonly name = "PackingError";

  /** @param guardrail Id of the first guardrail that does not fit. */
  public constructor(
    public readonly guardrail: string,
    public readonly problem: string,
    public readonly remedy: string,
  ) {
    super(`guardrail ${guardrail} ${problem}; ${remedy}`);
  }

  /** The same error with the policy type and the target, such as "SERVICE_CONTROL_POLICY on root". */
  public of(documents: string): PackingError {
    return new PackingError(this.guardrail, `${this.problem} (${documents})`, this.remedy);
  }
}

/**
 * Packs statements into the documents of one target. Together the documents deny exactly what the statements deny.
 *
 * - Denies that differ only in their actions become one statement, also across guardrails.
 * - Statements are placed in the given order. A whole statement goes into the document where it adds the fewest
 *   characters; if several are equal, into the first of them.
 * - A statement that fits into no document is divided by its actions (by its resources when it has one action). The last
 *   document takes the actions that fit, and a new document takes the rest.
 * - A placed statement does not move. So one more statement changes at most one document and adds at most one, unless it is
 *   larger than a document.
 *
 * Each document loses some space: the end where no other piece fits, and the frames that divided statements repeat. While
 * this is less than a tenth of a document, the result is at most one document above {@link lowerBound}. It can be more
 * only when a wildcard comes after actions that it covers in several documents.
 *
 * @param usual The statements of an organization without exceptions and without disabled guardrails. Every item is placed
 * in the document that contains it when `usual` is packed with a twentieth of each document kept free. Items that do not
 * fit there are placed last. So an exception or a disabled guardrail moves no other statement. Ignored when this needs more
 * than one document above {@link lowerBound}, for example when half of the guardrails are disabled.
 * @throws PackingError for a statement whose smallest part fits into no document, and for the first guardrail for which no
 * document is left.
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
      `does not fit: one target can have ${quota.documentsPerTarget} organization policies of ${quota.documentCharacters} characters, ${quota.taken} of them are already in use, and space for ${missing} characters is missing`,
      "disable guardrails, apply them to other organizational units, or set organization.policyQuotas if AWS has raised your quotas",
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

/** Part of a document that is kept free, because statements can grow. */
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
    // A statement does not fit when a part of each document is kept free.
    if (error instanceof PackingError) {
      return undefined;
    }
    throw error;
  }
  const drafts = layout.emptyDrafts();
  const ordered = inOrder(items);
  // Place unchanged statements first. Grown statements use the space that is left.
  const unplaced = [
    ...ordered.filter(([key, item]) => layout.isUsual(key, item)),
    ...ordered.filter(([key, item]) => !layout.isUsual(key, item)),
  ].flatMap(([key, item]) => layout.put(key, item, drafts, limit));
  const last = pack(unplaced, limit, drafts.splice(-1));
  const used = [...drafts, ...last].filter((draft) => !draft.isEmpty);
  return used.length <= Math.min(available, lowerBound(items, quota) + 1) ? used : undefined;
}

/** Each statement with its key: the guardrail and the position among the statements of this guardrail. */
function inOrder(items: readonly GuardrailStatement[]): [string, GuardrailStatement][] {
  const counts = new Map<string, number>();
  return items.map((item) => {
    const count = counts.get(item.guardrail) ?? 0;
    counts.set(item.guardrail, count + 1);
    return [`${item.guardrail} ${count}`, item];
  });
}

/** Usual document of each statement, and of each part of a divided statement. */
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

  /** True when the statement is the same as the usual one. */
  public isUsual(key: string, item: GuardrailStatement): boolean {
    return this.#statements.get(key) === JSON.stringify(item);
  }

  public emptyDrafts(): Draft[] {
    return Array.from({ length: this.#size }, () => new Draft());
  }

  /** Adds a statement to its usual documents. Returns the parts that have no usual document or do not fit. */
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

/** Divides a statement: inside, the actions and resources that a given part also has; outside, the others. */
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

/** Smallest number of documents for the statements: none is divided, and all of the same shape are merged. */
export function lowerBound(items: readonly GuardrailStatement[], quota: PolicyQuota): number {
  const draft = new Draft();
  for (const item of items) {
    draft.add(pieceOf(item));
  }
  // No comma is needed between two documents, so each can contain one more character.
  return draft.isEmpty
    ? 0
    : Math.ceil((draft.length - EMPTY + 1) / (quota.documentCharacters - EMPTY + 1));
}

/** Index of the document that contains a statement or a part of it. */
interface Placement {
  readonly document: number;
  readonly statement: Statement;
}

/**
 * Adds a statement to the documents, or to new ones if necessary. Returns the document of each part.
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
    `needs ${needed} characters in one organization policy, ${needed - limit} more than the ${limit} that AWS allows`,
    "shorten its parameters",
  );
}

/** A statement that is divided over several documents. */
class Division {
  /** The parts that have been placed, with their documents. */
  public readonly taken: { readonly draft: Draft; readonly statement: Statement }[] = [];

  public constructor(
    private readonly whole: GuardrailStatement,
    private readonly limit: number,
  ) {}

  /** Adds the actions or resources that fit, and returns the rest. */
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
    // One action with all its resources is larger than a document: place each action alone.
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

  /** Piece of a part. The Sid gets a number, because AWS allows each Sid only once in a document. */
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
