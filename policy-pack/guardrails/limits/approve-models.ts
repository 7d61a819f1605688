import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const approveModels: Guardrail = {
  id: "approve-models",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { models }) => [
        // What has an account in its ARN is the account's own: profiles, custom models and agents lead to models anyway.
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
    none: "models are asked when an application runs; what is deployed before names them in its own code",
  },
  detect: { none: "AWS Config records no invocations of models" },
  parameters: {
    models: {
      type: "strings",
      of: "namePattern",
      description: "Patterns of the ids of the models that may be asked, such as amazon.*",
    },
  },
  optIn: "which vendors' models a company trusts is its own decision",
  about: {
    title: "Ask only approved foundation models",
    why: "each vendor's model has terms, prices and a place where it works, which somebody should have read before company data goes there",
    comply: "Use one of the approved models",
    severity: "medium",
    frameworks: [wellArchitected("SEC03-BP05"), wellArchitected("COST02-BP05")],
    requirements: [],
    peers: ["AWS samples"],
  },
};
