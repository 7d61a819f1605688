import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const optOutOfAiTraining: Guardrail = {
  id: "opt-out-of-ai-training",
  deny: [
    {
      policyType: "AISERVICES_OPT_OUT_POLICY",
      // `default` includes future services, and OUs and accounts cannot override the policy.
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
    why: "AWS may store the input of its AI services, also in other Regions, and use it to improve them",
    comply: "No action: every account is opted out",
    severity: "medium",
    frameworks: [wellArchitected("SEC07-BP02")],
    requirements: [],
    peers: ["MCAF"],
  },
};

const final = { "@@operators_allowed_for_child_policies": ["@@none"] };
