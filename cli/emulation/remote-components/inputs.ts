import type { Values } from "../core/types";

/** Refuses inputs that are not emulated: an invented result would be wrong. @throws Error always. */
export function refuse(type: string, reason: string): never {
  throw new Error(`the emulated ${type} ${reason}`);
}

/** Refuses inputs other than the named ones. @throws Error for an input with another name. */
export function refuseOthers(
  type: string,
  inputs: Readonly<Values>,
  names: readonly string[],
  place = "",
): void {
  for (const [name, value] of Object.entries(inputs)) {
    if (value !== undefined && !names.includes(name)) {
      refuse(type, `does not support ${place}${name}`);
    }
  }
}

/** Inputs with these names that are present. */
export function given(inputs: Readonly<Values>, names: readonly string[]): Values {
  return Object.fromEntries(
    names.filter((name) => name in inputs).map((name) => [name, inputs[name]]),
  );
}
