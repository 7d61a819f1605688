import type { PolicyCases } from "../cases";

const REGISTERED = "aws:route53domains/registeredDomain:RegisteredDomain";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a domain that a program registers",
      type: "aws:route53domains/domain:Domain",
      inputs: { domainName: "example.com" },
      message: /registers a domain/,
    },
    {
      title: "a domain without its lock",
      type: REGISTERED,
      inputs: { domainName: "example.com", transferLock: false },
      message: /sets transferLock to false/,
    },
    {
      title: "a domain that runs out, written as text",
      type: REGISTERED,
      inputs: { domainName: "example.com", autoRenew: "false" },
      message: /sets autoRenew to false/,
    },
  ],
  compliant: [
    {
      type: REGISTERED,
      inputs: { domainName: "example.com", transferLock: true, autoRenew: true },
    },
    { type: REGISTERED, inputs: { domainName: "example.com" } },
  ],
};
