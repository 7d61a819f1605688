import { denyExceptLastResort } from "../support/statements";
import { cis, fsbp, wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ResourceRule } from "../types/preview-rule";
import { onlyUsersToKeep, otherUsers, usersToKeep } from "./users";

export const denyLongLivedCredentials: Guardrail = {
  id: "deny-long-lived-credentials",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, parameters) => [
        denyExceptLastResort(context, {
          Sid: "DenyLongLivedCredentials",
          // Updates stay open: they disable a leaked credential.
          Action: ["iam:CreateAccessKey", "iam:UploadSSHPublicKey", "iam:UploadSigningCertificate"],
          ...otherUsers(context.partition, parameters),
        }),
        // Keys of Bedrock can expire: expire-model-keys sets their longest life.
        denyExceptLastResort(context, {
          Sid: "DenyLongLivedCredentialsServices",
          Action: ["iam:CreateServiceSpecificCredential"],
          ...otherUsers(context.partition, parameters),
          Condition: {
            StringNotEquals: {
              "iam:ServiceSpecificCredentialServiceName": ["bedrock.amazonaws.com"],
            },
          },
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
        "a service-specific credential",
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
  parameters: { users: usersToKeep },
  about: {
    title: "Create no credentials that never expire",
    why: "everyone who finds an access key in a repository, a log or a state file can use it, until a person notices",
    comply:
      "Assume a role: through Identity Center, by OpenID Connect in CI, by the compute service at run time",
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

/** Refuses a credential of a user that is not in the parameter. */
function credential(type: string, userInput: string, what: string): ResourceRule {
  return onlyUsersToKeep(type, userInput, `is ${what} that does not expire; assume a role instead`);
}
