import { isSpecific } from "../support/open-statements";
import { isNot, known, objects } from "../support/readings";
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
    comply:
      "Set imageTagMutability to IMMUTABLE, use a new tag for each build, and exclude moving tags such as latest by filters",
    severity: "high",
    frameworks: [fsbp("ECR.2")],
    requirements: ["r2.17"],
    peers: ["Control Tower", "Pulumi compliance policies"],
  },
};

/**
 * Tags stay, except those of the filters: a filter that is not only wildcards keeps the tags of builds as they are.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
 */
function tagsStay(repository: ResourceView): Finding[] {
  const mutability = repository.read("imageTagMutability");
  if (mutability.state === "known" && mutability.value === "IMMUTABLE_WITH_EXCLUSION") {
    return objects(known(repository, "imageTagMutabilityExclusionFilters"))
      .filter(({ filter }) => typeof filter === "string" && !isSpecific(filter))
      .map(() => ({
        message:
          "excludes every tag from immutability; name the tags that may move, such as latest or dev-*",
      }));
  }
  return isNot(mutability, "IMMUTABLE")
    ? [
        {
          message:
            "allows overwriting tags; set imageTagMutability to IMMUTABLE, or to IMMUTABLE_WITH_EXCLUSION with filters for the tags that may move",
        },
      ]
    : [];
}
