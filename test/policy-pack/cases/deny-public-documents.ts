import type { PolicyCases } from "../cases";

const DOCUMENT = "aws:ssm/document:Document";
const SETTING = "aws:ssm/serviceSetting:ServiceSetting";
const id = "/ssm/documents/console/public-sharing-permission";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a document for everyone",
      type: DOCUMENT,
      inputs: { permissions: { type: "Share", account_ids: "All" } },
      message: /is public/,
    },
    {
      title: "a document for an account and everyone else",
      type: DOCUMENT,
      inputs: { permissions: { type: "Share", account_ids: "123456789012, all" } },
      message: /name the account ids in permissions\.account_ids/,
    },
    {
      title: "the block being lifted",
      type: SETTING,
      inputs: { settingId: id, settingValue: "Enable" },
      message: /set settingValue to Disable/,
    },
    {
      title: "the block being lifted by the setting's ARN",
      type: SETTING,
      inputs: {
        settingId: `arn:aws:ssm:us-east-1:123456789012:servicesetting${id}`,
        settingValue: "Enable",
      },
      message: /allows public documents/,
    },
  ],
  compliant: [
    { type: DOCUMENT },
    {
      type: DOCUMENT,
      inputs: { permissions: { type: "Share", account_ids: "123456789012,210987654321" } },
    },
    { type: SETTING, inputs: { settingId: id, settingValue: "Disable" } },
    {
      type: SETTING,
      inputs: { settingId: "/ssm/parameter-store/high-throughput-enabled", settingValue: "true" },
    },
  ],
};
