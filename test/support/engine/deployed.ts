import { loadProject } from "../../../cli/planner/project";
import { waves } from "../../../stacks/company/roles";
import { type State, stateOf } from "../../engine/parity";
import { type Operation, run } from "./steps";
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

async function deploy(): Promise<DeployedCompany> {
  const world = await World.start();
  const { stacks } = loadProject(world.project);
  const states = new Map<string, State>();
  const judged = new Map<string, { preview: Operation; up: Operation }>();
  for (const { stack: name } of waves(stacks).flat()) {
    const stack = await world.stack(name);
    if (judgedStacks.includes(name)) {
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
