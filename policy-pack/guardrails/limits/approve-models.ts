import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const approveModels: Guardrail = {
  id: "approve-models",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { models }) => [
        // Profiles, custom models and agents have an account in their ARN. They are open, because they invoke foundation
        // models.
        denyExcept(context, {
          Sid: "ApproveModels",
          Action: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
          NotResource: [
            `arn:${context.partition}:bedrock:*:????????????:*`,
            ...(models as readonly string[]).map(
              (model) => `arn:${context.partition}:bedrock:*::foundation-model/${model}`,
            ),
          ],
        }),
        denyExcept(context, {
          Sid: "ApproveModelsMantle",
          Action: ["bedrock-mantle:CreateInference"],
          Resource: ["*"],
          Condition: { StringNotLike: { "bedrock-mantle:Model": models as readonly string[] } },
        }),
      ],
    },
  ],
  preview: {
    none: "applications invoke models at run time and name them in their own code",
  },
  detect: { none: "AWS Config does not record invocations of models" },
  parameters: {
    models: {
      type: "strings",
      of: "namePattern",
      description: "Patterns of the ids of the models that may be invoked, such as amazon.*",
    },
  },
  optIn: "only the company can decide which vendors it trusts",
  about: {
    title: "Invoke only approved foundation models",
    why: "each vendor's model has its own terms, prices and location, and a person must read them before company data goes there",
    comply: "Use one of the approved models",
    severity: "medium",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("COST02-BP05")],
    requirements: [],
    peers: ["AWS samples"],
  },
};
