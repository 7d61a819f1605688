import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { chooseZones } from "../company/aws/zones";
import type { Settings } from "../company/settings";

/**
 * Looks up the zones of the stack's account, before any of its resources is created: a network in a wrong zone cannot be
 * moved, and only the account knows which letter each zone has.
 *
 * @returns Names of the zones that the network spans.
 * @throws pulumi.RunError when the account does not have the zones.
 * @see https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html
 */
export async function zoneNames(
  region: string,
  { zoneIds, availabilityZones }: Settings<"workload">,
  provider: aws.Provider,
): Promise<string[]> {
  const found = await aws.getAvailabilityZones(
    { state: "available", filters: [{ name: "zone-type", values: ["availability-zone"] }] },
    { provider },
  );
  const zones = found.zoneIds.map((id, index) => ({ id, name: found.names[index] ?? "" }));
  const chosen = chooseZones(region, zones, availabilityZones, zoneIds);
  if ("fault" in chosen) {
    throw new pulumi.RunError(chosen.fault);
  }
  return chosen.names;
}
