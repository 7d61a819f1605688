import table from "./replacement.json";

/** Facts of the AWS provider about changes of a resource type; paths have dots, and no indexes of lists. */
export interface Replacement {
  /** Inputs that the API accepts only at creation: a change of one, or of anything in it, replaces the resource. */
  readonly createOnly: readonly string[];
  /** Inputs that stay as they are in AWS when a program takes them away: that is no difference. */
  readonly kept: readonly string[];
}

/**
 * Facts about a resource type of the AWS provider.
 *
 * @throws Error for a type that the table lacks: a guess would rehearse an update where AWS replaces.
 */
export function replacementOf(type: string): Replacement {
  const row = (table.types as Readonly<Record<string, Replacement>>)[type];
  if (row === undefined) {
    throw new Error(
      `cli/emulation/models/replacement.json has no ${type}: add it with npm run aws-tables`,
    );
  }
  return row;
}

/** True for a type that the table has. */
export function isModelled(type: string): boolean {
  return Object.hasOwn(table.types, type);
}
