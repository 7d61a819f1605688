import type * as aws from "@pulumi/aws";
import { settledProblems } from "../checks/settled";
import {
  type Deployed,
  type DeployedResource,
  isDeployed,
  type Wanted,
} from "../checks/settled/deployed";
import { formerAccountKeys } from "../company/accounts";
import type { Organization } from "../company/organization";
import { ConfigurationError } from "../company/problems";
import { outputAmong } from "./outputs";
import { lastOutputs } from "./state-outputs";
import { resourcesInState } from "./state-resources";
import { vanishedKeys } from "./vanished-keys";
import { zoneNames } from "./zones";

/** Configuration of a stack, with the provider and the id of its account. */
export interface Comparison extends Wanted {
  readonly accountId: string;
  readonly provider: aws.Provider;
}

/**
 * Compares the configuration with the state of the stack, before any resource is created: a setting that cannot change any
 * more, or a key that has vanished. Nothing is known before the first run, and in the offline plan.
 *
 * @returns Resources in the state of the stack.
 * @throws ConfigurationError with every such setting and key.
 */
export async function refuseUnlikeDeployed(comparison: Comparison): Promise<DeployedResource[]> {
  const { organization, stack, provider } = comparison;
  const own = await resourcesInState(stack.stack);
  const [others, zones] = await Promise.all([
    neighbours(comparison, own),
    stack.role === "workload" && own.length > 0
      ? zoneNames(organization.homeRegion, stack.settings, provider)
      : undefined,
  ]);
  const problems = [
    ...settledProblems(comparison, { own, others, zones }),
    ...(stack.role === "management" ? await vanishedKeys({ organization, provider }, own) : []),
  ];
  if (problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  return own;
}

/**
 * Resources of other stacks that a change reaches only after this stack: the company's names are in the buckets and the zone
 * of two stacks, and the ranges of workloads in their networks. A new workload is compared with the stacks of its former keys.
 */
async function neighbours(
  wanted: Wanted,
  own: readonly DeployedResource[],
): Promise<Deployed["others"]> {
  const names = await neighbourNames(wanted, own);
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await resourcesInState(name)] as const)),
  );
}

async function neighbourNames(
  { organization, stack }: Wanted,
  own: readonly DeployedResource[],
): Promise<readonly string[]> {
  switch (stack.role) {
    case "management":
      return ["log-archive", "network"];
    case "network":
      return movedRanges(organization);
    case "workload":
      return isDeployed(own) ? [] : formerAccountKeys(organization, stack.account);
    case "audit":
    case "backup":
    case "identity":
    case "log-archive":
    case "operations":
      return [];
  }
}

/** Accounts whose range is another one than that of the last deployment. A workload's stack has the key of its account. */
async function movedRanges({ addressPlan }: Organization): Promise<string[]> {
  const last = outputAmong("network", "addressPlan", await lastOutputs()) ?? {};
  return Object.entries(addressPlan.spokes).flatMap(([account, range]) =>
    last[account] !== undefined && last[account] !== range ? [account] : [],
  );
}
