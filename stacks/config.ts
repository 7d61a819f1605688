import * as pulumi from "@pulumi/pulumi";
import { type Organization, parseOrganization, placeholders } from "./configuration/organization";
import { ConfigurationError, type Problem } from "./configuration/problems";
import { placeholderAccessRange } from "./configuration/settings/workload";
import { hasRole, parseStack, SECRET, type StackConfiguration } from "./configuration/stack";

/** What a stack's program knows: the organization, its own section, and its secrets. */
export interface Configuration {
  readonly organization: Organization;
  readonly stack: StackConfiguration;
  /** Secret values by key; they stay secret in every output made of them. */
  readonly secrets: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * Reads and validates this stack's configuration; the only reader of `pulumi.Config`.
 *
 * @throws ConfigurationError with every problem, before any resource is made.
 */
export function readConfiguration(): Configuration {
  const project = pulumi.getProject();
  const config = new pulumi.Config();
  const problems: Problem[] = [];
  const organization = readOrganization(config.get("organization"), problems);
  const values = Object.fromEntries(
    Object.entries(pulumi.runtime.allConfig())
      .filter(([key]) => key.startsWith(`${project}:`) && key !== `${project}:organization`)
      .map(([key, value]) => {
        const name = key.slice(project.length + 1);
        return [name, isSecret(key) ? SECRET : parseValue(value)];
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
 * Refuses to deploy the company of the template.
 *
 * @throws pulumi.RunError naming the facts and the range that are still placeholders.
 */
export function refusePlaceholders({ organization, stack }: Configuration): void {
  const missing = [
    organization.accounts["management"]?.id === placeholders.managementAccountId &&
      "accounts.management.id",
    organization.state.backend === placeholders.stateBackend && "state.backend",
    organization.state.secretsProvider === placeholders.secretsProvider && "state.secretsProvider",
  ].filter((fact) => fact !== false);
  const faults: string[] = [];
  if (missing.length > 0) {
    faults.push(
      `organization.${missing.join(", organization.")} in Pulumi.yaml still hold the template's placeholders: fill in your company's own values before deploying (docs/getting-started.md)`,
    );
  }
  if (
    hasRole(stack, "workload") &&
    stack.settings.cluster.publicAccessRanges.includes(placeholderAccessRange)
  ) {
    faults.push(
      `workload.cluster.publicAccessRanges in Pulumi.${stack.stack}.yaml still holds the template's placeholder ${placeholderAccessRange}: name the range that you deploy from before deploying (docs/roles/workload.md)`,
    );
  }
  if (faults.length > 0) {
    throw new pulumi.RunError(faults.join("\n"));
  }
}

// Every stack of a plan reads the same organization: it is parsed once for as long as its text stays the same.
let parsed: { text: string; organization: Organization } | undefined;

function readOrganization(text: string | undefined, problems: Problem[]): Organization | undefined {
  if (text !== undefined && parsed?.text === text) {
    return parsed.organization;
  }
  const organization = parseOrganization(
    text === undefined ? undefined : parseValue(text),
    problems,
  );
  if (text !== undefined && organization !== undefined) {
    parsed = { text, organization };
  }
  return organization;
}

/** Configuration values reach programs as text; objects, numbers and booleans as JSON. */
function parseValue(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Whether the engine holds a key's value as a secret; the SDK has the answer and leaves it out of its types. */
function isSecret(key: string): boolean {
  return (pulumi.runtime as unknown as { isConfigSecret(key: string): boolean }).isConfigSecret(
    key,
  );
}
