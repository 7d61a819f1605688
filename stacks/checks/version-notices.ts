import { processorOf } from "../../components/shared/processor";
import { type AgeingVersion, ageingVersions } from "../../components/shared/version-ages";
import { type VersionMatrix, versionMatrix } from "../../components/shared/version-matrix";
import { today } from "../company/clock";
import type { Company, Notice } from "./notice";
import type { StackConfiguration } from "./stack-configuration";

/** A version that is to be raised or pinned, and the stacks of the company that run it: maybe none. */
export interface AgeingVersionInUse extends AgeingVersion {
  readonly stacks: readonly string[];
}

/** Every version of the matrix that is to be raised or pinned, with the stacks that run it. */
export function ageingVersionsInUse(
  { stacks }: Pick<Company, "stacks">,
  matrix = versionMatrix,
): AgeingVersionInUse[] {
  const uses = stacks.map(({ stack, ...configuration }) => ({
    stack,
    places: placesOf({ stack, ...configuration }, matrix),
  }));
  return ageingVersions(matrix, today()).map((version) => ({
    ...version,
    stacks: uses.filter(({ places }) => places.includes(version.place)).map(({ stack }) => stack),
  }));
}

/** Versions of the matrix that stacks of the company run and that are to be raised or pinned, with their stacks. */
export function versionsToRaise(
  company: Pick<Company, "stacks">,
  matrix = versionMatrix,
): Notice[] {
  return ageingVersionsInUse(company, matrix)
    .filter(({ stacks }) => stacks.length > 0)
    .map(({ text, stacks }) => ({ kind: "versions", text: `${text} (${stacks.join(", ")})` }));
}

/** Places in the matrix of the versions that a stack runs. An add-on whose version the stack sets has none. */
function placesOf(configuration: StackConfiguration, matrix: VersionMatrix): string[] {
  if (configuration.role !== "workload") {
    return [];
  }
  const { cluster, database, cache } = configuration.settings;
  const processors = new Set(cluster.nodes.instanceTypes.map(processorOf));
  const addOns = Object.keys(matrix.kubernetes.minors[cluster.version]?.addOns ?? {});
  return [
    `kubernetes/${cluster.version}`,
    ...addOns
      .filter((name) => !(name in cluster.addOnVersions))
      .map((name) => `add-ons/${cluster.version}/${name}`),
    ...[...processors].map((processor) => `images/${cluster.version}/${processor}`),
    ...(cluster.install ? Object.keys(matrix.charts).map((key) => `charts/${key}`) : []),
    `postgres/${database.engineVersion}`,
    `valkey/${cache.engineVersion}`,
  ];
}
