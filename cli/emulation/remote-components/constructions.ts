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
 * What a remote component makes of its inputs, undefined for a type that is none. Both the offline plan and emulated
 * providers work with it, so that they come to the same ids and outputs.
 *
 * @param inputs With secrets in clear; what is unknown is either undefined or Pulumi's marker, and is passed on.
 * @throws Error for inputs that are not emulated.
 */
export function constructionOf(
  type: string,
  name: string,
  inputs: Readonly<Values>,
): Construction | undefined {
  return constructions[type]?.(name, inputs);
}
