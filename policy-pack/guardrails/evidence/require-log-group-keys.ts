import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const requireLogGroupKeys: Guardrail = {
  id: "require-log-group-keys",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireLogGroupKeys",
          Action: ["logs:DisassociateKmsKey"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:cloudwatch/logGroup:LogGroup"],
        check: (group) =>
          group.read("kmsKeyId").state === "absent"
            ? [{ message: "is not encrypted with a key of the company; set kmsKeyId" }]
            : [],
      },
    ],
  },
  detect: [{ configRule: "CLOUDWATCH_LOG_GROUP_ENCRYPTED" }],
  calls: ["logs:AssociateKmsKey", "logs:CreateLogGroup"],
  parameters: {},
  optIn:
    "CloudWatch Logs encrypts every log group by default; a key of the company costs money every month and needs a policy",
  about: {
    title: "Encrypt log groups with a key of the company",
    why: "with AWS's default key every principal that may read the logs can decrypt them, and the company can neither see nor stop this",
    comply: "Set kmsKeyId of each log group to a key whose policy admits CloudWatch Logs",
    severity: "low",
    frameworks: [wellArchitected("SEC08-BP02")],
    requirements: [],
    peers: ["Landing Zone Accelerator"],
  },
};
