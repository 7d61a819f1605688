import type { PolicyCases } from "../cases";

const credentials = [
  ["aws:iam/accessKey:AccessKey", "user", /is an access key that does not expire/],
  [
    "aws:iam/serviceSpecificCredential:ServiceSpecificCredential",
    "userName",
    /is a service's own credential/,
  ],
  ["aws:iam/signingCertificate:SigningCertificate", "userName", /is a signing certificate/],
  ["aws:iam/sshKey:SshKey", "username", /is an SSH key/],
] as const;

export const cases: PolicyCases = {
  parameters: { users: ["mail"] },
  violating: credentials.flatMap(([type, property, says]) => [
    { title: `a credential of a user: ${type}`, type, inputs: { [property]: "jane" }, says },
    { title: `a credential that does not say whose: ${type}`, type, says },
  ]),
  compliant: credentials.map(([type, property]) => ({ type, inputs: { [property]: "mail" } })),
};
