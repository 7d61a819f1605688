import { CloudError } from "../core/errors";
import type { CloudRequest, CloudView, Refusal } from "../core/resource";
import { zonesOf, zonesWithoutClusters } from "../core/zones";
import { textOf, textsAt } from "./inputs";

/** Subnets are in zones that the account has, and clusters in zones that EKS accepts. */
export const refuseZones: Refusal = (request, cloud) => {
  refuseSubnet(request);
  refuseCluster(request, cloud);
};

function refuseSubnet({ type, inputs, site }: CloudRequest): void {
  const zone = textOf(inputs, "availabilityZone");
  const names = zonesOf(site).map(({ name }) => name);
  if (type === "aws:ec2/subnet:Subnet" && zone !== undefined && !names.includes(zone)) {
    throw new CloudError(
      "InvalidParameterValue",
      `Value (${zone}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${names.join(", ")}.`,
    );
  }
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html */
function refuseCluster({ type, inputs, site }: CloudRequest, cloud: CloudView): void {
  if (type !== "aws:eks/cluster:Cluster") {
    return;
  }
  const accepted = zonesOf(site).filter(({ id }) => !zonesWithoutClusters.includes(id));
  const names = accepted.map(({ name }) => name);
  for (const subnet of textsAt(inputs, "vpcConfig.subnetIds")) {
    const owner = cloud.ownerOf(subnet);
    const zone = owner && textOf(owner.inputs, "availabilityZone");
    if (zone !== undefined && !names.includes(zone)) {
      throw new CloudError(
        "UnsupportedAvailabilityZoneException",
        `Cannot create cluster '${textOf(inputs, "name") ?? ""}' because ${zone}, the targeted availability zone, does not currently have sufficient capacity to support the cluster. Retry and choose from these availability zones: ${names.join(", ")}`,
      );
    }
  }
}
