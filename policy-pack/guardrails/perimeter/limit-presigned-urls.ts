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
  preview: { none: "applications sign URLs at run time" },
  detect: { none: "AWS Config checks resources, not URLs" },
  parameters: {
    minutes: {
      type: "number",
      minimum: 0,
      maximum: 10_080,
      description:
        "Largest age of a presigned URL in minutes, even if the URL has a longer lifetime; 0 denies all presigned URLs",
      default: 60,
    },
  },
  optIn: "applications with long-lived URLs would fail",
  about: {
    title: "Limit the age of presigned URLs",
    why: "everyone who finds a presigned URL in a mail, log or history can read the object, for up to a week",
    comply: "Sign a URL when it is needed, for a lifetime within the limit",
    severity: "medium",
    frameworks: [controlTower("CT.S3.PV.2"), wellArchitected("SEC02-BP02")],
    requirements: [],
    peers: ["Control Tower", "AWS samples"],
  },
};

const MILLISECONDS = 60_000;
