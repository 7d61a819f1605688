import { refusedZoneIds } from "../company/aws/zones";
import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import type { Settings } from "../company/settings";

/**
 * Refuses the zone of the home Region in which EKS accepts no subnets. A preview looks up the other zones in the account.
 *
 * @param at Path of a key in the stack's file.
 */
export function zonesFitRegion(
  { zoneIds }: Settings<"workload">,
  { homeRegion }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const refused = refusedZoneIds[homeRegion];
  if (refused !== undefined && zoneIds?.includes(refused)) {
    problems.push({
      path: at("workload.zoneIds"),
      rule: `must not contain ${refused}: EKS accepts no subnets in this zone`,
      found: show(zoneIds),
      remedy: `choose another zone of ${homeRegion}, or remove zoneIds: then the program chooses`,
    });
  }
}

/**
 * Requires a way to the cluster's endpoint: a deployment installs charts through it, and cannot reach a private endpoint
 * from outside the network.
 *
 * @param at Path of a key in the stack's file.
 */
export function endpointIsReachable(
  { cluster }: Settings<"workload">,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const { install, deployedFromInside, publicAccessRanges } = cluster;
  if (install && !deployedFromInside && publicAccessRanges.length === 0) {
    problems.push({
      path: at("workload.cluster.publicAccessRanges"),
      rule: "must name the range that you deploy from: without a range the endpoint is private, and a deployment from outside cannot install the charts",
      found: show(publicAccessRanges),
      remedy:
        "name the range; or deploy first with install: false, and then from inside the network with deployedFromInside: true (docs/roles/workload.md)",
    });
  }
}
