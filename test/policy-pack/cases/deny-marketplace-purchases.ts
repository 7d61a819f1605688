import type { PolicyCases } from "../cases";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a vendor's terms that a program accepts",
      type: "aws:bedrockfoundation/modelAgreement:ModelAgreement",
      inputs: { modelId: "vendor.model" },
      message: /accepts a vendor's terms for a model/,
    },
  ],
  compliant: [{ type: "aws:bedrock/guardrail:Guardrail", inputs: { name: "polite" } }],
};
