import {
  APPLICATION_BUILD_ROLE,
  APPLICATION_DELIVERY_ROLE,
  APPLICATION_DEPLOY_ROLE,
  BACKUP_ROLE,
  BREAK_GLASS_ROLE,
  DELIVERY_PREVIEW_ROLE,
  DELIVERY_ROLE,
  DEPLOYMENT_ROLE,
  logBucketArnPatterns,
  partitionOf,
  PREVIEW_ROLE,
  roleArn,
  trailName,
} from "../components/shared/naming";
import { guardrails } from "../policy-pack/guardrails";
import type { DenyContext, Detection, ParameterValues } from "../policy-pack/guardrails/guardrail";
import type { Organization } from "./configuration/organization";
import { bootstrapRole } from "./providers";

/** Parameters of the guardrails that are switched on: configuration, then defaults, then the organization's facts. */
export function guardrailParameters(organization: Organization): Record<string, ParameterValues> {
  const facts: Record<string, ParameterValues> = {
    "approved-regions": { regions: organization.governedRegions },
  };
  const entries = guardrails.flatMap(({ id, parameters }) => {
    const { enabled = true, ...configured } = organization.guardrails[id] ?? {};
    if (!enabled) {
      return [];
    }
    const values = Object.entries(parameters).map(([name, parameter]) => [
      name,
      (configured as Record<string, unknown>)[name] ?? facts[id]?.[name] ?? parameter.default,
    ]);
    return [[id, Object.fromEntries(values) as ParameterValues] as const];
  });
  return Object.fromEntries(entries);
}

/** The Config rules of the guardrails that are switched on. */
export function detections(organization: Organization): Detection[] {
  const parameters = guardrailParameters(organization);
  return guardrails.flatMap(({ id, detect }) =>
    id in parameters && !("none" in detect) ? detect : [],
  );
}

/** What the statements of organization policies are rendered with. */
export function denyContext(organization: Organization): DenyContext {
  const partition = partitionOf(organization.homeRegion);
  const anyAccount = (roles: readonly string[]): string[] =>
    roles.map((role) => roleArn(partition, "*", role));
  return {
    partition,
    exemptRoleArns: anyAccount(exemptRoles(organization)),
    protectedRoleArns: anyAccount([...exemptRoles(organization), ...platformRoles]),
    keyAliases: ["alias/platform-*", `alias/${trailName(organization.name)}*`],
    trailName: trailName(organization.name),
    logBucketArns: logBucketArnPatterns(partition, organization.name),
  };
}

/** Roles that may assume an exempt role, deploy applications or remove backups: changing one changes what it reaches. */
const platformRoles = [
  APPLICATION_BUILD_ROLE,
  APPLICATION_DELIVERY_ROLE,
  APPLICATION_DEPLOY_ROLE,
  BACKUP_ROLE,
  DELIVERY_PREVIEW_ROLE,
  DELIVERY_ROLE,
  PREVIEW_ROLE,
];

/**
 * Roles that guardrails leave alone. Bootstrap roles are among them for as long as a provider assumes one: the
 * exemption goes away by itself when the last account has moved to its deployment role.
 */
export function exemptRoles(organization: Organization): string[] {
  const roles = new Set([DEPLOYMENT_ROLE, BREAK_GLASS_ROLE]);
  if (organization.governance === "control-tower") {
    roles.add("AWSControlTowerExecution");
  }
  for (const [name, account] of Object.entries(organization.accounts)) {
    if (
      name !== "management" &&
      (account.credentials ?? organization.credentials) === "bootstrap"
    ) {
      roles.add(account.bootstrapRole ?? bootstrapRole(organization));
    }
  }
  return [...roles].sort();
}
