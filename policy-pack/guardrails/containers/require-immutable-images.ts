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
    title: "Let no image tag be overwritten",
    why: "whoever may push can put other code behind the tag that was tested and that production starts next",
    comply: "Set imageTagMutability to IMMUTABLE and give each build a tag of its own",
    severity: "high",
    frameworks: [fsbp("ECR.2")],
    requirements: ["r2.17"],
    peers: ["Control Tower", "Pulumi compliance policies"],
  },
};

function tagsStay(repository: ResourceView): Finding[] {
  return isNot(repository.read("imageTagMutability"), "IMMUTABLE")
    ? [{ message: "lets tags be overwritten; set imageTagMutability to IMMUTABLE" }]
    : [];
}
