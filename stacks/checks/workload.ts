import { unfitForNodes } from "../../components/shared/node-types";
import { subdomain } from "../../components/shared/naming";
import { keyInAws, workloadAccounts } from "../company/accounts";
import { refusedZoneIds, usableZoneIds } from "../company/aws/zones";
import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import type { Settings } from "../company/settings";
import { eachItem, soundItems } from "../company/sound";

/**
 * Refuses the zone of the home Region in which EKS accepts no subnets, and more zones than EKS accepts there or than the
 * network has. A preview looks up the other zones in the account.
 *
 * @param at Path of a key in the stack's file.
 */
export function zonesFitRegion(
  { availabilityZones, zoneIds, cluster: { controlPlaneZones } }: Settings<"workload">,
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
  if (controlPlaneZones > availabilityZones) {
    problems.push({
      path: at("workload.cluster.controlPlaneZones"),
      rule: `must be at most availabilityZones, ${availabilityZones}: the control plane is in zones of the network`,
      found: show(controlPlaneZones),
      remedy: "remove controlPlaneZones: then the control plane is in two zones",
    });
  }
  const usable = usableZoneIds(homeRegion);
  if (zoneIds === undefined && usable.length > 0 && usable.length < availabilityZones) {
    problems.push({
      path: at("workload.availabilityZones"),
      rule: `must be at most ${usable.length}: EKS accepts no other zones of ${homeRegion} than ${usable.join(" and ")}`,
      found: show(availabilityZones),
      remedy: `set availabilityZones: ${usable.length}`,
    });
  }
}

/**
 * Refuses instance types that cannot be nodes of EKS, or have no room for pods.
 *
 * @param at Path of a key in the stack's file.
 */
export function nodesAreOfFitTypes(
  { cluster }: Settings<"workload">,
  at: (key: string) => string,
  problems: Problem[],
): void {
  eachItem(cluster.nodes.instanceTypes, (type, index) => {
    const reason = unfitForNodes(type);
    if (reason !== undefined) {
      problems.push({
        path: at(`workload.cluster.nodes.instanceTypes[${index}]`),
        rule: `must be a type that can be a node: ${reason}`,
        found: show(type),
        remedy: "choose a type such as m7g.large or t4g.medium",
      });
    }
  });
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

/**
 * Refuses an alias that is the subdomain of a workload account. The root zone delegates that subdomain, so resolvers would
 * see neither the alias nor the record that proves the certificate.
 *
 * @param at Path of a key in the stack's file.
 */
export function aliasesAreFree(
  { publicAliases }: Settings<"workload">,
  organization: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const delegated = workloadAccounts(organization).map((key) =>
    keyInAws(key, organization.accounts[key]),
  );
  eachItem(publicAliases, (label, index) => {
    if (delegated.includes(label)) {
      problems.push({
        path: at(`workload.publicAliases[${index}]`),
        rule: "must not be the key of an account with a range: that subdomain is delegated to the account, so the alias in the root zone would have no effect",
        found: show(label),
        remedy: 'choose another label, such as "www"',
      });
    }
  });
}

/** Characters of the first name of a certificate. @see https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html */
const CERTIFICATE_NAME = 64;

/**
 * Compares the names of the certificates with the limit of ACM: that of the account's subdomain, and one for each alias.
 *
 * @param account Key of the stack's account.
 * @param at Path of a key in the stack's file.
 */
export function certificatesFit(
  { publicAliases }: Settings<"workload">,
  account: string,
  { domain, accounts }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const names = [
    { path: "organization.domain", name: subdomain(keyInAws(account, accounts[account]), domain) },
    ...soundItems(publicAliases).map((label) => ({
      path: at("workload.publicAliases"),
      name: label === "@" ? domain : `${label}.${domain}`,
    })),
  ];
  for (const { path, name } of names.filter(({ name: { length } }) => length > CERTIFICATE_NAME)) {
    problems.push({
      path,
      rule: `results in a certificate name of ${name.length} characters: AWS allows at most ${CERTIFICATE_NAME}`,
      found: show(name),
      remedy: "choose a shorter name, or a shorter key of the account",
    });
  }
}
