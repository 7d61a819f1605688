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
          ],
          Resource: ["*"],
        }),
        // Bedrock subscribes an account to a model at its first use, with the caller's rights; approve-models decides which.
        // https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html
        denyExceptLastResort(context, {
          Sid: "DenyMarketplacePurchasesDirect",
          Action: ["aws-marketplace:Subscribe", "aws-marketplace:Unsubscribe"],
          Resource: ["*"],
          Condition: { StringNotEquals: { "aws:CalledViaLast": ["bedrock.amazonaws.com"] } },
        }),
      ],
    },
  ],
  preview: {
    none: "the provider has no resource that buys in the Marketplace, except agreements on models, which their first use creates anyway",
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
