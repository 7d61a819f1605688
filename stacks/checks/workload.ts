import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import type { Settings } from "../company/settings";

/**
 * Ids of the zones in which EKS accepts no subnets, by Region. A zone has the same id in every account, but not the same
 * letter.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
const refusedZones: Readonly<Record<string, string>> = {
  "us-east-1": "use1-az3",
  "us-west-1": "usw1-az2",
  "ca-central-1": "cac1-az3",
};

/**
 * Compares the zones with the home Region. In a Region with a refused zone, only a request in the account returns the
 * letter of that zone. So the configuration must name the zones.
 *
 * @param at Path of a key in the stack's file.
 */
export function zonesFitRegion(
  { zoneNames }: Settings<"workload">,
  { homeRegion }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const refused = refusedZones[homeRegion];
  if (refused !== undefined && zoneNames === undefined) {
    problems.push({
      path: at("workload.zoneNames"),
      rule: `is required in ${homeRegion}: EKS refuses the zone with id ${refused}, and its letter differs from account to account`,
      found: "nothing",
      remedy: `name zones whose id is not ${refused}; in the account, aws ec2 describe-availability-zones --region ${homeRegion} lists names and ids`,
    });
  }
  const elsewhere = (zoneNames ?? []).filter((zone) => zone.slice(0, -1) !== homeRegion);
  if (elsewhere.length > 0) {
    problems.push({
      path: at("workload.zoneNames"),
      rule: `must be zones of the home Region ${homeRegion}`,
      found: show(elsewhere),
      remedy: `aws ec2 describe-availability-zones --region ${homeRegion} lists them`,
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
