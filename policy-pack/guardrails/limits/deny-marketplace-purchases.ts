import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyMarketplacePurchases: Guardrail = {
  id: "deny-marketplace-purchases",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "DenyMarketplacePurchases",
          Action: [
            "aws-marketplace:AcceptAgreementRequest",
            "aws-marketplace:AssociateProductsWithPrivateMarketplace",
            "aws-marketplace:CancelAgreementRequest",
            "aws-marketplace:CreateAgreementRequest",
            "aws-marketplace:CreatePrivateMarketplaceRequests",
            "aws-marketplace:DisassociateProductsFromPrivateMarketplace",
            "aws-marketplace:Subscribe",
            "aws-marketplace:Unsubscribe",
            "bedrock:CreateFoundationModelAgreement",
            "bedrock:DeleteFoundationModelAgreement",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:bedrockfoundation/modelAgreement:ModelAgreement"],
        check: () => [
          { message: "accepts a vendor's terms for a model; have purchasing accept them" },
        ],
      },
    ],
  },
  detect: { none: "AWS Config records no subscriptions of the Marketplace" },
  parameters: {},
  about: {
    title: "Buy software and models of others only centrally",
    why: "a subscription in the Marketplace is a contract with a vendor that nobody in purchasing, security or law has read",
    comply: "Ask purchasing for the product; once subscribed, every account may use it",
    severity: "medium",
    frameworks: [wellArchitected("COST02-BP05"), wellArchitected("SEC11-BP05")],
    requirements: [],
    peers: ["DataChef", "AWS samples"],
  },
};
