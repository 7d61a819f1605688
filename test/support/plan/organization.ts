import { parseOrganization } from "../../../stacks/checks/parse-organization";
import type { Organization } from "../../../stacks/company/organization";
import { ConfigurationError, type Problem } from "../../../stacks/company/problems";
import { defaultOrganization, setAt } from "./default-company";

/**
 * The default company's organization with some values changed, by path.
 *
 * @throws ConfigurationError with every problem.
 */
export function organizationWith(changes: Readonly<Record<string, unknown>> = {}): Organization {
  const value = defaultOrganization();
  for (const [path, change] of Object.entries(changes)) {
    setAt(value, path, change);
  }
  const problems: Problem[] = [];
  const organization = parseOrganization(value, problems);
  if (!organization || problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  return organization;
}
