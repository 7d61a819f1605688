import type { PolicyCases } from "../cases";

const credentials = [
  ["aws:iam/accessKey:AccessKey", "user", /is an access key that does not expire/],
  [
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "userName",
    /is a service-specific credential/,
  ],
  ["aws:iam/signingCertificate:SigningCertificate", "userName", /is a signing certificate/],
  ["aws:iam/sshKey:SshKey", "username", /is an SSH key/],
] as const;

export const cases: PolicyCases = {
  parameters: { users: ["mail"] },
  violating: credentials.flatMap(([type, property, message]) => [
    { title: `a credential of a user: ${type}`, type, inputs: { [property]: "jane" }, message },
    { title: `a credential without a user: ${type}`, type, message },
  ]),
  compliant: credentials.map(([type, property]) => ({ type, inputs: { [property]: "mail" } })),
};
