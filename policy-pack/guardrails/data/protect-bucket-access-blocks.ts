import { denyExcept } from "../support/statements";
import { cis, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectBucketAccessBlocks: Guardrail = {
  id: "protect-bucket-access-blocks",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectBucketAccessBlocks",
          Action: ["s3:PutBucketPublicAccessBlock"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: { none: "deny-public-buckets reads every block before it is deployed" },
  detect: { none: "deny-public-buckets detects buckets whose block is off" },
  parameters: {},
  // Elsewhere most modules and bootstraps of other tools set the block on each bucket they make.
  scope: { environments: ["production"] },
  about: {
    title: "Leave the public access blocks of production's buckets on",
    why: "the account's block is all that is left once a bucket's own is off, and it falls for every bucket at once",
    comply:
      "Leave the block alone, a new bucket has it, or exempt the role that bootstraps other tools: switching it on is the same call",
    severity: "high",
    frameworks: [cis("2.1.4"), fsbp("S3.8")],
    requirements: ["S1"],
    peers: ["Cloud Posse"],
  },
};
