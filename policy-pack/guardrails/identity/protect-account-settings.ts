import { isNotTrue } from "../support/readings";
import { denyExcept } from "../support/statements";
import { cis, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectAccountSettings: Guardrail = {
  id: "protect-account-settings",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectAccountSettings",
          Action: [
            "account:AcceptPrimaryEmailUpdate",
            "account:DeleteAlternateContact",
            "account:PutAccountName",
            "account:PutAlternateContact",
            "account:PutContactInformation",
            "account:StartPrimaryEmailUpdate",
            "iam:CreateAccountAlias",
            "iam:DeleteAccountAlias",
            "iam:DeleteAccountPasswordPolicy",
            "iam:PutAccountProperties",
            "iam:SetSTSRegionalEndpointStatus",
            "iam:SetSecurityTokenServicePreferences",
            "iam:UpdateAccountEmailAddress",
            "iam:UpdateAccountName",
            "iam:UpdateAccountPasswordPolicy",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"],
        check: (policy) => [
          ...atLeast(policy, "minimumPasswordLength", 14),
          ...atLeast(policy, "passwordReusePrevention", 24),
          ...classes
            .filter((property) => isNotTrue(policy.read(property)))
            .map((property) => ({ message: `does not set ${property} to true; set it` })),
        ],
      },
    ],
  },
  detect: [
    {
      configRule: "IAM_PASSWORD_POLICY",
      inputParameters: {
        MinimumPasswordLength: "14",
        PasswordReusePrevention: "24",
        RequireLowercaseCharacters: "true",
        RequireNumbers: "true",
        RequireSymbols: "true",
        RequireUppercaseCharacters: "true",
      },
      global: true,
    },
    { securityHubControl: "Account.1" },
  ],
  parameters: {},
  about: {
    title: "Protect an account's contacts, name and password policy",
    why: "a principal that changes the contact address receives the warnings of AWS, and can recover the account",
    comply: "Change contacts and the password policy in the baseline",
    severity: "high",
    frameworks: [cis("1.2"), cis("1.8"), cis("1.9"), fsbp("Account.1"), fsbp("IAM.7")],
    requirements: ["S11"],
    peers: ["Landing Zone Accelerator", "AWS samples"],
  },
};

const classes = [
  "requireLowercaseCharacters",
  "requireNumbers",
  "requireSymbols",
  "requireUppercaseCharacters",
];

function atLeast(policy: ResourceView, property: string, least: number): Finding[] {
  const reading = policy.read(property);
  const enough =
    reading.state === "unknown" || (reading.state === "known" && Number(reading.value) >= least);
  return enough ? [] : [{ message: `has ${property} below ${least}; set it to ${least} or more` }];
}
