import { known, objects } from "../support/readings";
import { denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyCustomerProvidedKeys: Guardrail = {
  id: "deny-customer-provided-keys",
  deny: [
    {
      // A resource control policy: the attacker may come from outside the organization.
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
                    // Services that deliver logs choose the encryption themselves. Without the header the bucket
                    // decides.
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
              message: "allows SSE-C by blockedEncryptionTypes NONE; set SSE-C or remove it",
            })),
      },
      {
        types: ["aws:s3/objectCopy:ObjectCopy"],
        check: (copy) => {
          const algorithm = known(copy, "customerAlgorithm");
          return typeof algorithm === "string" && algorithm !== ""
            ? [
                {
                  message:
                    "encrypts with a key that AWS does not keep; remove customerAlgorithm and its key",
                },
              ]
            : [];
        },
      },
    ],
  },
  detect: { none: "AWS Config records buckets, but not the encryption of each object" },
  calls: ["s3:PutEncryptionConfiguration"],
  parameters: {
    algorithms: {
      type: "strings",
      values: ["AES256", "aws:fsx", "aws:kms", "aws:kms:dsse"],
      mayBeEmpty: true,
      description:
        "Values that uploads may send as x-amz-server-side-encryption, such as aws:kms; empty allows all values of S3",
      default: [],
    },
  },
  about: {
    title: "Deny the encryption of S3 objects with customer-provided keys",
    why: "an attacker with write access can overwrite objects by SSE-C, under a key that AWS does not keep, and demand a ransom",
    comply: "Upload without encryption headers: the bucket encrypts the object",
    severity: "high",
    frameworks: [wellArchitected("SEC08-BP02")],
    requirements: [],
    peers: ["Cloud Posse"],
  },
};

const HEADER = "s3:x-amz-server-side-encryption";
