import type { Values } from "../core/types";
import { clusterConstruction } from "./cluster";
import type { Construction } from "./construction";
import { vpcConstruction } from "./vpc";

const constructions: Readonly<
  Record<string, (name: string, inputs: Readonly<Values>) => Construction>
> = {
  "awsx:ec2:Vpc": vpcConstruction,
  "eks:index:Cluster": clusterConstruction,
};

/** Types of the remote components. */
export const componentTypes: readonly string[] = Object.keys(constructions);

/**
 * Children and outputs of a remote component; `undefined` for any other type. The offline plan and the emulated providers
 * both use it, so that their ids and outputs are the same.
 *
 * @param inputs Secrets in clear; an unknown value is `undefined` or Pulumi's marker, and stays so in the result.
 * @throws Error for inputs that are not emulated.
 */
export function constructionOf(
  type: string,
  name: string,
  inputs: Readonly<Values>,
): Construction | undefined {
  return constructions[type]?.(name, inputs);
}
