import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import { policyConfig } from "../../cli/deploy/policy-config";
import { loadProject } from "../../cli/planner/project";
import { waves } from "../../stacks/roles";
import { type State, stateOf } from "../engine/parity";
import { type Operation, run } from "./engine-steps";
import { World } from "./world";

/** A company that the real engine has deployed, stack by stack. */
export interface DeployedCompany {
  readonly world: World;
  /** State of each stack after its `up`. */
  readonly states: ReadonlyMap<string, State>;
  /** First preview and `up` of the stacks that were deployed with the policy pack. */
  readonly judged: ReadonlyMap<string, { readonly preview: Operation; readonly up: Operation }>;
}

/** Stacks that meet the policy pack: the one with buckets and trail, and the one with remote components. */
const judgedStacks = ["log-archive", "prod"];

let company: Promise<DeployedCompany> | undefined;

after(async () => {
  await (await company?.catch(() => undefined))?.world.stop();
});

/** Deploys the company once for all tests that only look at it. */
export function deployedCompany(): Promise<DeployedCompany> {
  company ??= deploy();
  return company;
}

/**
 * Gives a stack's previews and updates a configuration of the policy pack.
 *
 * @param config Parameters by policy, or `disabled`, as `--policy-pack-config` reads them.
 */
export function withPolicyConfig(
  world: World,
  stack: Stack,
  config: Readonly<Record<string, unknown>>,
): Stack {
  const file = join(world.environment.folder, `policies-${stack.name}.json`);
  writeFileSync(file, JSON.stringify(config));
  const preview = stack.preview.bind(stack);
  const up = stack.up.bind(stack);
  stack.preview = (options) => preview({ ...options, policyPackConfigs: [file] });
  stack.up = (options) => up({ ...options, policyPackConfigs: [file] });
  return stack;
}

async function deploy(): Promise<DeployedCompany> {
  const world = await World.start();
  const { organization, stacks } = loadProject(world.project);
  const states = new Map<string, State>();
  const judged = new Map<string, { preview: Operation; up: Operation }>();
  for (const { stack: name } of waves(stacks).flat()) {
    const stack = await world.stack(name);
    if (judgedStacks.includes(name)) {
      withPolicyConfig(world, stack, policyConfig(organization));
      const preview = await run(world, stack, "preview");
      judged.set(name, { preview, up: await run(world, stack, "up") });
    } else {
      const { failure } = await run(world, stack, "up", { policyPacks: [] });
      if (failure !== undefined) {
        await world.stop();
        throw new Error(`${name} was not deployed: ${failure}`);
      }
    }
    states.set(name, stateOf(await stack.exportStack()));
  }
  return { world, states, judged };
}
