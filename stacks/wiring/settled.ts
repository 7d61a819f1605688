import type * as aws from "@pulumi/aws";
import { settledProblems } from "../checks/settled";
import type { Deployed, Wanted } from "../checks/settled/deployed";
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
 * @throws ConfigurationError with every such setting and key.
 */
export async function refuseUnlikeDeployed(comparison: Comparison): Promise<void> {
  const { organization, stack, provider } = comparison;
  const own = await resourcesInState(stack.stack);
  const [others, zones] = await Promise.all([
    neighbours(comparison),
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
}

/**
 * Resources of other stacks that a change reaches only after this stack: the company's names are in the buckets and the zone
 * of two stacks, and the ranges of workloads in their networks.
 */
async function neighbours({ organization, stack }: Wanted): Promise<Deployed["others"]> {
  const names =
    stack.role === "management"
      ? ["log-archive", "network"]
      : stack.role === "network"
        ? await movedRanges(organization)
        : [];
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await resourcesInState(name)] as const)),
  );
}

/** Accounts whose range is another one than that of the last deployment. A workload's stack has the key of its account. */
async function movedRanges({ addressPlan }: Organization): Promise<string[]> {
  const last = outputAmong("network", "addressPlan", await lastOutputs()) ?? {};
  return Object.entries(addressPlan.spokes).flatMap(([account, range]) =>
    last[account] !== undefined && last[account] !== range ? [account] : [],
  );
}
