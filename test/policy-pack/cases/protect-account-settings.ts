import type { PolicyCases } from "../cases";

const PASSWORDS = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";
const strong = {
  minimumPasswordLength: 14,
  passwordReusePrevention: 24,
  requireLowercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
  requireUppercaseCharacters: true,
};

export const cases: PolicyCases = {
  violating: [
    {
      title: "short passwords",
      type: PASSWORDS,
      inputs: { ...strong, minimumPasswordLength: 8 },
      message: /has minimumPasswordLength below 14/,
    },
    {
      title: "passwords that may be used again",
      type: PASSWORDS,
      inputs: { ...strong, passwordReusePrevention: undefined },
      message: /has passwordReusePrevention below 24/,
    },
    ...[
      "requireLowercaseCharacters",
      "requireNumbers",
      "requireSymbols",
      "requireUppercaseCharacters",
    ].map((property) => ({
      title: `passwords without ${property}`,
      type: PASSWORDS,
      inputs: { ...strong, [property]: false },
      message: new RegExp(`does not set ${property} to true`),
    })),
  ],
  compliant: [
    { type: PASSWORDS, inputs: strong },
    { type: PASSWORDS, inputs: { ...strong, minimumPasswordLength: 20 } },
  ],
};
