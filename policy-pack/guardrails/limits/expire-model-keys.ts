import { known } from "../support/readings";
import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const expireModelKeys: Guardrail = {
  id: "expire-model-keys",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { days }) => [
        // A request without an age creates a key that never expires.
        denyExceptLastResort(context, {
          Sid: "ExpireModelKeys",
          Action: ["iam:CreateServiceSpecificCredential"],
          Resource: ["*"],
          Condition: {
            StringEquals: { "iam:ServiceSpecificCredentialServiceName": [BEDROCK] },
            NumericGreaterThanIfExists: { "iam:ServiceSpecificCredentialAgeDays": [String(days)] },
          },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:iam/serviceSpecificCredential:ServiceSpecificCredential"],
        check: keyExpires,
      },
    ],
  },
  detect: { none: "AWS Config has no rule on credentials of single services" },
  parameters: {
    days: {
      type: "number",
      minimum: 1,
      maximum: 36_600,
      description: "Longest life of a key in days",
      default: 30,
    },
  },
  about: {
    title: "Require an expiry date for API keys of Bedrock",
    why: "an API key is a password in a file, and without an expiry date everyone who finds it can use it for years at the company's cost",
    comply: "Use short-term keys, or set a long-term key's age within the guardrail's limit",
    severity: "high",
    frameworks: [wellArchitected("SEC02-BP02"), wellArchitected("SEC02-BP05")],
    requirements: [],
    peers: ["AWS samples"],
  },
};

const BEDROCK = "bedrock.amazonaws.com";

function keyExpires(key: ResourceView, { days }: ParameterValues): Finding[] {
  if (known(key, "serviceName") !== BEDROCK) {
    return [];
  }
  const age = key.read("credentialAgeDays");
  if (age.state === "absent") {
    return [{ message: `never expires; set credentialAgeDays to ${String(days)} or less` }];
  }
  return age.state === "known" && Number(age.value) > Number(days)
    ? [
        {
          message: `expires only after ${String(age.value)} days; set credentialAgeDays to ${String(days)} or less`,
        },
      ]
    : [];
}
