import * as pulumi from "@pulumi/pulumi";
import type { Values } from "../core/types";

/** Pulumi's marker for what only a deployment can tell. */
const UNKNOWN = pulumi.runtime.unknownValue;

/** An output of a child made before, in the place of a value. */
export class Reference {
  /** @param output `id`, an output's name, or a path into one such as `identities.0.oidcs.0.issuer`. */
  public constructor(
    public readonly child: string,
    public readonly output: string,
  ) {}
}

/** A value that is worked out of others, References among them; unknown as long as one of them is. */
export class Derived {
  public constructor(
    public readonly from: unknown,
    public readonly by: (known: unknown) => unknown,
  ) {}
}

/** A resource that a remote component makes. */
export interface Child {
  /** Unique in the component: what References name. */
  readonly key: string;
  readonly type: string;
  /** Resource name, as the real component gives it. */
  readonly name: string;
  /** False for a component inside the component. */
  readonly custom: boolean;
  /** Key of the parent; the component itself when absent. */
  readonly parent?: string;
  /** May hold References and Derived values at any depth. */
  readonly inputs: Readonly<Values>;
  /** Keys of the children that it waits for beside those it refers to. */
  readonly dependsOn?: readonly string[];
  /** Paths of inputs whose changes are not deployed. */
  readonly ignoreChanges?: readonly string[];
}

/** What a remote component makes, and what it answers. */
export interface Construction {
  /** In the order in which they are made: a parent, and whatever a child refers to, comes before the child. */
  readonly children: readonly Child[];
  /** May hold References and Derived values at any depth. */
  readonly outputs: Readonly<Values>;
}

/**
 * Makes the children in their order and returns the component's outputs.
 *
 * @param make Makes one child, whose inputs are resolved; answers its outputs, its id among them as `id`.
 */
export function construct(construction: Construction, make: (child: Child) => Values): Values {
  const made = new Map<string, Values>();
  for (const child of construction.children) {
    made.set(child.key, make({ ...child, inputs: resolve(child.inputs, made) as Values }));
  }
  return resolve(construction.outputs, made) as Values;
}

/**
 * The value with every Reference and Derived value in it replaced. An output that a child does not have yet, as in a
 * preview, is Pulumi's marker for unknown values.
 *
 * @param made Outputs of the children made so far by key, the id of each among them as `id`.
 * @throws Error for a Reference to a child that is not made yet.
 */
export function resolve(value: unknown, made: ReadonlyMap<string, Readonly<Values>>): unknown {
  if (value instanceof Reference) {
    return outputOf(value, made);
  }
  if (value instanceof Derived) {
    const from = resolve(value.from, made);
    return holdsUnknown(from) ? UNKNOWN : value.by(from);
  }
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, made));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, made)]));
}

function outputOf(
  { child, output }: Reference,
  made: ReadonlyMap<string, Readonly<Values>>,
): unknown {
  const outputs = made.get(child);
  if (outputs === undefined) {
    throw new Error(`nothing called ${child} is made yet: it has no ${output} to refer to`);
  }
  const found = output
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null ? (value as Values)[key] : undefined,
      outputs,
    );
  return found ?? UNKNOWN;
}

function holdsUnknown(value: unknown): boolean {
  return typeof value === "object" && value !== null
    ? Object.values(value).some(holdsUnknown)
    : value === UNKNOWN;
}
