import { switchedOff } from "../support/readings";
import { denyExcept } from "../support/statements";
import { cis, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const requireEncryptedFileSystems: Guardrail = {
  id: "require-encrypted-file-systems",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireEncryptedFileSystems",
          Action: ["elasticfilesystem:CreateFileSystem"],
          Resource: ["*"],
          Condition: { Bool: { "elasticfilesystem:Encrypted": ["false"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:efs/fileSystem:FileSystem"],
        check: (system) =>
          switchedOff(system, "encrypted", "set it now, encryption cannot be added later"),
      },
    ],
  },
  detect: [{ securityHubControl: "EFS.1" }],
  parameters: {},
  about: {
    title: "Encrypt EFS file systems",
    why: "an unencrypted file system cannot be encrypted later, so its files must move to a new one",
    comply: "Set encrypted to true when you create the file system",
    severity: "high",
    frameworks: [cis("2.4.1"), fsbp("EFS.1"), fsbp("EFS.8")],
    requirements: [],
    peers: ["Landing Zone Accelerator", "AWSGuard", "Pulumi compliance policies"],
  },
};
