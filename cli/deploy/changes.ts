/** Kinds of changes to a resource, in the order of the tables. */
export const changeKinds = ["create", "import", "update", "replace", "delete", "same"] as const;

export type ChangeKind = (typeof changeKinds)[number];

/** Changes that an operation applies, or would apply. */
export interface Changes {
  readonly counts: Readonly<Record<ChangeKind, number>>;
  /** URNs of resources that are created again in the place of an old one. */
  readonly replaced: readonly string[];
  /** URNs of resources that are removed. */
  readonly deleted: readonly string[];
}

/** Progress of an operation. */
export interface Activity {
  /** Resources that are finished, including unchanged ones. */
  readonly done: number;
  /** Steps that run now: the engine's name of the step and the resource's URN. */
  readonly running: readonly { readonly op: string; readonly urn: string }[];
}

/** Counts what the engine does to the resources of one stack. */
export class Tally {
  readonly #running = new Map<string, string>();
  readonly #urns = { replace: new Set<string>(), delete: new Set<string>() };
  #counts: Readonly<Record<string, number>> = {};
  #done = 0;

  public get activity(): Activity {
    return { done: this.#done, running: [...this.#running].map(([urn, op]) => ({ urn, op })) };
  }

  public get changes(): Changes {
    const count = (kind: ChangeKind): number => this.#counts[kind] ?? 0;
    return {
      counts: {
        create: count("create"),
        import: count("import"),
        update: count("update"),
        replace: count("replace"),
        delete: count("delete"),
        same: count("same"),
      },
      replaced: [...this.#urns.replace].sort(),
      deleted: [...this.#urns.delete].sort(),
    };
  }

  /** A step of the engine begins or ends. */
  public step(op: string, urn: string, done: boolean): void {
    if (op === "replace" || op === "delete") {
      this.#urns[op].add(urn);
    }
    if (done) {
      this.#done += 1;
      this.#running.delete(urn);
    } else if (op !== "same") {
      this.#running.set(urn, op);
    }
  }

  /** Takes over the engine's own count, which it sends at the end. */
  public summary(counts: Readonly<Record<string, number>>): void {
    this.#counts = counts;
  }
}

/** True when an operation changes no resource. */
export function isUnchanged({ counts }: Changes): boolean {
  return changeKinds.every((kind) => kind === "same" || counts[kind] === 0);
}
