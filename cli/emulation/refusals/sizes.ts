import { CloudError } from "../core/errors";
import type { CloudRequest, CloudView, Refusal } from "../core/resource";
import { inSite, objectOf, textOf } from "./inputs";

/** Values of one request that must fit each other, or those of the resource that it names. */
export const refuseSizes: Refusal = (request, cloud) => {
  refuseNodes(request, cloud);
  refuseFamily(request, cloud);
};

/**
 * Refuses numbers of nodes that are not minimum <= desired <= maximum, nodes above the version of their cluster, and an
 * image of another version.
 *
 * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html
 * @see https://github.com/eksctl-io/eksctl/issues/7976 - the message about the image
 * @see https://kubernetes.io/releases/version-skew-policy/#kubelet
 */
function refuseNodes({ type, inputs, site }: CloudRequest, cloud: CloudView): void {
  if (type !== "aws:eks/nodeGroup:NodeGroup") {
    return;
  }
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
  const cluster = inSite(cloud, "aws:eks/cluster:Cluster", site).find(({ id, inputs: { name } }) =>
    [id, name].includes(inputs["clusterName"]),
  );
  const minor = (version: string | undefined): number => Number(version?.split(".")[1]);
  const [ours, theirs] = [inputs, cluster?.inputs ?? {}].map((from) => textOf(from, "version"));
  if (minor(ours) > minor(theirs)) {
    throw new CloudError(
      "InvalidParameterException",
      `Requested Nodegroup version ${ours} is higher than the version ${theirs} of the cluster`,
    );
  }
  const release = textOf(inputs, "releaseVersion");
  const version = ours ?? theirs;
  if (release !== undefined && version !== undefined && minor(release) !== minor(version)) {
    throw new CloudError(
      "InvalidParameterException",
      `Requested release version ${release} is not valid for kubernetes version ${version}`,
    );
  }
}

/**
 * Refuses a parameter group of another family than the database's version.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html
 */
function refuseFamily({ type, inputs, site }: CloudRequest, cloud: CloudView): void {
  const name = textOf(inputs, "parameterGroupName");
  if (type !== "aws:rds/instance:Instance" || name === undefined) {
    return;
  }
  const group = inSite(cloud, "aws:rds/parameterGroup:ParameterGroup", site).find(
    ({ id }) => id === name,
  );
  const family = group && textOf(group.inputs, "family");
  const fitting = `${String(inputs["engine"])}${String(inputs["engineVersion"]).split(".")[0]}`;
  if (family !== undefined && family !== fitting) {
    throw new CloudError(
      "InvalidParameterCombination",
      `The Parameter Group ${name} with DBParameterGroupFamily ${family} cannot be used for this instance. Please use a Parameter Group with DBParameterGroupFamily ${fitting}`,
    );
  }
}
