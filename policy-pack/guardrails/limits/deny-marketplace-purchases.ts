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
          { message: "accepts a vendor's terms for a model; request it from purchasing" },
        ],
      },
    ],
  },
  detect: { none: "AWS Config does not record Marketplace subscriptions" },
  parameters: {},
  about: {
    title: "Buy third-party software and models only through purchasing",
    why: "a Marketplace subscription is a contract with a vendor, and purchasing, security and legal must read it first",
    comply: "Request the product from purchasing; after the subscription every account may use it",
    severity: "medium",
    frameworks: [wellArchitected("COST02-BP05"), wellArchitected("SEC11-BP05")],
    requirements: [],
    peers: ["DataChef", "AWS samples"],
  },
};
