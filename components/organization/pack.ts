import type { Statement } from "../../policy-pack/guardrails/guardrail";

/** A statement with the guardrail it comes from. */
export interface GuardrailStatement {
  readonly guardrail: string;
  readonly statement: Statement;
}

/** A statement as it is packed: merged with others, or a part of one. */
export interface PackedStatement {
  /** Guardrails it answers for, in order and each once. */
  readonly guardrails: readonly string[];
  readonly statement: Statement;
}

/** One organization policy document. */
export interface PackedDocument {
  /** Minified, lists of one value as that value: AWS counts white space and brackets. */
  readonly content: string;
  readonly statements: readonly PackedStatement[];
  /** Guardrails whose statements it holds, in order and each once. */
  readonly guardrails: readonly string[];
}

/** @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
export interface PolicyQuota {
  /** Documents that may be attached to one target. */
  readonly documentsPerTarget: number;
  /** Characters of one document. */
  readonly documentCharacters: number;
  /** Documents of these that are attached already: FullAWSAccess, Control Tower's own. */
  readonly taken: number;
}

const EMPTY = documentOf([]);

/** Statements that do not fit into the documents of one target. */
export class PackingError extends Error {
  public override readonly name = "PackingError";

  /** @param guardrail The guardrail at which it fails. */
  public constructor(
    public readonly guardrail: string,
    problem: string,
    public readonly remedy: string,
  ) {
    super(`guardrail ${guardrail} ${problem}; ${remedy}`);
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
 * it repeats what merged and divided statements say besides their actions. As long as both together stay below a tenth
 * of a document, the result is at most one document above {@link lowerBound}, up to the ten documents that AWS allows.
 * Only a wildcard that follows actions which it makes superfluous in several documents can cost more.
 *
 * @throws PackingError at a statement whose smallest part fits into no document, and at the first guardrail for which
 * there is no document left.
 */
export function packStatements(
  items: readonly GuardrailStatement[],
  quota: PolicyQuota,
): PackedDocument[] {
  const drafts: Draft[] = [];
  for (const item of items) {
    place(item, drafts, quota.documentCharacters);
  }
  const documents = drafts.map((draft) => draft.pack());
  const available = Math.max(0, quota.documentsPerTarget - quota.taken);
  const [guardrail] = documents[available]?.guardrails ?? [];
  if (guardrail !== undefined) {
    const missing = drafts
      .slice(available)
      .reduce((sum, draft) => sum + draft.length - EMPTY.length, 0);
    throw new PackingError(
      guardrail,
      `does not fit: ${quota.documentsPerTarget} organization policies of ${quota.documentCharacters} characters may be attached to one target, ${quota.taken} of them taken already, and ${missing} characters are missing`,
      "turn guardrails off, apply them to organizational units instead of the root, or raise organization.policyQuotas",
    );
  }
  return documents;
}

/** Fewest documents that the statements could need, each of them undivided and merged with all that are like it. */
export function lowerBound(items: readonly GuardrailStatement[], quota: PolicyQuota): number {
  const draft = new Draft();
  for (const item of items) {
    draft.add(pieceOf(item));
  }
  // Between two documents there is no comma, so each holds one more than it has characters for.
  return draft.isEmpty
    ? 0
    : Math.ceil((draft.length - EMPTY.length + 1) / (quota.documentCharacters - EMPTY.length + 1));
}

/**
 * Puts a statement into the documents, new ones where it must.
 *
 * @throws PackingError when a part that cannot be divided fits into no document.
 */
function place(item: GuardrailStatement, drafts: Draft[], limit: number): void {
  const whole = pieceOf(item);
  const [best] = drafts
    .map((draft) => ({ draft, cost: draft.cost(whole) }))
    .filter(({ draft, cost }) => draft.length + cost <= limit)
    .sort((left, right) => left.cost - right.cost);
  if (best) {
    best.draft.add(whole);
    return;
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
}

function tooLong(item: GuardrailStatement, limit: number): PackingError {
  const { Resource } = item.statement;
  const smallest = Resource ? withPart(item, { Resource: Resource.slice(0, 1) }) : item;
  const needed = EMPTY.length + lengthOf(pieceOf(smallest));
  return new PackingError(
    item.guardrail,
    `needs ${needed} characters in one organization policy, ${needed - limit} more than its ${limit}`,
    "shorten its parameters",
  );
}

/** A statement on its way into several documents. */
class Division {
  #parts = 0;

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
    this.#parts++;
  }

  /** Parts are numbered: a Sid stands for one statement. */
  #piece(part: GuardrailStatement): Piece {
    const { Sid } = part.statement;
    return pieceOf(
      part === this.whole || Sid === undefined
        ? part
        : withPart(part, { Sid: `${Sid}${this.#parts + 1}` }),
    );
  }
}

function withPart(item: GuardrailStatement, part: Partial<Statement>): GuardrailStatement {
  return { guardrail: item.guardrail, statement: { ...item.statement, ...part } };
}

/** A statement of a document, or what is put into one. */
interface Piece {
  readonly guardrails: readonly string[];
  readonly sid: string | undefined;
  /** Left out where a statement has none, but NotAction. */
  readonly actions: ActionSet | undefined;
  /** What it says besides. */
  readonly frame: Omit<Statement, "Sid" | "Action">;
  /** Equal for pieces that may become one, absent for those that never may. */
  readonly shape: string | undefined;
  /** Characters of the frame and of what holds the actions. */
  readonly frameLength: number;
}

function pieceOf({ guardrail, statement }: GuardrailStatement): Piece {
  const { Sid, Action, ...frame } = statement;
  return {
    guardrails: [guardrail],
    sid: Sid,
    actions: Action && ActionSet.of(Action),
    frame,
    shape: Action && shapeOf(statement),
    frameLength: characters(minified(frame)) + (Action ? characters(`"Action":,`) : 0),
  };
}

/** All that must be equal for two denies to become one. Statements that allow stay as they are. */
function shapeOf(statement: Statement): string | undefined {
  const { Effect, Principal = "", Resource, NotResource, Condition = {} } = statement;
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => JSON.stringify([operator, key, values.toSorted()])),
  );
  return Effect === "Deny"
    ? JSON.stringify([Principal, Resource?.toSorted(), NotResource?.toSorted(), conditions.sort()])
    : undefined;
}

/** A statement of two guardrails has no Sid: it would name one of them. */
function merge(left: Piece, right: Piece): Piece {
  const guardrails = [...new Set([...left.guardrails, ...right.guardrails])];
  return {
    ...left,
    guardrails,
    sid: guardrails.length === 1 ? left.sid : undefined,
    actions: left.actions?.with(right.actions),
  };
}

function lengthOf({ sid, actions, frameLength }: Piece): number {
  const sidLength = sid === undefined ? 0 : characters(`"Sid":${JSON.stringify(sid)},`);
  return frameLength + sidLength + (actions?.length ?? 0);
}

/** In one order of keys, so that only what a statement says can change a document. */
function statementOf({ sid, actions, frame }: Piece): Statement {
  const { Effect, Principal, NotAction, Resource, NotResource, Condition } = frame;
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect,
    ...(Principal && { Principal }),
    ...(actions && { Action: actions.sorted() }),
    ...(NotAction && { NotAction }),
    ...(Resource && { Resource }),
    ...(NotResource && { NotResource }),
    ...(Condition && { Condition }),
  };
}

/** A document that statements are put into. It knows its length without being written. */
class Draft {
  readonly #pieces: Piece[] = [];
  readonly #indexByShape = new Map<string, number>();
  #length = EMPTY.length;

  public get length(): number {
    return this.#length;
  }

  public get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  /** Characters that a piece would add: none, or less, where a statement like it denies the same. */
  public cost(piece: Piece): number {
    return this.#joined(piece).cost;
  }

  public add(piece: Piece): void {
    const { index, joined, cost } = this.#joined(piece);
    this.#pieces[index] = joined;
    this.#length += cost;
    if (piece.shape !== undefined) {
      this.#indexByShape.set(piece.shape, index);
    }
  }

  public pack(): PackedDocument {
    const statements = this.#pieces.map((piece) => ({
      guardrails: piece.guardrails,
      statement: statementOf(piece),
    }));
    return {
      content: documentOf(statements.map(({ statement }) => statement)),
      statements,
      guardrails: [...new Set(statements.flatMap(({ guardrails }) => guardrails))],
    };
  }

  /** The piece as it would lie in the document, merged with the one that is like it. */
  #joined(piece: Piece): { index: number; joined: Piece; cost: number } {
    const index = this.#indexByShape.get(piece.shape ?? "") ?? this.#pieces.length;
    const twin = this.#pieces[index];
    if (twin) {
      const joined = merge(twin, piece);
      return { index, joined, cost: lengthOf(joined) - lengthOf(twin) };
    }
    // AWS wants each Sid once in a document.
    const isTaken = this.#pieces.some(({ sid }) => sid === piece.sid);
    const joined = isTaken ? { ...piece, sid: undefined } : piece;
    return { index, joined, cost: lengthOf(joined) + (this.isEmpty ? 0 : 1) };
  }
}

/** Actions of a statement, each once and without those that a wildcard among them covers. */
class ActionSet {
  private constructor(
    private readonly names: ReadonlySet<string>,
    private readonly wildcards: readonly RegExp[],
    /** Characters of the names as JSON, without what stands between them. */
    private readonly nameLength: number,
  ) {}

  public static of(names: readonly string[]): ActionSet {
    const kept = new Set(names.toSorted());
    const wildcards = new Map<string, RegExp>();
    for (const name of [...kept].filter((each) => /[*?]/.test(each))) {
      wildcards.set(name, patternOf(name));
    }
    for (const [name, pattern] of wildcards) {
      for (const other of kept) {
        if (other !== name && pattern.test(other)) {
          kept.delete(other);
          wildcards.delete(other);
        }
      }
    }
    return new ActionSet(kept, [...wildcards.values()], nameLengthOf(kept));
  }

  /** Characters of the list, or of the one name without a list. */
  public get length(): number {
    const { size } = this.names;
    return this.nameLength + (size === 1 ? 0 : Math.max(size - 1, 0) + characters("[]"));
  }

  public sorted(): string[] {
    return [...this.names].sort();
  }

  public with(more: ActionSet | undefined): ActionSet {
    const added = [...(more?.names ?? [])].filter((name) => !this.#covers(name));
    if (added.length === 0) {
      return this;
    }
    const names = [...this.names, ...added];
    return more?.wildcards.length === 0
      ? new ActionSet(new Set(names), this.wildcards, this.nameLength + nameLengthOf(added))
      : ActionSet.of(names);
  }

  #covers(name: string): boolean {
    return this.names.has(name) || this.wildcards.some((wildcard) => wildcard.test(name));
  }
}

/** Matches names, and wildcards that match nothing that this one does not. */
function patternOf(wildcard: string): RegExp {
  const pattern = wildcard
    .replace(/[\\^$.+()[\]{}|]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", "[^*]");
  return new RegExp(`^${pattern}$`);
}

function nameLengthOf(names: Iterable<string>): number {
  return [...names].reduce((sum, name) => sum + characters(JSON.stringify(name)), 0);
}

function documentOf(statements: readonly Statement[]): string {
  return `{"Version":"2012-10-17","Statement":[${statements.map(minified).join(",")}]}`;
}

function minified(part: Partial<Statement>): string {
  return JSON.stringify(part, (_, value: unknown) =>
    Array.isArray(value) && value.length === 1 ? (value as readonly unknown[])[0] : value,
  );
}

/** Length as AWS counts it: what lies beyond the basic plane is one character. */
function characters(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
