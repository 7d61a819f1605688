import { controlTower, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const limitPresignedUrls: Guardrail = {
  id: "limit-presigned-urls",
  deny: [
    {
      policyType: "RESOURCE_CONTROL_POLICY",
      statements: (_context, { minutes }) => [
        {
          Sid: "LimitPresignedUrls",
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:*"],
          Resource: ["*"],
          Condition: {
            NumericGreaterThan: { "s3:signatureAge": [String((minutes as number) * MILLISECONDS)] },
            StringEquals: { "s3:authType": ["REST-QUERY-STRING"] },
          },
        },
      ],
    },
  ],
  preview: { none: "URLs are signed by applications while they run" },
  detect: { none: "AWS Config judges resources, not URLs" },
  parameters: {
    minutes: {
      type: "number",
      minimum: 0,
      maximum: 10_080,
      description: "Age at which a presigned URL is refused, whatever it says; 0 refuses them all",
      default: 60,
    },
  },
  optIn: "applications that hand out long-lived URLs would break",
  about: {
    title: "Let presigned URLs expire soon",
    why: "a presigned URL in a mail, log or history opens the object to whoever finds it, for up to a week",
    comply: "Sign a URL when it is needed, for a lifetime within the limit",
    severity: "medium",
    frameworks: [controlTower("CT.S3.PV.2"), wellArchitected("SEC02-BP02")],
    requirements: [],
    peers: ["Control Tower", "AWS samples"],
  },
};

const MILLISECONDS = 60_000;
