import type { Values } from "../core/types";

/** @throws Error always: what a component would do with such inputs is not emulated, and an invention would be a lie. */
export function refuse(type: string, reason: string): never {
  throw new Error(`the emulated ${type} ${reason}`);
}

/** @throws Error for an input with a value that is none of the names. */
export function refuseOthers(
  type: string,
  inputs: Readonly<Values>,
  names: readonly string[],
  place = "",
): void {
  for (const [name, value] of Object.entries(inputs)) {
    if (value !== undefined && !names.includes(name)) {
      refuse(type, `does not know what ${place}${name} would change`);
    }
  }
}

/** The inputs of these names, without those that are absent. */
export function given(inputs: Readonly<Values>, names: readonly string[]): Values {
  return Object.fromEntries(
    names.filter((name) => name in inputs).map((name) => [name, inputs[name]]),
  );
}
