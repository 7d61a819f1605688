import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const optOutOfAiTraining: Guardrail = {
  id: "opt-out-of-ai-training",
  deny: [
    {
      policyType: "AISERVICES_OPT_OUT_POLICY",
      // `default` stands for services that are yet to come as well, and no OU or account may decide otherwise.
      content: () => ({
        services: {
          ...final,
          default: { ...final, opt_out_policy: { ...final, "@@assign": "optOut" } },
        },
      }),
    },
  ],
  preview: { none: "no resource opts in: the organization's policy decides" },
  detect: { none: "an account cannot opt in, so there is nothing to find" },
  parameters: {},
  about: {
    title: "Keep content out of the training of AI services",
    why: "AWS may store what its AI services are given, in other Regions too, and improve them with it",
    comply: "Nothing to do: every account is opted out",
    severity: "medium",
    frameworks: [wellArchitected("SEC07-BP02")],
    requirements: [],
    peers: ["MCAF"],
  },
};

const final = { "@@operators_allowed_for_child_policies": ["@@none"] };
