import { resolve } from "node:path";
import { policyConfig } from "../deploy/policy-config";
import { loadProject } from "../planner/project";

/** Prints the guardrails' parameters in the form of `pulumi --policy-pack-config` and Pulumi Cloud. */
export function policyConfigCommand(folder: string): void {
  console.log(JSON.stringify(policyConfig(loadProject(resolve(folder))), null, 2));
}
