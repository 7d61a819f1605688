import { isTrue, known } from "../support/readings";
import { denyExcept, denyOutside } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectHostedZones: Guardrail = {
  id: "protect-hosted-zones",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyOutside(context, "network", {
          Sid: "ProtectHostedZones",
          Action: [
            "route53:AssociateVPCWithHostedZone",
            "route53:CreateVPCAssociationAuthorization",
            "route53:DeactivateKeySigningKey",
            "route53:DeleteHostedZone",
            "route53:DeleteKeySigningKey",
            "route53:DeleteReusableDelegationSet",
            "route53:DeleteVPCAssociationAuthorization",
            "route53:DisableHostedZoneDNSSEC",
            "route53:DisassociateVPCFromHostedZone",
          ],
          Resource: ["*"],
        }),
        // A private zone may contain the names of service endpoints: a principal that changes them can redirect
        // requests.
        denyExcept(context, {
          Sid: "ProtectHostedZonesEndpoints",
          Action: ["route53:ChangeResourceRecordSets"],
          Resource: ["*"],
          Condition: {
            "ForAnyValue:StringLike": {
              "route53:ChangeResourceRecordSetsNormalizedRecordNames": [
                "*.amazonaws.com",
                "*.api.aws",
              ],
            },
          },
        }),
      ],
    },
  ],
  preview: {
    resource: [{ types: ["aws:route53/zone:Zone"], check: zoneOutlivesItsRecords }],
  },
  detect: { none: "AWS Config has no managed rule for hosted zones without deletion protection" },
  parameters: {},
  about: {
    title: "Protect hosted zones and the DNS names of AWS",
    why: "a recreated zone has new name servers, so no name below the domain resolves until the registrar has them",
    comply: "Change zones only in the network account and in the stack of their subdomain",
    severity: "high",
    frameworks: [wellArchitected("REL02-BP01"), wellArchitected("SEC05-BP02")],
    requirements: ["r0.4"],
    peers: ["Cloud Posse", "Landing Zone Accelerator", "AWS samples"],
  },
};

function zoneOutlivesItsRecords(zone: ResourceView): Finding[] {
  return isTrue(known(zone, "forceDestroy"))
    ? [{ message: "is deleted with all its records; remove forceDestroy: true" }]
    : [];
}
