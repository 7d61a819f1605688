import * as pulumi from "@pulumi/pulumi";
import type { Values } from "../core/types";

/** Pulumi's marker for a value that only a deployment returns. */
const UNKNOWN = pulumi.runtime.unknownValue;

/** Reference to an output of an earlier child. */
export class Reference {
  /** @param output `id`, an output's name, or a path into one such as `identities.0.oidcs.0.issuer`. */
  public constructor(
    public readonly child: string,
    public readonly output: string,
  ) {}
}

/** A value that is computed from others, such as References; unknown while one of them is unknown. */
export class Derived {
  public constructor(
    public readonly from: unknown,
    public readonly by: (known: unknown) => unknown,
  ) {}
}

/** A resource that a remote component creates. */
export interface Child {
  /** Key for References, unique in the component. */
  readonly key: string;
  readonly type: string;
  /** Resource name, as the real component gives it. */
  readonly name: string;
  /** False for a component inside the component. */
  readonly custom: boolean;
  /** Key of the parent; the component itself when absent. */
  readonly parent?: string;
  /** May contain References and Derived values at any depth. */
  readonly inputs: Readonly<Values>;
  /** Keys of the children that it depends on, in addition to those that it refers to. */
  readonly dependsOn?: readonly string[];
  /** Paths of inputs whose changes are not deployed. */
  readonly ignoreChanges?: readonly string[];
}

/** Children and outputs of a remote component. */
export interface Construction {
  /** In the order of their creation: a child comes after its parent and the children that it refers to. */
  readonly children: readonly Child[];
  /** May contain References and Derived values at any depth. */
  readonly outputs: Readonly<Values>;
}

/**
 * Creates the children in their order and returns the component's outputs.
 *
 * @param create Creates one child, whose inputs are resolved; returns its outputs, with its id as `id`.
 */
export function construct(construction: Construction, create: (child: Child) => Values): Values {
  const created = new Map<string, Values>();
  for (const child of construction.children) {
    created.set(child.key, create({ ...child, inputs: resolve(child.inputs, created) as Values }));
  }
  return resolve(construction.outputs, created) as Values;
}

/**
 * Replaces every Reference and Derived value in a value. An output that a child does not have, as in a preview, becomes
 * Pulumi's marker for unknown values.
 *
 * @param created Outputs of the children until now by key, with the id of each as `id`.
 * @throws Error for a Reference to a child that does not exist yet.
 */
export function resolve(value: unknown, created: ReadonlyMap<string, Readonly<Values>>): unknown {
  if (value instanceof Reference) {
    return outputOf(value, created);
  }
  if (value instanceof Derived) {
    const from = resolve(value.from, created);
    return holdsUnknown(from) ? UNKNOWN : value.by(from);
  }
  if (Array.isArray(value)) {
    return value.map((item) => resolve(item, created));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, resolve(item, created)]),
  );
}

function outputOf(
  { child, output }: Reference,
  created: ReadonlyMap<string, Readonly<Values>>,
): unknown {
  const outputs = created.get(child);
  if (outputs === undefined) {
    throw new Error(`the child ${child} is not created yet: its output ${output} is unknown`);
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
