import { minorOf } from "../../../components/shared/versions";
import { CloudError } from "../core/errors";
import type { CloudRequest, CloudResource, CloudView, Refusal } from "../core/resource";
import { inSite, objectOf, runningOf, textOf } from "./inputs";

const CLUSTER = "aws:eks/cluster:Cluster";
const NODES = "aws:eks/nodeGroup:NodeGroup";

/** First minor version of nodes that may be three behind their control plane; older ones may be two. */
const THREE_BEHIND = 25;

/**
 * Refuses numbers of nodes that are not minimum <= desired <= maximum, a version above that of the cluster or too far below
 * it, and an image of another version.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html
 * @see https://github.com/eksctl-io/eksctl/issues/7976 - the message about the image
 */
export const refuseNodes: Refusal = (request, cloud) => {
  if (request.type === NODES) {
    refuseNumbers(request);
    refuseVersions(request, cloud);
  }
};

function refuseNumbers({ inputs }: CloudRequest): void {
  const { minSize, desiredSize, maxSize } = objectOf(inputs["scalingConfig"]);
  const [minimum, desired, maximum] = [minSize, desiredSize, maxSize].map(Number);
  if (Number(minimum) > Number(desired)) {
    throw new CloudError(
      "InvalidParameterException",
      `Minimum capacity ${minimum} can't be greater than desired size ${desired}`,
    );
  }
  if (Number(desired) > Number(maximum)) {
    throw new CloudError(
      "InvalidParameterException",
      `Desired capacity ${desired} can't be greater than max size ${maximum}`,
    );
  }
}

function refuseVersions({ inputs, site }: CloudRequest, cloud: CloudView): void {
  const cluster = inSite(cloud, CLUSTER, site).find((found) => isNamed(found, inputs));
  const ours = textOf(inputs, "version");
  const theirs = cluster && runningOf(cluster, "version");
  if (Number(minorOf(ours ?? "")) > Number(minorOf(theirs ?? ""))) {
    throw new CloudError(
      "InvalidParameterException",
      `Requested Nodegroup version ${ours} is higher than the version ${theirs} of the cluster`,
    );
  }
  if (isTooOld(ours, theirs)) {
    throw new CloudError(
      "InvalidParameterException",
      `Requested Nodegroup version ${ours} is too old for the version ${theirs} of the cluster`,
    );
  }
  const release = textOf(inputs, "releaseVersion");
  const version = ours ?? theirs;
  if (release !== undefined && version !== undefined && minorOf(release) !== minorOf(version)) {
    throw new CloudError(
      "InvalidParameterException",
      `Requested release version ${release} is not valid for kubernetes version ${version}`,
    );
  }
}

/**
 * True for nodes whose kubelet is older than a control plane allows. A version that is not known is not too old.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
 * @see https://kubernetes.io/releases/version-skew-policy/#kubelet
 */
export function isTooOld(nodes: string | undefined, controlPlane: string | undefined): boolean {
  const ours = minorOf(nodes ?? "");
  const theirs = minorOf(controlPlane ?? "");
  return (
    ours !== undefined && theirs !== undefined && theirs - ours > (ours < THREE_BEHIND ? 2 : 3)
  );
}

/** Node groups of a cluster. */
export function nodesOf(cluster: CloudResource, cloud: CloudView): CloudResource[] {
  return inSite(cloud, NODES, cluster.site).filter(({ inputs }) => isNamed(cluster, inputs));
}

/** True for the cluster that a node group names. */
function isNamed({ id, inputs: { name } }: CloudResource, inputs: CloudRequest["inputs"]): boolean {
  return [id, name].includes(inputs["clusterName"]);
}
