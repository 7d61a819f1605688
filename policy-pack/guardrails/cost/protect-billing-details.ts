import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectBillingDetails: Guardrail = {
  id: "protect-billing-details",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "ProtectBillingDetails",
          Action: [
            "billing:PutContractInformation",
            "billing:RedeemCredits",
            "billing:UpdateBillingPreferences",
            "billing:UpdateIAMAccessPreference",
            "invoicing:PutInvoiceEmailDeliveryPreferences",
            "payments:CreatePaymentInstrument",
            "payments:DeletePaymentInstrument",
            "payments:MakePayment",
            "payments:UpdatePayment*",
            "tax:BatchDeleteTaxRegistration",
            "tax:BatchPutTaxRegistration",
            "tax:DeleteTaxRegistration",
            "tax:PutTaxInheritance",
            "tax:PutTaxRegistration",
            "tax:UpdateExemptions",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: { none: "the provider has no resources for payment, tax and invoice details" },
  detect: { none: "AWS Config does not record payment, tax and invoice details" },
  parameters: {},
  about: {
    title: "Change payment, tax and invoice details only in the management account",
    why: "a principal that changes them in one account redirects its invoices and payments",
    comply: "Request the change from the finance department, in the management account",
    severity: "medium",
    frameworks: [wellArchitected("COST02-BP04"), wellArchitected("SEC01-BP02")],
    requirements: ["r3.1"],
    peers: ["AWS samples"],
  },
};
