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
  preview: { none: "models are asked when an application runs, not when it is deployed" },
  detect: { none: "AWS Config records no invocations of models" },
  parameters: {},
  optIn:
    "some models, such as those that stream speech in both directions, have no inference profile",
  about: {
    title: "Ask foundation models through inference profiles",
    why: "a model that is asked by its own id runs up cost that no tag and no application answers for",
    comply: "Ask the model through an inference profile",
    severity: "low",
    frameworks: [wellArchitected("COST03-BP02")],
    requirements: [],
    peers: ["Cloud Posse"],
  },
};
