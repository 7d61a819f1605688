import * as pulumi from "@pulumi/pulumi";
import { canonical } from "./canonical";
import { configValue } from "./config-value";
import { parseOrganization } from "../checks/parse-organization";
import type { Organization } from "../company/organization";
import type { Role } from "../company/roles";
import { refuseMisspeltNamespaces } from "../checks/config-keys";
import { standingFacts, templateProblems } from "../checks/template-facts";
import { ConfigurationError, type Problem } from "../company/problems";
import { parseStack, SECRET } from "../checks/stack";
import type { StackConfiguration } from "../checks/stack-configuration";

/** Configuration of a stack: the organization, the stack's own section and its secrets. */
export interface Configuration<R extends Role = Role> {
  readonly organization: Organization;
  readonly stack: StackConfiguration<R>;
  /** Secret values by key; they stay secret in every output that uses them. */
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * Reads and validates the configuration of this stack. No other function reads `pulumi.Config`.
 *
 * @throws ConfigurationError with every problem, before any resource is created.
 */
export function readConfiguration(): Configuration {
  const project = pulumi.getProject();
  const config = new pulumi.Config();
  const problems: Problem[] = [];
  const organization = readOrganization(config.get("organization"), problems);
  const all = pulumi.runtime.allConfig();
  const values = Object.fromEntries(
    Object.entries(refuseMisspeltNamespaces(project, all, (key) => key, problems))
      .filter(([key]) => key.startsWith(`${project}:`) && key !== `${project}:organization`)
      .map(([key, value]) => {
        const name = key.slice(project.length + 1);
        return [name, isSecret(key) ? SECRET : canonical(configValue(value))];
      }),
  );
  const stack = parseStack(pulumi.getStack(), values, organization, problems);
  if (problems.length > 0 || organization === undefined || stack === undefined) {
    throw new ConfigurationError(problems);
  }
  return {
    organization,
    stack,
    secrets: Object.fromEntries(stack.secrets.map((key) => [key, config.requireSecret(key)])),
  };
}

/**
 * Refuses to deploy facts of the template: the example company's name, domain, repositories and so on.
 *
 * @throws ConfigurationError with every fact of the organization and of this stack that is still the template's.
 */
export function refuseTemplateFacts({ organization, stack }: Configuration): void {
  const problems = templateProblems(standingFacts(organization, [stack]));
  if (problems.length > 0) {
    throw new ConfigurationError(problems);
  }
}

// Cache: every stack of a plan reads the same organization, so it is parsed once.
let parsed: { text: string; organization: Organization } | undefined;

function readOrganization(text: string | undefined, problems: Problem[]): Organization | undefined {
  if (text !== undefined && parsed?.text === text) {
    return parsed.organization;
  }
  const organization = parseOrganization(
    text === undefined ? undefined : canonical(configValue(text)),
    problems,
  );
  if (text !== undefined && organization !== undefined && problems.length === 0) {
    parsed = { text, organization };
  }
  return organization;
}

/** True for a key whose value is a secret. The SDK has this function, but its types do not declare it. */
function isSecret(key: string): boolean {
  return (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(
    key,
  );
}
