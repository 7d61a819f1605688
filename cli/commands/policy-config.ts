import { resolve } from "node:path";
import { policyConfig } from "../deploy/policy-config";
import { loadProject } from "../planner/project";
import { accountIdsIn } from "./account-ids";

export interface PolicyConfigCommandOptions {
  /** Folder of the project, where `Pulumi.yaml` is. */
  readonly cwd: string;
  /** File with the output `accountIds` of the stack management: ids by account key, as JSON. */
  readonly accounts?: string;
}

/**
 * Prints the guardrails' parameters in the form of `pulumi --policy-pack-config` and Pulumi Cloud.
 *
 * @throws UsageError for a file of ids that cannot be read, or that does not fit the configuration.
 */
export function policyConfigCommand({ cwd, accounts }: PolicyConfigCommandOptions): void {
  const project = loadProject(resolve(cwd));
  const ids = accounts === undefined ? {} : accountIdsIn(accounts, project.organization);
  console.log(JSON.stringify(policyConfig(project, ids), null, 2));
}
