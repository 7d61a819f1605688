import {
  APPLICATION_BUILD_ROLE,
  APPLICATION_DELIVERY_ROLE,
  BREAK_GLASS_ROLE,
  DEPLOYMENT_ROLE,
  roleArn,
} from "../shared/naming";
import type { Place } from "../shared/place";
import type { PolicyStatement } from "../shared/policy-documents";

const PUSH = [
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
];
const PULL = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** Tags of images that have been promoted; nothing expires them. */
const RELEASES = "release-*";
/** Tags of images that the main branch has built. */
const BUILDS = "build-*";

/** Rights of a role that pushes and promotes images. */
export function imagePush(repositoryArns: readonly string[]): PolicyStatement[] {
  return repositoryArns.length === 0
    ? []
    : [
        {
          Sid: "LogInToRegistry",
          Effect: "Allow",
          Action: "ecr:GetAuthorizationToken",
          Resource: "*",
        },
        {
          Sid: "PushImages",
          Effect: "Allow",
          Action: ["ecr:DescribeImages", ...PULL, ...PUSH],
          Resource: repositoryArns,
        },
      ];
}

/**
 * Policy of an image repository: every account of the organization pulls, and only the delivery of applications pushes,
 * even if IAM in the registry's account allows more. Break-glass may, for the day that CI is what is broken.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
 */
export function repositoryPolicy(
  { partition, accountId }: Place,
  organizationId: string,
): PolicyStatement[] {
  const allBut = (roles: readonly string[]): PolicyStatement["Condition"] => ({
    ArnNotLike: {
      "aws:PrincipalArn": roles.map((role) => roleArn(partition, accountId, role)),
    },
  });
  return [
    {
      Sid: "OrganizationPulls",
      Effect: "Allow",
      Principal: "*",
      Action: PULL,
      Condition: { StringEquals: { "aws:PrincipalOrgID": organizationId } },
    },
    {
      Sid: "OnlyDeliveryPushes",
      Effect: "Deny",
      Principal: "*",
      Action: PUSH,
      Condition: allBut([APPLICATION_BUILD_ROLE, APPLICATION_DELIVERY_ROLE, BREAK_GLASS_ROLE]),
    },
    {
      Sid: "OnlyGuardiansRemove",
      Effect: "Deny",
      Principal: "*",
      Action: ["ecr:BatchDeleteImage", "ecr:DeleteRepository", "ecr:PutImageTagMutability"],
      Condition: allBut([DEPLOYMENT_ROLE, BREAK_GLASS_ROLE]),
    },
  ];
}

/**
 * Lifecycle policy of an image repository, which must never expire what runs. It cannot see clusters of other accounts,
 * so tags decide: an image that carries a release tag is claimed by the first rule, which keeps the newest 9,999, and
 * no later rule may touch it. Tags cannot move, so what was tagged never becomes untagged.
 * Builds that were not promoted go in time, and images of any other tag stay.
 *
 * @param buildRetentionDays Days that a build stays; longer than any environment without promotion runs one.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
 */
export function imageLifecycle(buildRetentionDays: number): string {
  const expire = { type: "expire" };
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: "Keep releases",
        selection: {
          tagStatus: "tagged",
          tagPatternList: [RELEASES],
          countType: "imageCountMoreThan",
          countNumber: 9_999,
        },
        action: expire,
      },
      {
        rulePriority: 2,
        description: `Expire builds that were not promoted in ${buildRetentionDays} days`,
        selection: {
          tagStatus: "tagged",
          tagPatternList: [BUILDS],
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: buildRetentionDays,
        },
        action: expire,
      },
      {
        rulePriority: 3,
        description: "Expire what was never tagged: interrupted pushes",
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: 14,
        },
        action: expire,
      },
    ],
  });
}
