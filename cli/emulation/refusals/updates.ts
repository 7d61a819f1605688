import { CloudError } from "../core/errors";
import type { CloudRequest, CloudResource, CloudView, UpdateRefusal } from "../core/resource";
import type { Values } from "../core/types";
import { conditionOf } from "../models/conditions";
import { textOf, textsAt } from "./inputs";

/** Versions by type: the input, and the rule for a change. */
const versions: Readonly<
  Record<string, (from: string, to: string, inputs: Readonly<Values>) => void>
> = {
  "aws:eks/cluster:Cluster": clusterVersion,
  "aws:eks/nodeGroup:NodeGroup": nodeVersion,
  "aws:rds/instance:Instance": databaseVersion,
  "aws:elasticache/replicationGroup:ReplicationGroup": cacheVersion,
};

/**
 * Refuses a version that AWS cannot reach from the version that runs.
 *
 * @throws CloudError such as InvalidParameterException.
 */
export const refuseVersions: UpdateRefusal = ({ type, inputs }, existing) => {
  const input = type.startsWith("aws:eks/") ? "version" : "engineVersion";
  const from = running(existing, input);
  const to = textOf(inputs, input);
  if (from !== undefined && to !== undefined && from !== to) {
    versions[type]?.(from, to, inputs);
  }
};

/** A value that AWS runs: what it has raised alone is in the outputs, and what waits for a window is not in force. */
function running({ inputs, outputs, inForce }: CloudResource, name: string): string | undefined {
  return textOf({ ...inputs, ...outputs, ...inForce }, name);
}

/** One minor at a time, never down. @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html */
function clusterVersion(from: string, to: string): void {
  const step = (numbersOf(to)[1] ?? 0) - (numbersOf(from)[1] ?? 0);
  if (step !== 1) {
    throw new CloudError(
      "InvalidParameterException",
      `Unsupported Kubernetes minor version update from ${from} to ${to}`,
    );
  }
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/update-managed-node-group.html */
function nodeVersion(from: string, to: string): void {
  if (isLower(to, from)) {
    throw new CloudError(
      "InvalidParameterException",
      `Requested Nodegroup version ${to} is lower than the current version ${from}`,
    );
  }
}

/**
 * Refuses an image of nodes that is older than the one that they run.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateNodegroupVersion.html
 */
export const refuseOlderImage: UpdateRefusal = ({ type, inputs }, existing) => {
  const from = running(existing, "releaseVersion");
  const to = textOf(inputs, "releaseVersion");
  if (
    type === "aws:eks/nodeGroup:NodeGroup" &&
    from !== undefined &&
    to !== undefined &&
    isLower(to, from)
  ) {
    throw new CloudError(
      "InvalidParameterException",
      `Requested release version ${to} is older than the release version ${from} of the node group`,
    );
  }
};

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html */
function databaseVersion(from: string, to: string, inputs: Readonly<Values>): void {
  if (isLower(to, from)) {
    throw new CloudError(
      "InvalidParameterCombination",
      `Cannot upgrade ${String(inputs["engine"])} from ${from} to ${to}`,
    );
  }
  if (numbersOf(from)[0] !== numbersOf(to)[0] && inputs["allowMajorVersionUpgrade"] !== true) {
    throw new CloudError(
      "InvalidParameterCombination",
      "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    );
  }
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html */
function cacheVersion(from: string, to: string): void {
  if (isLower(to, from)) {
    throw new CloudError(
      "InvalidParameterCombination",
      `Cannot modify a replication group from engine version ${from} to the lower version ${to}: it must be created again`,
    );
  }
}

/**
 * Refuses other zones for the control plane of a cluster: they stay those of its creation.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_VpcConfigRequest.html
 */
export const refuseNewZones: UpdateRefusal = (request, existing, cloud) => {
  if (request.type !== "aws:eks/cluster:Cluster") {
    return;
  }
  const before = zonesOfSubnets(existing, cloud);
  const after = zonesOfSubnets(request, cloud);
  if (before.join() !== after.join()) {
    throw new CloudError(
      "InvalidParameterException",
      `Provided subnets belong to the AZs '${after.join(",")}'. But they should belong to the exact set of AZs '${before.join(",")}' in which subnets were provided during cluster creation.`,
    );
  }
};

function zonesOfSubnets(
  { inputs }: Pick<CloudRequest | CloudResource, "inputs">,
  cloud: CloudView,
): string[] {
  const zones = textsAt(inputs, "vpcConfig.subnetIds").flatMap((id) => {
    const subnet = cloud.ownerOf(id);
    return subnet === undefined ? [] : [textOf(subnet.inputs, "availabilityZone") ?? id];
  });
  return [...new Set(zones)].sort();
}

/**
 * Refuses less storage, where the provider sends it: with room to grow, a lower number is no difference for it.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.ModifyingExisting.html
 */
export const refuseSmallerStorage: UpdateRefusal = ({ type, inputs }, existing) => {
  const [before, after] = [existing.inputs, inputs].map((values) =>
    Number(values["allocatedStorage"]),
  );
  const isSent = conditionOf(type, "allocatedStorage", existing.inputs, inputs) !== "same";
  if (type === "aws:rds/instance:Instance" && isSent && Number(after) < Number(before)) {
    throw new CloudError(
      "InvalidParameterValue",
      `Invalid storage size: ${after} GiB is less than the current ${before} GiB`,
    );
  }
};

function numbersOf(version: string): number[] {
  return version.split(/[.-]/).map(Number);
}

/** True for a version below another; a part that only one of them has is not compared. */
function isLower(version: string, other: string): boolean {
  const there = numbersOf(other);
  const differing = numbersOf(version).findIndex(
    (part, index) => there[index] !== undefined && part !== there[index],
  );
  return differing >= 0 && Number(numbersOf(version)[differing]) < Number(there[differing]);
}
