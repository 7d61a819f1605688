import { isFalse, known, objects } from "../support/readings";
import { denyExcept, denyOutside } from "../support/statements";
import { cis, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectAnalyzers: Guardrail = {
  id: "protect-analyzers",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectAnalyzers",
          Action: [
            "access-analyzer:DeleteAnalyzer",
            "access-analyzer:UpdateAnalyzer",
            "detective:DeleteGraph",
            "detective:DeleteMembers",
            "detective:DisassociateMembership",
            "detective:UpdateOrganizationConfiguration",
            "inspector2:Disable",
            "inspector2:DisassociateMember",
            "inspector2:UpdateConfiguration",
            "inspector2:UpdateOrganizationConfiguration",
            "macie2:DeleteMember",
            "macie2:DisableMacie",
            "macie2:Disassociate*",
            "macie2:UpdateAutomatedDiscoveryConfiguration",
            "macie2:UpdateMacieSession",
            "macie2:UpdateMemberSession",
            "macie2:UpdateOrganizationConfiguration",
          ],
          Resource: ["*"],
        }),
        // Who answers findings archives those that are accepted, in the account that collects them.
        denyOutside(context, "audit", {
          Sid: "ProtectAnalyzersFindings",
          Action: [
            "access-analyzer:CreateArchiveRule",
            "access-analyzer:UpdateArchiveRule",
            "inspector2:CreateFilter",
            "inspector2:UpdateFilter",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:detective/organizationConfiguration:OrganizationConfiguration",
          "aws:macie2/organizationConfiguration:OrganizationConfiguration",
        ],
        check: (organization) =>
          isFalse(known(organization, "autoEnable"))
            ? [{ message: "does not scan new accounts; set autoEnable to true" }]
            : [],
      },
      {
        types: ["aws:inspector2/organizationConfiguration:OrganizationConfiguration"],
        check: scansNewAccounts,
      },
      {
        types: ["aws:macie2/account:Account"],
        check: (account) =>
          known(account, "status") === "PAUSED"
            ? [{ message: "pauses Macie; remove status: PAUSED" }]
            : [],
      },
    ],
  },
  detect: [{ configRule: "IAM_EXTERNAL_ACCESS_ANALYZER_ENABLED" }],
  calls: ["macie2:EnableMacie"],
  parameters: {},
  about: {
    title: "Keep Access Analyzer, Detective, Inspector and Macie on",
    why: "only these services find resources that are open to strangers, vulnerable, or contain personal data",
    comply: "Enable and disable them, and archive their findings by rule, in the audit stack alone",
    severity: "high",
    frameworks: [cis("1.20"), fsbp("Inspector.1"), fsbp("Macie.1")],
    requirements: ["S11", "r2.10"],
    peers: ["Landing Zone Accelerator", "DataChef", "AWS samples"],
  },
};

function scansNewAccounts(organization: ResourceView): Finding[] {
  const [enabled] = objects(known(organization, "autoEnable"));
  return ["ec2", "ecr"]
    .filter((scan) => isFalse(enabled?.[scan]))
    .map((scan) => ({
      message: `does not scan ${scan} in new accounts; set autoEnable.${scan} to true`,
    }));
}
