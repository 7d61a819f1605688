import { isNot } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireImmutableImages: Guardrail = {
  id: "require-immutable-images",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireImmutableImages",
          Action: ["ecr:PutImageTagMutability"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:ecr/repository:Repository",
          "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate",
        ],
        check: tagsStay,
      },
    ],
  },
  detect: [{ securityHubControl: "ECR.2" }],
  calls: [
    "ecr:CreateRepository",
    "ecr:CreateRepositoryCreationTemplate",
    "ecr:UpdateRepositoryCreationTemplate",
  ],
  parameters: {},
  about: {
    title: "Keep image tags from being overwritten",
    why: "a principal that may push can replace the tested image behind a tag, and production starts the replacement",
    comply: "Set imageTagMutability to IMMUTABLE and use a new tag for each build",
    severity: "high",
    frameworks: [fsbp("ECR.2")],
    requirements: ["r2.17"],
    peers: ["Control Tower", "Pulumi compliance policies"],
  },
};

function tagsStay(repository: ResourceView): Finding[] {
  return isNot(repository.read("imageTagMutability"), "IMMUTABLE")
    ? [{ message: "allows overwriting tags; set imageTagMutability to IMMUTABLE" }]
    : [];
}
