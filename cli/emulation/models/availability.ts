import { CloudError } from "../core/errors";
import type { ResourceRequest } from "../core/types";
import table from "./availability.json";

const missing = table.missing as Readonly<Record<string, string>>;

/** Types that the table has: in every Region that it describes, in some, or of a service for the whole world. */
export function regionsWithout(type: string): readonly string[] {
  return missing[type]?.split(" ") ?? [];
}

/** Regions that the table describes. In others, every type counts as there. */
export const describedRegions: readonly string[] = table.described.split(" ");

/**
 * Refuses a resource in a Region that lacks its type: the service has no endpoint there, or not this operation.
 *
 * @throws CloudError UnknownEndpoint, with the resource and the Region.
 */
export function refuseAbsent({
  type,
  name,
  site: { region },
}: Pick<ResourceRequest, "type" | "name" | "site">): void {
  if (regionsWithout(type).includes(region)) {
    throw new CloudError(
      "UnknownEndpoint",
      `AWS does not offer ${type} in ${region}: no endpoint accepts ${name}`,
    );
  }
}
