import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyPublicRegistries: Guardrail = {
  id: "deny-public-registries",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { repositories }) => {
        const open = (repositories as readonly string[]).map(
          (name) => `arn:${context.partition}:ecr-public::*:repository/${name}`,
        );
        return [
          denyExcept(context, {
            Sid: "DenyPublicRegistries",
            Action: ["ecr-public:CreateRepository", "ecr-public:PutImage"],
            ...(open.length === 0 ? { Resource: ["*"] } : { NotResource: open }),
          }),
        ];
      },
    },
  ],
  preview: {
    resource: [{ types: ["aws:ecrpublic/repository:Repository"], check: isMeantToBe }],
  },
  detect: { none: "AWS Config has no managed rule for public repositories" },
  parameters: {
    repositories: {
      type: "strings",
      of: "name",
      mayBeEmpty: true,
      description: "Names of the repositories that are public on purpose",
      default: [],
    },
  },
  about: {
    title: "Publish no container image by accident",
    why: "the first push to a public repository publishes the code, and every secret in the layers",
    comply: "Use a private repository, or add the public one to the guardrail's repositories",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP07")],
    requirements: [],
    peers: [],
  },
};

function isMeantToBe(repository: ResourceView, parameters: ParameterValues): Finding[] {
  const name = known(repository, "repositoryName");
  const open = parameters["repositories"] as readonly string[];
  return typeof name === "string" && !open.includes(name)
    ? [{ message: "publishes its images; use an aws.ecr.Repository" }]
    : [];
}
