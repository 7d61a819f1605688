import { isFalse, known, objects } from "../support/readings";
import { denyExcept, denyOutside } from "../support/statements";
import { cisFromMemory } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding } from "../types/preview-rule";

export const protectSecurityHub: Guardrail = {
  id: "protect-security-hub",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectSecurityHub",
          Action: [
            "securityhub:BatchDisableStandards",
            "securityhub:Delete*Aggregator*",
            "securityhub:DeleteConfigurationPolicy",
            "securityhub:DeleteMembers",
            "securityhub:Disable*",
            "securityhub:Disassociate*",
            "securityhub:StartConfigurationPolicy*",
            "securityhub:Update*Aggregator*",
            "securityhub:UpdateConfigurationPolicy",
            "securityhub:UpdateOrganizationConfiguration",
            "securityhub:UpdateSecurity*",
          ],
          Resource: ["*"],
        }),
        // An automation rule can suppress every finding before a person reads it: only who answers findings writes one.
        denyOutside(context, "audit", {
          Sid: "ProtectSecurityHubRules",
          Action: [
            "securityhub:*UpdateAutomationRule*",
            "securityhub:BatchUpdateStandardsControlAssociations",
            "securityhub:CreateAutomationRule*",
            "securityhub:UpdateStandardsControl",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:securityhub/configurationPolicy:ConfigurationPolicy"],
        check: (policy) =>
          objects(known(policy, "configurationPolicy"))
            .filter(({ serviceEnabled }) => isFalse(serviceEnabled))
            .map(() => ({ message: "switches Security Hub off; set serviceEnabled to true" })),
      },
      {
        types: ["aws:securityhub/standardsControl:StandardsControl"],
        check: (control) => isDisabled(known(control, "controlStatus")),
      },
      {
        types: ["aws:securityhub/standardsControlAssociation:StandardsControlAssociation"],
        check: (association) => isDisabled(known(association, "associationStatus")),
      },
    ],
  },
  detect: [{ configRule: "SECURITYHUB_ENABLED" }],
  calls: ["securityhub:CreateConfigurationPolicy"],
  parameters: {},
  about: {
    title: "Keep Security Hub on",
    why: "findings that are not collected in one place, or whose control is off, are never read",
    comply: "Change standards, controls and configuration policies in the audit stack",
    severity: "high",
    frameworks: [cisFromMemory("4.16")],
    requirements: ["S11", "r2.2", "r2.10"],
    peers: ["Landing Zone Accelerator", "superwerker", "MCAF", "DataChef", "AWS samples"],
  },
};

function isDisabled(status: unknown): Finding[] {
  return status === "DISABLED"
    ? [
        {
          message:
            "disables a control in one account; name the control in the audit stack's disabledControls",
        },
      ]
    : [];
}
