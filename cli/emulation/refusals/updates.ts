import { isBelow, majorOf, minorOf } from "../../../components/shared/versions";
import { CloudError } from "../core/errors";
import type { CloudRequest, CloudResource, CloudView, UpdateRefusal } from "../core/resource";
import type { Values } from "../core/types";
import { conditionOf } from "../models/conditions";
import { runningOf, textOf, textsAt } from "./inputs";
import { isTooOld, nodesOf } from "./nodes";

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
  const from = runningOf(existing, input);
  const to = textOf(inputs, input);
  if (from !== undefined && to !== undefined && from !== to) {
    versions[type]?.(from, to, inputs);
  }
};

/** One minor at a time, never down. @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html */
function clusterVersion(from: string, to: string): void {
  const step = (minorOf(to) ?? 0) - (minorOf(from) ?? 0);
  if (step !== 1) {
    throw new CloudError(
      "InvalidParameterException",
      `Unsupported Kubernetes minor version update from ${from} to ${to}`,
    );
  }
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/update-managed-node-group.html */
function nodeVersion(from: string, to: string): void {
  if (isBelow(to, from)) {
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
  const from = runningOf(existing, "releaseVersion");
  const to = textOf(inputs, "releaseVersion");
  if (
    type === "aws:eks/nodeGroup:NodeGroup" &&
    from !== undefined &&
    to !== undefined &&
    isBelow(to, from)
  ) {
    throw new CloudError(
      "InvalidParameterException",
      `Requested release version ${to} is older than the release version ${from} of the node group`,
    );
  }
};

/**
 * Refuses a control plane so far above its nodes that their kubelets cannot work with it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html - the number of versions
 * @see https://github.com/hashicorp/terraform-provider-aws/issues/19478 - the message
 */
export const refuseNodesLeftBehind: UpdateRefusal = (request, existing, cloud) => {
  const to = textOf(request.inputs, "version");
  const from = runningOf(existing, "version");
  if (request.type !== "aws:eks/cluster:Cluster" || to === undefined || to === from) {
    return;
  }
  const left = nodesOf(existing, cloud).filter((group) =>
    isTooOld(runningOf(group, "version") ?? from, to),
  );
  if (left.length > 0) {
    const names = left.map(({ id, inputs }) => textOf(inputs, "nodeGroupName") ?? id);
    throw new CloudError(
      "InvalidParameterException",
      `Nodegroups ${names.join(", ")} must be updated to match cluster version ${from} before updating cluster version`,
    );
  }
};

/** @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html */
function databaseVersion(from: string, to: string, inputs: Readonly<Values>): void {
  if (isBelow(to, from)) {
    throw new CloudError(
      "InvalidParameterCombination",
      `Cannot upgrade ${String(inputs["engine"])} from ${from} to ${to}`,
    );
  }
  if (majorOf(from) !== majorOf(to) && inputs["allowMajorVersionUpgrade"] !== true) {
    throw new CloudError(
      "InvalidParameterCombination",
      "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version.",
    );
  }
}

/** @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html */
function cacheVersion(from: string, to: string): void {
  if (isBelow(to, from)) {
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
