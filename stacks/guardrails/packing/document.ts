import { covering } from "../../../policy-pack/guardrails/support/wildcards";
import type { Statement } from "../../../policy-pack/guardrails/types/organization-policy";

/** A statement with the guardrail it comes from. */
export interface GuardrailStatement {
  readonly guardrail: string;
  readonly statement: Statement;
}

/** A statement of a packed document: whole, merged with others, or a part. */
export interface PackedStatement {
  /** Guardrails whose statements it comes from, in order and each once. */
  readonly guardrails: readonly string[];
  readonly statement: Statement;
}

/** One organization policy document. */
export interface PackedDocument {
  /** Minified JSON. A list of one value is written as that value, because AWS counts brackets and white space. */
  readonly content: string;
  readonly statements: readonly PackedStatement[];
  /** Guardrails whose statements the document contains, in order and each once. */
  readonly guardrails: readonly string[];
}

/** Characters of a document without statements. */
export const EMPTY = documentOf([]).length;

/** A statement in a form that can be merged and measured quickly. */
export interface Piece {
  readonly guardrails: readonly string[];
  readonly sid: string | undefined;
  /** Undefined when the statement has NotAction instead. */
  readonly actions: ActionSet | undefined;
  /** The statement without Sid and Action. */
  readonly frame: Omit<Statement, "Sid" | "Action">;
  /** Equal for pieces that can be merged. Undefined for a piece that cannot be merged. */
  readonly shape: string | undefined;
  /** Characters of the frame and of the key `Action`. */
  readonly frameLength: number;
}

export function pieceOf({ guardrail, statement }: GuardrailStatement): Piece {
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

/** Everything that must be equal when two denies are merged. Statements that allow are never merged. */
function shapeOf(statement: Statement): string | undefined {
  const { Effect, Principal = "", Resource, NotResource, Condition = {} } = statement;
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => JSON.stringify([operator, key, values.toSorted()])),
  );
  return Effect === "Deny"
    ? JSON.stringify([Principal, Resource?.toSorted(), NotResource?.toSorted(), conditions.sort()])
    : undefined;
}

/** Merges two pieces. A statement of two guardrails has no Sid, because a Sid names one guardrail. */
function merge(left: Piece, right: Piece): Piece {
  const guardrails = [...new Set([...left.guardrails, ...right.guardrails])];
  return {
    ...left,
    guardrails,
    sid: guardrails.length === 1 ? left.sid : undefined,
    actions: left.actions?.with(right.actions),
  };
}

export function lengthOf({ sid, actions, frameLength }: Piece): number {
  const sidLength = sid === undefined ? 0 : characters(`"Sid":${JSON.stringify(sid)},`);
  return frameLength + sidLength + (actions?.length ?? 0);
}

/** Statement of a piece. The order of its keys is fixed, so a document changes only when the content changes. */
export function statementOf({ sid, actions, frame }: Piece): Statement {
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

/** A document while statements are added. Its length is counted without writing the text. */
export class Draft {
  readonly #pieces: Piece[] = [];
  readonly #indexByShape = new Map<string, number>();
  #length = EMPTY;

  public get length(): number {
    return this.#length;
  }

  public get isEmpty(): boolean {
    return this.#pieces.length === 0;
  }

  /** Number of characters that a piece would add. Zero or less when it merges with a statement and wildcards cover the actions. */
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

  /** The piece after it is added: merged with the statement of the same shape, if there is one. */
  #joined(piece: Piece): { index: number; joined: Piece; cost: number } {
    const index = this.#indexByShape.get(piece.shape ?? "") ?? this.#pieces.length;
    const twin = this.#pieces[index];
    if (twin) {
      const joined = merge(twin, piece);
      return { index, joined, cost: lengthOf(joined) - lengthOf(twin) };
    }
    // AWS allows each Sid once in a document.
    const isTaken = this.#pieces.some(({ sid }) => sid === piece.sid);
    const joined = isTaken ? { ...piece, sid: undefined } : piece;
    return { index, joined, cost: lengthOf(joined) + (this.isEmpty ? 0 : 1) };
  }
}

/** True when a wildcard covers the name. */
type Covers = (name: string) => boolean;

/** Actions of a statement, each once, without actions that a wildcard in the set covers. */
class ActionSet {
  private constructor(
    private readonly names: ReadonlySet<string>,
    private readonly wildcards: readonly Covers[],
    /** Characters of the names as JSON, without the commas between them. */
    private readonly nameLength: number,
  ) {}

  public static of(names: readonly string[]): ActionSet {
    const kept = new Set(names.toSorted());
    const wildcards = new Map<string, Covers>();
    for (const name of [...kept].filter((each) => /[*?]/.test(each))) {
      wildcards.set(name, covering(name));
    }
    for (const [name, covers] of wildcards) {
      for (const other of kept) {
        if (other !== name && covers(other)) {
          kept.delete(other);
          wildcards.delete(other);
        }
      }
    }
    return new ActionSet(kept, [...wildcards.values()], nameLengthOf(kept));
  }

  /** Characters of the list, or of a single name without brackets. */
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
    return this.names.has(name) || this.wildcards.some((covers) => covers(name));
  }
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

/** Number of characters as AWS counts them: a letter of two UTF-16 code units is one character. */
function characters(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}
