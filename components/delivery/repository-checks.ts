import { checkText } from "../shared/argument-checks";
import { ArgumentError } from "../shared/argument-error";
import type { GithubRepository } from "./github-trust";

/** A part of a token's subject. A wildcard would match nothing: trust compares subjects by equality. */
const NAME = {
  pattern: /^[\w.-]{1,100}$/,
  rule: "a name on GitHub: letters, digits, - _ .",
  remedy: "give organization and name apart, without github.com, slashes and wildcards",
};

const ID = {
  pattern: /^\d{1,20}$/,
  rule: "a numeric id",
  remedy: "copy it from gh api repos/ORG/REPO --jq '.owner.id, .id'",
};

/**
 * Refuses a repository whose subject no token of GitHub has: its workflows would be refused, at their first run.
 *
 * @param path Argument that contains the repository.
 * @throws ArgumentError naming the field.
 * @see https://docs.github.com/en/actions/reference/security/oidc
 */
export function checkRepository(path: string, repository: GithubRepository): void {
  checkText(`${path}.organization`, repository.organization, NAME);
  checkText(`${path}.name`, repository.name, NAME);
  checkText(`${path}.repositoryId`, repository.repositoryId, ID);
  if (repository.organizationId !== undefined) {
    checkText(`${path}.organizationId`, repository.organizationId, ID);
  } else if (repository.subjectFormat !== "legacy") {
    throw new ArgumentError(
      `${path}.organizationId`,
      `is required for the subject format ${repository.subjectFormat}: GitHub's subject contains it; ${ID.remedy}`,
    );
  }
}
