import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyPublicDocuments: Guardrail = {
  id: "deny-public-documents",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyPublicDocuments",
          Action: ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
          Resource: [`arn:${context.partition}:ssm:*:*:servicesetting${SETTING}`],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: ["aws:ssm/document:Document"], check: documentIsPrivate },
      { types: ["aws:ssm/serviceSetting:ServiceSetting"], check: settingBlocks },
    ],
  },
  detect: [{ securityHubControl: "SSM.4" }, { securityHubControl: "SSM.7" }],
  calls: ["ssm:ModifyDocumentPermission"],
  parameters: {},
  about: {
    title: "Keep Systems Manager documents private",
    why: "a public document shows every AWS account the commands, names and addresses of its author",
    comply: "Share documents with account ids and keep the block on public sharing on",
    severity: "high",
    frameworks: [fsbp("SSM.4"), fsbp("SSM.7")],
    requirements: [],
    peers: ["AWS samples"],
  },
};

/** The Systems Manager setting that decides whether documents may be public. */
const SETTING = "/ssm/documents/console/public-sharing-permission";

function documentIsPrivate(document: ResourceView): Finding[] {
  const accounts = known(document, "permissions.account_ids");
  const isOpen =
    typeof accounts === "string" &&
    accounts.split(",").some((account) => account.trim().toLowerCase() === "all");
  return isOpen ? [{ message: "is public; name the account ids in permissions.account_ids" }] : [];
}

function settingBlocks(setting: ResourceView): Finding[] {
  const id = known(setting, "settingId");
  const value = known(setting, "settingValue");
  return typeof id === "string" &&
    id.endsWith(SETTING) &&
    value !== undefined &&
    value !== "Disable"
    ? [{ message: "allows public documents; set settingValue to Disable" }]
    : [];
}
