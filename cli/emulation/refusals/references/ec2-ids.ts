import { CloudError } from "../../core/errors";
import type { CloudRequest, CloudResource, CloudView, Refusal } from "../../core/resource";
import { parseArn, textOf } from "../inputs";
import { referencesIn } from "./texts";

interface IdKind {
  readonly pattern: RegExp;
  readonly code: string;
  readonly message: (id: string) => string;
}

/** Ids of EC2: an account sees its own resources in one Region, and resources that are shared with it. */
const ec2Ids: readonly IdKind[] = [
  ec2Id("vpc", "InvalidVpcID.NotFound", (id) => `The vpc ID '${id}' does not exist`),
  ec2Id("subnet", "InvalidSubnetID.NotFound", (id) => `The subnet ID '${id}' does not exist`),
  ec2Id("sg", "InvalidGroup.NotFound", (id) => `The security group '${id}' does not exist`),
  ec2Id("rtb", "InvalidRouteTableID.NotFound", (id) => `The routeTable ID '${id}' does not exist`),
  ec2Id(
    "igw",
    "InvalidInternetGatewayID.NotFound",
    (id) => `The internetGateway ID '${id}' does not exist`,
  ),
  ec2Id("nat", "NatGatewayNotFound", (id) => `The Nat Gateway ${id} was not found`),
  ec2Id(
    "eipalloc",
    "InvalidAllocationID.NotFound",
    (id) => `The allocation ID '${id}' does not exist`,
  ),
  ec2Id(
    "vpce",
    "InvalidVpcEndpointId.NotFound",
    (id) => `The Vpc Endpoint Id '${id}' does not exist`,
  ),
  ec2Id(
    "eni",
    "InvalidNetworkInterfaceID.NotFound",
    (id) => `The networkInterface ID '${id}' does not exist`,
  ),
  ec2Id(
    "tgw",
    "InvalidTransitGatewayID.NotFound",
    (id) => `Transit Gateway ${id} was deleted or does not exist.`,
  ),
  ec2Id(
    "tgw-rtb",
    "InvalidRouteTableID.NotFound",
    (id) => `Transit Gateway Route Table ${id} was deleted or does not exist.`,
  ),
  ec2Id(
    "tgw-attach",
    "InvalidTransitGatewayAttachmentID.NotFound",
    (id) => `Transit Gateway Attachment ${id} was deleted or does not exist.`,
  ),
  ec2Id(
    "lt",
    "InvalidLaunchTemplateId.NotFound",
    (id) => `The specified launch template, with template ID ${id}, does not exist.`,
  ),
];

function ec2Id(prefix: string, code: string, message: IdKind["message"]): IdKind {
  return { pattern: new RegExp(`^${prefix}-[0-9a-f]{8,17}$`), code, message };
}

/** @throws CloudError for an id of EC2 that no resource has, or that the account cannot see. */
export const refuseUnknownIds: Refusal = (request, cloud) => {
  for (const { path, text } of referencesIn(request)) {
    const kind = ec2Ids.find(({ pattern }) => pattern.test(text));
    if (kind !== undefined && !isVisible(cloud.ownerOf(text), text, request, cloud)) {
      throw new CloudError(kind.code, `${kind.message(text)} (${path.join(".")})`);
    }
  }
};

function isVisible(
  owner: CloudResource | undefined,
  id: string,
  { site }: CloudRequest,
  cloud: CloudView,
): boolean {
  if (owner?.site.region !== site.region) {
    return false;
  }
  return owner.site.account === site.account || isShared(owner, id, site.account, cloud);
}

/** True for a resource that another account has shared, and for an attachment to a transit gateway of the account. */
function isShared(owner: CloudResource, id: string, account: string, cloud: CloudView): boolean {
  const gateway = textOf(owner.inputs, "transitGatewayId");
  if (gateway !== undefined && owner.id === id) {
    return cloud.ownerOf(gateway)?.site.account === account;
  }
  const shares = cloud
    .all("aws:ram/resourceAssociation:ResourceAssociation")
    .filter(({ inputs }) => textOf(inputs, "resourceArn")?.endsWith(`/${id}`))
    .map(({ inputs }) => textOf(inputs, "resourceShareArn"));
  return cloud
    .all("aws:ram/principalAssociation:PrincipalAssociation")
    .filter(({ inputs }) => shares.includes(textOf(inputs, "resourceShareArn")))
    .map(({ inputs }) => textOf(inputs, "principal") ?? "")
    .some((principal) => principal === account || parseArn(principal)?.service === "organizations");
}
