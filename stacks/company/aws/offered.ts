import cacheNodeTypes from "./tables/cache-node-types.json";
import databaseClasses from "./tables/database-classes.json";
import engineVersions from "./tables/engine-versions.json";
import instanceTypes from "./tables/instance-types.json";
import policyTypes from "./tables/policy-types.json";
import regions from "./tables/regions.json";

/** Sizes by family, with the Regions that offer them: `all`, `all but us-west-1`, or a list. */
type ClassTable = Readonly<Record<string, Readonly<Record<string, string>>>>;

const classTables = {
  instance: instanceTypes.types,
  database: databaseClasses.types,
  cache: cacheNodeTypes.types,
} as const satisfies Record<string, ClassTable>;

/** Kinds of machines that AWS enumerates by Region. */
export type ClassKind = keyof typeof classTables;

/** Regions of the partition `aws`, as the tables know them. */
export const knownRegions: readonly string[] = Object.keys(regions.regions);

/** Day on which the tables were read from the models. */
export const tablesRead = regions.read;

/** Major versions of PostgreSQL, and versions of Valkey. */
export const knownVersions: Readonly<Record<"postgres" | "valkey", readonly string[]>> =
  engineVersions;

/** Types of organization policies. */
export const knownPolicyTypes: readonly string[] = policyTypes.types;

/** Ids of the zones of a Region; empty where the tables have none. */
export function knownZoneIds(region: string): string[] {
  const ids = (regions.regions as Readonly<Record<string, string>>)[region] ?? "";
  return ids.split(" ").filter((id) => id !== "");
}

/** Every type of a kind, in any Region. */
export function knownTypes(kind: ClassKind): string[] {
  return Object.entries(classTables[kind] as ClassTable).flatMap(([family, rows]) =>
    Object.keys(rows).flatMap((sizes) => sizes.split(" ").map((size) => `${family}.${size}`)),
  );
}

/** Regions that offer a type; `undefined` for a type that the tables do not know. */
export function regionsWith(kind: ClassKind, type: string): string[] | undefined {
  const at = type.lastIndexOf(".");
  const rows = (classTables[kind] as ClassTable)[type.slice(0, at)] ?? {};
  const places = Object.entries(rows).find(([sizes]) =>
    sizes.split(" ").includes(type.slice(at + 1)),
  )?.[1];
  if (places === undefined) {
    return undefined;
  }
  const [excluded] = /(?<=^all but ).*/.exec(places) ?? [];
  if (places === "all" || excluded !== undefined) {
    const absent = (excluded ?? "").split(" ");
    return knownRegions.filter((region) => !absent.includes(region));
  }
  return places.split(" ");
}
