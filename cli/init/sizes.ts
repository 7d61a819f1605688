import { type ClassKind, regionsWith } from "../../stacks/company/aws/offered";
import { usableZoneIds } from "../../stacks/company/aws/zones";

/**
 * Types of machines for workload accounts, the preferred one first. Not every Region offers it. The first of `usual` is
 * the default of the schema.
 */
export const preferredTypes: Readonly<
  Record<"usual" | "smaller", Readonly<Record<ClassKind, readonly string[]>>>
> = {
  usual: {
    instance: ["m7g.large", "m6g.large", "m6i.large", "m5.large"],
    database: ["db.m7g.large", "db.m6g.large", "db.m6i.large", "db.m5.large"],
    cache: ["cache.m7g.large", "cache.m6g.large", "cache.m5.large"],
  },
  smaller: {
    instance: ["t4g.large", "t3.large"],
    database: ["db.t4g.medium", "db.t3.medium"],
    cache: ["cache.t4g.small", "cache.t3.small"],
  },
};

/** The first preferred type that AWS offers in a Region. */
export function typeIn(region: string, size: keyof typeof preferredTypes, kind: ClassKind): string {
  const types = preferredTypes[size][kind];
  const [first = ""] = types;
  return types.find((type) => regionsWith(kind, type)?.includes(region)) ?? first;
}

/** Number of zones to write, or `undefined` when a network can span as many as the default of the schema. */
export function unusualZonesIn(region: string): number | undefined {
  const { length } = usableZoneIds(region);
  return length > 0 && length < 3 ? length : undefined;
}

/** Type to write, or `undefined` when it is the default of the schema. */
export function unusualTypeIn(region: string, kind: ClassKind): string | undefined {
  const type = typeIn(region, "usual", kind);
  return type === preferredTypes.usual[kind][0] ? undefined : type;
}
