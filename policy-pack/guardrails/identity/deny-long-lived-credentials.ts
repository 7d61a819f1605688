import { cis, fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import { denyExceptLastResort } from "../support/statements";
import { onlyUsersThatStay, otherUsers, usersThatStay } from "./users";

/** Days until a key must be replaced, and until one that nobody uses must be gone. */
const KEY_AGE = "90";
const UNUSED = "45";

/** What a credential is, and the input that names its user, by type. */
const credentials = [
  ["aws:iam/accessKey:AccessKey", "user", "an access key"],
  [
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "userName",
    "a service's own credential",
  ],
  ["aws:iam/signingCertificate:SigningCertificate", "userName", "a signing certificate"],
  ["aws:iam/sshKey:SshKey", "username", "an SSH key"],
] as const;

export const denyLongLivedCredentials: Guardrail = {
  id: "deny-long-lived-credentials",
  title: "Make no credentials that do not expire",
  why: "an access key in a repository, a log or a state file works for whoever finds it, until somebody notices",
  comply:
    "Take a role: by Identity Center, by OpenID Connect in CI, by the compute service at run time",
  severity: "high",
  frameworks: [
    wellArchitected("SEC02-BP02"),
    cis("1.12"),
    cis("1.14"),
    fsbp("IAM.3"),
    fsbp("IAM.8"),
  ],
  requirements: ["S11", "r4.3", "r4.8"],
  peers: ["AWS samples", "AWSGuard"],
  parameters: { users: usersThatStay },
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, parameters) => [
        denyExceptLastResort(context, {
          Sid: "DenyLongLivedCredentials",
          // Updates stay open: they are how a leaked credential is switched off.
          Action: [
            "iam:CreateAccessKey",
            "iam:CreateServiceSpecificCredential",
            "iam:UploadSSHPublicKey",
            "iam:UploadSigningCertificate",
          ],
          ...otherUsers(context.partition, parameters),
        }),
      ],
    },
  ],
  preview: {
    resource: credentials.map(([type, property, what]) =>
      onlyUsersThatStay(type, property, `is ${what} that does not expire; take a role instead`),
    ),
  },
  detect: [
    {
      configRule: "ACCESS_KEYS_ROTATED",
      inputParameters: { maxAccessKeyAge: KEY_AGE },
      global: true,
    },
    {
      configRule: "IAM_USER_UNUSED_CREDENTIALS_CHECK",
      inputParameters: { maxCredentialUsageAge: UNUSED },
      global: true,
    },
  ],
};
