import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const requireInferenceProfiles: Guardrail = {
  id: "require-inference-profiles",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireInferenceProfiles",
          Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
          Resource: [`arn:${context.partition}:bedrock:*::foundation-model/*`],
          Condition: { Null: { "bedrock:InferenceProfileArn": ["true"] } },
        }),
      ],
    },
  ],
  preview: { none: "applications invoke models at run time, not at deployment" },
  detect: { none: "AWS Config does not record invocations of models" },
  parameters: {},
  optIn: "some models, such as those for two-way speech streams, have no inference profile",
  about: {
    title: "Invoke foundation models through inference profiles",
    why: "the cost of a direct invocation has no tag and belongs to no application",
    comply: "Invoke the model through an inference profile",
    severity: "low",
    frameworks: [wellArchitected("COST03-BP02")],
    requirements: [],
    peers: ["Cloud Posse"],
  },
};
