import { Netmask } from "netmask";
import { CloudError } from "../core/errors";
import type { Refusal } from "../core/resource";
import { textOf } from "./inputs";

const SUBNET = "aws:ec2/subnet:Subnet";

/**
 * Ranges of subnets are inside their VPC's and apart from each other: a replacement in the same range collides while the
 * old subnet exists.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html
 */
export const refuseRanges: Refusal = ({ type, inputs }, cloud) => {
  const range = textOf(inputs, "cidrBlock");
  const vpc = textOf(inputs, "vpcId");
  if (type !== SUBNET || range === undefined || vpc === undefined) {
    return;
  }
  const network = textOf(cloud.ownerOf(vpc)?.inputs ?? {}, "cidrBlock");
  if (network !== undefined && !new Netmask(network).contains(range)) {
    throw new CloudError("InvalidSubnet.Range", `The CIDR '${range}' is invalid.`);
  }
  const twin = cloud.all(SUBNET).find((other) => {
    const taken = textOf(other.inputs, "cidrBlock");
    return other.inputs["vpcId"] === vpc && taken !== undefined && meet(taken, range);
  });
  if (twin !== undefined) {
    throw new CloudError(
      "InvalidSubnet.Conflict",
      `The CIDR '${range}' conflicts with another subnet (${twin.id})`,
    );
  }
};

function meet(one: string, other: string): boolean {
  return new Netmask(one).contains(other) || new Netmask(other).contains(one);
}
