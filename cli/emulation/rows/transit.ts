import { CloudError } from "../core/errors";
import type { ExistingResource, FunctionContext, FunctionRow, Values } from "../core/types";

const GATEWAY = "aws:ec2transitgateway/transitGateway:TransitGateway";
const ATTACHMENT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const ACCEPTER = "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter";

/** Attributes of an attachment, by the name of their filter. */
type Attributes = Readonly<Record<string, string>>;

function attributesOf({ existing }: FunctionContext, attachment: ExistingResource): Attributes {
  const { id, inputs, site } = attachment;
  const gateway = existing(GATEWAY).find((other) => other.id === inputs["transitGatewayId"]);
  const owner = gateway?.site.account ?? "";
  const accepted = existing(ACCEPTER).some((accepter) => accepter.id === id);
  return {
    "resource-id": String(inputs["vpcId"]),
    "resource-owner-id": site.account,
    "resource-type": "vpc",
    // In the gateway's own account no acceptance is needed.
    state: accepted || owner === site.account ? "available" : "pendingAcceptance",
    "transit-gateway-attachment-id": id,
    "transit-gateway-id": String(inputs["transitGatewayId"]),
    "transit-gateway-owner-id": owner,
  };
}

/**
 * Attachments that the caller sees: its own, and those to its gateways, which fulfil all filters.
 *
 * @throws Error for a filter that is not emulated.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGatewayAttachments.html
 */
function visible(context: FunctionContext): Attributes[] {
  const { site, inputs } = context;
  const filters = (inputs["filters"] ?? []) as { name: string; values: string[] }[];
  return context
    .existing(ATTACHMENT)
    .filter((attachment) => attachment.site.region === site.region)
    .map((attachment) => attributesOf(context, attachment))
    .filter((attributes) =>
      [attributes["resource-owner-id"], attributes["transit-gateway-owner-id"]].includes(
        site.account,
      ),
    )
    .filter((attributes) =>
      filters.every(({ name, values }) => {
        const value = attributes[name];
        if (value === undefined) {
          throw new Error(`the emulated cloud has no filter ${name} for attachments`);
        }
        return values.includes(value);
      }),
    );
}

/** Attachments of transit gateways. */
export const transitFunctions: Readonly<Record<string, FunctionRow>> = {
  "aws:ec2transitgateway/getAttachments:getAttachments": (context) => ({
    id: context.site.region,
    ids: visible(context).map((attributes) => attributes["transit-gateway-attachment-id"]),
  }),
  "aws:ec2transitgateway/getAttachment:getAttachment": (context): Values => {
    const id = context.text("transitGatewayAttachmentId", "");
    const found = visible(context).find((other) => other["transit-gateway-attachment-id"] === id);
    if (found === undefined) {
      throw new CloudError(
        "InvalidTransitGatewayAttachmentID.NotFound",
        `Transit Gateway Attachment ${id} was deleted or does not exist.`,
      );
    }
    return {
      id,
      resourceId: found["resource-id"],
      resourceOwnerId: found["resource-owner-id"],
      resourceType: found["resource-type"],
      state: found["state"],
      transitGatewayId: found["transit-gateway-id"],
      transitGatewayOwnerId: found["transit-gateway-owner-id"],
    };
  },
};
