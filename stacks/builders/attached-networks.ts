import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { outputAmong } from "../wiring/outputs";
import type { StackContext } from "../wiring/context";
import { lastOutputs } from "../wiring/state-outputs";

/**
 * States of an attachment that exists.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTransitGatewayAttachments.html
 */
const PRESENT = [
  "available",
  "initiatingRequest",
  "modifying",
  "pending",
  "pendingAcceptance",
  "rollingBack",
];

/**
 * Refuses to remove the hub of the last deployment while something is attached to it. AWS would refuse to delete its tables
 * and its gateway, but only after the routes that separate the environments are gone. Without a known hub, AWS is not
 * queried.
 *
 * @throws pulumi.RunError with the stacks to deploy first.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/delete-tgw.html
 */
export async function refuseWhileAttached({
  provider,
  references,
}: StackContext<"network">): Promise<void> {
  const hub = outputAmong("network", "transit", await lastOutputs());
  if (hub === undefined) {
    return;
  }
  const options = { provider };
  const { ids } = await aws.ec2transitgateway.getAttachments(
    {
      filters: [
        { name: "transit-gateway-id", values: [hub.gatewayId] },
        { name: "state", values: PRESENT },
      ],
    },
    options,
  );
  const attachments = await Promise.all(
    ids.map((id) =>
      aws.ec2transitgateway.getAttachment({ transitGatewayAttachmentId: id }, options),
    ),
  );
  const accounts = Object.entries(references.management.accountIds);
  const names = attachments.map(
    ({ resourceOwnerId }) => accounts.find(([, id]) => id === resourceOwnerId)?.[0],
  );
  const spokes = [...new Set(names.filter((name) => name !== undefined))].sort();
  const others = ids.filter((_, index) => names[index] === undefined);
  if (ids.length > 0) {
    throw new pulumi.RunError(
      [
        `organization.connectivity is none, and the hub ${hub.gatewayId} still has attachments; nothing was changed`,
        ...(spokes.length === 0
          ? []
          : [
              `  ${spokes.join(", ")}: still attached; deploy the stacks of these accounts first (npm run up -- --stack ${spokes.join(",")}), then network; npm run up keeps this order; where an account has no stack any more, delete its attachment by hand`,
            ]),
        ...others.map((id) => `  ${id}: belongs to no account of the company; delete it by hand`),
      ].join("\n"),
    );
  }
}
