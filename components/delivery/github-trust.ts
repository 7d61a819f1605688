import type { Place } from "../shared/place";
import type { PolicyStatement } from "../shared/policy-documents";

/** A repository whose workflows may assume roles. */
export interface GithubRepository {
  /** User or organization that owns it. */
  readonly organization: string;
  readonly name: string;
  /** Numeric id of the owner, part of the immutable subject. */
  readonly organizationId?: string;
  /** Numeric id of the repository; survives renames, and a name that is taken again does not have it. */
  readonly repositoryId: string;
  /**
   * Form of the subject in GitHub's tokens: `legacy` by names alone, `immutable` by names and ids; `both` while a
   * repository changes over.
   */
  readonly subjectFormat: "legacy" | "immutable" | "both";
}

/**
 * Kind of run that a role trusts. An environment is protected by its reviewers, and its subject carries no branch;
 * a branch is protected by its rules; `pull_request` is any pull request of the repository, forks excluded.
 */
export type WorkflowContext = `environment:${string}` | `ref:refs/heads/${string}` | "pull_request";

/** Host that issues the tokens of GitHub's workflows. */
export const GITHUB_ISSUER = "token.actions.githubusercontent.com";
/** Audience that AWS's own login action requests of GitHub. */
export const GITHUB_AUDIENCE = "sts.amazonaws.com";

/** ARN of an account's provider for GitHub's tokens. */
export function githubProviderArn({ partition, accountId }: Place): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${GITHUB_ISSUER}`;
}

/**
 * The exact subjects of a repository's tokens, one for each format it may use.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export function githubSubjects(repository: GithubRepository, context: WorkflowContext): string[] {
  const { organization, name, organizationId, repositoryId, subjectFormat } = repository;
  const subjects: string[] = [];
  if (subjectFormat !== "immutable") {
    subjects.push(`repo:${organization}/${name}:${context}`);
  }
  if (subjectFormat !== "legacy") {
    if (organizationId === undefined) {
      throw new Error(
        `repository ${organization}/${name} needs organizationId for the immutable subject`,
      );
    }
    subjects.push(`repo:${organization}@${organizationId}/${name}@${repositoryId}:${context}`);
  }
  return subjects;
}

/**
 * Trust of a role that workflows assume without stored credentials: audience, subject and id of the repository must match
 * to the letter, so that no other repository, branch or pull request of the organization gets in. The id excludes a
 * repository that takes the name of a deleted one.
 */
export function githubTrust(
  providerArn: string,
  repositories: readonly GithubRepository[],
  context: WorkflowContext,
): PolicyStatement {
  return {
    Effect: "Allow",
    Principal: { Federated: providerArn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`${GITHUB_ISSUER}:aud`]: GITHUB_AUDIENCE,
        [`${GITHUB_ISSUER}:sub`]: repositories.flatMap((repository) =>
          githubSubjects(repository, context),
        ),
        [`${GITHUB_ISSUER}:repository_id`]: repositories.map(({ repositoryId }) => repositoryId),
      },
    },
  };
}

/** Characters of a trust policy that AWS allows before a quota increase. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const TRUST_CHARACTERS = 2048;

/** Runs of the applications' repositories that roles trust. */
export function applicationRuns(environment: string): WorkflowContext[] {
  return ["ref:refs/heads/main", `environment:${environment}`];
}

/** Characters of the trust policy of a role. */
export function trustCharacters(
  place: Place,
  repositories: readonly GithubRepository[],
  context: WorkflowContext,
): number {
  return policyCharacters([githubTrust(githubProviderArn(place), repositories, context)]);
}

/** Characters of a policy with these statements, whose values are all plain. */
export function policyCharacters(statements: readonly PolicyStatement[]): number {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }).length;
}
