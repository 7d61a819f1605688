import { isTrue, switchedOff } from "../support/readings";
import { denyExceptLastResort } from "../support/statements";
import { cis, controlTower } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ResourceView } from "../types/preview-rule";

export const requireKeyRotation: Guardrail = {
  id: "require-key-rotation",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "RequireKeyRotation",
          Action: ["kms:DisableKeyRotation"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:kms/key:Key"],
        check: (key) =>
          canRotate(key)
            ? switchedOff(
                key,
                "enableKeyRotation",
                "set it: data under the old key material stays readable",
              )
            : [],
      },
    ],
    remedies: [
      {
        types: ["aws:kms/key:Key"],
        inputs: (key) => {
          const rotation = key.read("enableKeyRotation");
          const on = rotation.state === "known" && isTrue(rotation.value);
          return canRotate(key) && rotation.state !== "unknown" && !on
            ? { enableKeyRotation: true }
            : {};
        },
      },
    ],
  },
  detect: [{ configRule: "CMK_BACKING_KEY_ROTATION_ENABLED" }],
  calls: ["kms:CreateKey"],
  parameters: {},
  about: {
    title: "Rotate keys",
    why: "if key material never changes, one leak exposes all data that was ever encrypted with the key",
    comply: "Set enableKeyRotation to true",
    severity: "medium",
    frameworks: [cis("3.6"), controlTower("CT.KMS.PR.1")],
    requirements: [],
    peers: ["AWSGuard", "Pulumi compliance policies"],
  },
};

/** True for symmetric encryption keys with key material of KMS: KMS rotates only these. */
function canRotate(key: ResourceView): boolean {
  const isOrAbsent = (property: string, expected: string): boolean => {
    const reading = key.read(property);
    return reading.state === "absent" || (reading.state === "known" && reading.value === expected);
  };
  return (
    isOrAbsent("customerMasterKeySpec", "SYMMETRIC_DEFAULT") &&
    isOrAbsent("keyUsage", "ENCRYPT_DECRYPT") &&
    isOrAbsent("customKeyStoreId", "")
  );
}
