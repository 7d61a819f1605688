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
  preview: { none: "deny-public-buckets checks every block before deployment" },
  detect: { none: "deny-public-buckets detects buckets whose block is off" },
  parameters: {},
  // Other environments are out of scope: many modules and bootstraps of other tools set the block on each bucket that
  // they create.
  scope: { environments: ["production"] },
  about: {
    title: "Keep the public access blocks of production's buckets on",
    why: "without its own block a bucket depends on the account's block, and one change of that opens every bucket at once",
    comply:
      "Do not set the block: a new bucket has it. If another tool's bootstrap sets it, exempt the tool's role, because switching the block on is the same API call",
    severity: "high",
    frameworks: [cis("2.1.4"), fsbp("S3.8")],
    requirements: ["S1"],
    peers: ["Cloud Posse"],
  },
};
