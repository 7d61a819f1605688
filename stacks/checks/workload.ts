import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import type { Settings } from "../company/settings";

/**
 * Zones that EKS takes no subnets of, by Region. The id of a zone is the same everywhere; its letter is another one in
 * every account.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
const refusedZones: Readonly<Record<string, string>> = {
  "us-east-1": "use1-az3",
  "us-west-1": "usw1-az2",
  "ca-central-1": "cac1-az3",
};

/**
 * Holds the workload section against the home Region and against where it is deployed from. Where EKS refuses a zone,
 * only the account can tell which letter it has there, so the letters are not guessed. What runs inside the cluster is
 * installed through its endpoint, and nothing outside reaches a private one.
 *
 * @param at Path of a key in the stack's file.
 */
export function checkWorkload(
  { zoneNames, cluster }: Settings<"workload">,
  { homeRegion }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const refused = refusedZones[homeRegion];
  if (refused !== undefined && zoneNames === undefined) {
    problems.push({
      path: at("workload.zoneNames"),
      rule: `is required in ${homeRegion}: EKS refuses its zone ${refused}, which has another letter in every account`,
      found: "nothing",
      remedy: `name zones of the account whose id is not ${refused}: aws ec2 describe-availability-zones --region ${homeRegion} lists names and ids`,
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
  const { install, deployedFromInside, publicAccessRanges } = cluster;
  if (install && !deployedFromInside && publicAccessRanges.length === 0) {
    problems.push({
      path: at("workload.cluster.publicAccessRanges"),
      rule: "must name the range that deployments come from: what runs inside the cluster is installed through its endpoint, which is private without one",
      found: show(publicAccessRanges),
      remedy:
        "name the range, or deploy with install: false first and with deployedFromInside: true from inside the network (docs/roles/workload.md)",
    });
  }
}
