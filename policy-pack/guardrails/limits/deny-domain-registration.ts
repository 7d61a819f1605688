import { isFalse, known } from "../support/readings";
import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyDomainRegistration: Guardrail = {
  id: "deny-domain-registration",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "DenyDomainRegistration",
          Action: [
            "route53domains:AcceptDomainTransferFromAnotherAwsAccount",
            "route53domains:DeleteDomain",
            "route53domains:DisableDomainAutoRenew",
            "route53domains:DisableDomainTransferLock",
            "route53domains:PushDomain",
            "route53domains:RegisterDomain",
            "route53domains:RetrieveDomainAuthCode",
            "route53domains:TransferDomain*",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:route53domains/domain:Domain"],
        check: () => [
          { message: "registers a domain; request it from the team of the registrar account" },
        ],
      },
      { types: ["aws:route53domains/registeredDomain:RegisteredDomain"], check: domainIsKept },
    ],
  },
  detect: { none: "AWS Config has no rule on the transfer lock of a domain" },
  parameters: {},
  about: {
    title: "Register and transfer domains only in the registrar account",
    why: "without the transfer lock, or with a leaked transfer code, a stranger can take the domain, with its mail and sign-ins",
    comply:
      "Request the domain from the team of the registrar account, and keep its transfer lock on",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("COST02-BP05")],
    requirements: [],
    peers: ["DataChef"],
  },
};

function domainIsKept(domain: ResourceView): Finding[] {
  return ["autoRenew", "transferLock"]
    .filter((property) => isFalse(known(domain, property)))
    .map((property) => ({ message: `sets ${property} to false; remove it` }));
}
