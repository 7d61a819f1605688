import { known, objects } from "../support/readings";
import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyCustomerProvidedKeys: Guardrail = {
  id: "deny-customer-provided-keys",
  deny: [
    {
      // A resource control policy, as the one who extorts need not be of the organization.
      policyType: "RESOURCE_CONTROL_POLICY",
      statements: (context, { algorithms }) => {
        const allowed = algorithms as readonly string[];
        return [
          denyExceptLastResort(context, {
            Sid: "DenyCustomerProvidedKeys",
            Principal: "*",
            Action: ["s3:PutObject"],
            Resource: ["*"],
            Condition: { Null: { [`${HEADER}-customer-algorithm`]: ["false"] } },
          }),
          ...(allowed.length === 0
            ? []
            : [
                denyExceptLastResort(context, {
                  Sid: "DenyCustomerProvidedKeysOthers",
                  Principal: "*",
                  Action: ["s3:PutObject"],
                  Resource: ["*"],
                  Condition: {
                    // Services that deliver logs choose for themselves; no header leaves it to the bucket.
                    BoolIfExists: { "aws:PrincipalIsAWSService": ["false"] },
                    Null: { [HEADER]: ["false"] },
                    StringNotEquals: { [HEADER]: allowed },
                  },
                }),
              ]),
        ];
      },
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
          "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
        ],
        check: (configuration) =>
          objects(known(configuration, "rules"))
            .filter(({ blockedEncryptionTypes: blocked }) =>
              (Array.isArray(blocked) ? blocked : [blocked]).includes("NONE"),
            )
            .map(() => ({
              message: "lets SSE-C in by blockedEncryptionTypes NONE; set SSE-C or leave it out",
            })),
      },
      {
        types: ["aws:s3/objectCopy:ObjectCopy"],
        check: (copy) => {
          const algorithm = known(copy, "customerAlgorithm");
          return typeof algorithm === "string" && algorithm !== ""
            ? [{ message: "encrypts with a key of its own; remove customerAlgorithm and its key" }]
            : [];
        },
      },
    ],
  },
  detect: { none: "AWS Config records buckets, and not how each object is encrypted" },
  calls: ["s3:PutEncryptionConfiguration"],
  parameters: {
    algorithms: {
      type: "strings",
      values: ["AES256", "aws:fsx", "aws:kms", "aws:kms:dsse"],
      mayBeEmpty: true,
      description:
        "Values that uploads may send as x-amz-server-side-encryption, such as aws:kms; any of S3's when empty",
      default: [],
    },
  },
  about: {
    title: "Let nobody encrypt S3 objects with a key of their own",
    why: "with write access and SSE-C anyone can overwrite objects under a key that AWS does not keep, and sell it back",
    comply: "Upload without encryption headers and leave the encryption to the bucket",
    severity: "high",
    frameworks: [wellArchitected("SEC08-BP02")],
    requirements: [],
    peers: ["Cloud Posse"],
  },
};

const HEADER = "s3:x-amz-server-side-encryption";
