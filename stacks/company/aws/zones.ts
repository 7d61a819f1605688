import { knownZoneIds } from "./offered";

/**
 * Ids of the zones in which EKS accepts no subnets, by Region. A zone has the same id in every account, but not the same
 * letter.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
export const refusedZoneIds: Readonly<Record<string, string>> = {
  "us-east-1": "use1-az3",
  "us-west-1": "usw1-az2",
  "ca-central-1": "cac1-az3",
};

/** Ids of the zones of a Region that EKS accepts; empty where the tables have none. */
export function usableZoneIds(region: string): string[] {
  return knownZoneIds(region).filter((id) => id !== refusedZoneIds[region]);
}

/** An availability zone as an account sees it. */
export interface AccountZone {
  readonly id: string;
  /** Name in this account, such as `us-east-1a`. */
  readonly name: string;
}

/**
 * Names of the zones that a network spans, in the order of the ids.
 *
 * @param zones The zones of the account.
 * @param wanted Ids from the configuration. @default - the first ids that EKS accepts, as many as `count`
 * @returns The names, or one sentence that explains why the account does not have them.
 */
export function chooseZones(
  region: string,
  zones: readonly AccountZone[],
  count: number,
  wanted?: readonly string[],
): { readonly names: string[] } | { readonly fault: string } {
  const usable = zones
    .filter(({ id }) => id !== refusedZoneIds[region])
    .sort((left, right) => left.id.localeCompare(right.id, "en", { numeric: true }));
  const list = usable.map(({ id }) => id).join(", ") || "none";
  const absent = wanted?.filter((id) => !usable.some((zone) => zone.id === id)) ?? [];
  if (absent.length > 0) {
    return {
      fault: `workload.zoneIds: ${absent.join(", ")} ${absent.length === 1 ? "is" : "are"} not among the zones of the account in ${region} that EKS accepts: ${list}; change or remove zoneIds`,
    };
  }
  if (usable.length < count) {
    return {
      fault: `workload.availabilityZones: the account has fewer than ${count} zones in ${region} that EKS accepts: ${list}; set availabilityZones: 2, or choose another home Region`,
    };
  }
  const chosen = wanted ?? usable.slice(0, count).map(({ id }) => id);
  return {
    names: chosen.flatMap((id) => usable.find((zone) => zone.id === id)?.name ?? []),
  };
}
