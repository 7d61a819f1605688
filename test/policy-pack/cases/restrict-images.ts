import type { PolicyCases } from "../cases";

const SETTINGS = "aws:ec2/allowedImagesSettings:AllowedImagesSettings";

export const cases: PolicyCases = {
  parameters: { providers: ["amazon", "aws_marketplace", "123456789012"] },
  violating: [
    {
      title: "settings that are off",
      type: SETTINGS,
      inputs: { state: "disabled" },
      message: /set state to enabled/,
    },
    {
      title: "an unlisted publisher among listed ones",
      type: SETTINGS,
      inputs: {
        state: "enabled",
        imageCriterions: [
          { imageNames: ["al2023-*"] },
          { imageProviders: ["amazon", "999999999999"] },
        ],
      },
      message: /allows images of 999999999999/,
    },
  ],
  compliant: [
    {
      type: SETTINGS,
      inputs: {
        state: "enabled",
        imageCriterions: [
          { imageNames: ["al2023-*"], imageProviders: ["amazon", "aws-marketplace"] },
          { imageProviders: ["123456789012", "none"] },
        ],
      },
    },
    { type: SETTINGS, inputs: { state: "audit-mode" } },
  ],
};
