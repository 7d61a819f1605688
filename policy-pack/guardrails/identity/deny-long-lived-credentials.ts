import { denyExceptLastResort } from "../support/statements";
import { cis, fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ResourceRule } from "../types/preview-rule";
import { onlyUsersThatStay, otherUsers, usersThatStay } from "./users";

export const denyLongLivedCredentials: Guardrail = {
  id: "deny-long-lived-credentials",
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
    resource: [
      credential("aws:iam/accessKey:AccessKey", "user", "an access key"),
      credential(
        "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
        "userName",
        "a service's own credential",
      ),
      credential(
        "aws:iam/signingCertificate:SigningCertificate",
        "userName",
        "a signing certificate",
      ),
      credential("aws:iam/sshKey:SshKey", "username", "an SSH key"),
    ],
  },
  detect: [
    {
      configRule: "ACCESS_KEYS_ROTATED",
      inputParameters: { maxAccessKeyAge: "90" },
      global: true,
    },
    {
      configRule: "IAM_USER_UNUSED_CREDENTIALS_CHECK",
      inputParameters: { maxCredentialUsageAge: "45" },
      global: true,
    },
  ],
  parameters: { users: usersThatStay },
  about: {
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
  },
};

/** Finds a credential of a user that is not listed. */
function credential(type: string, userInput: string, what: string): ResourceRule {
  return onlyUsersThatStay(type, userInput, `is ${what} that does not expire; take a role instead`);
}
