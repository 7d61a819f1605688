import assert from "node:assert/strict";
import { once } from "node:events";
import type { World } from "../../support/engine/world";
import { command } from "./steps";

/** A step of `pulumi preview --json`, as far as it matters here. */
interface PreviewStep {
  readonly urn: string;
  readonly newState?: Adoption;
}

/** An existing resource that the state must adopt. */
export interface Adoption {
  readonly type: string;
  readonly urn: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly inputs?: { readonly region?: unknown };
}

/** Imports a resource that exists in AWS into the state, with the steps of docs/runbooks/answer-lost.md. */
export async function adopt(
  world: World,
  stack: string,
  { type, urn, parent, provider, inputs }: Adoption,
  id: string,
): Promise<void> {
  assert.ok(parent !== undefined && provider !== undefined, `${urn} has no parent or provider`);
  const region = inputs?.region;
  const imported = await command(
    world,
    ...["import", type, urn.split("::").at(-1) ?? ""],
    typeof region === "string" ? `${id}@${region}` : id,
    ...["--parent", `parent=${parent}`],
    ...["--provider", `provider=${provider.slice(0, provider.lastIndexOf("::"))}`],
    ...["--stack", stack, "--generate-code=false", "--yes", "--skip-preview"],
  );
  assert.match(imported, /1 imported/);
}

/** The resource that a preview would create again after its answer was lost. */
export async function previewed(world: World, stack: string, urn: string): Promise<Adoption> {
  const step = (await previewSteps(world, stack)).find((found) => found.urn === urn);
  assert.ok(step?.newState, `the preview does not create ${urn}`);
  return step.newState;
}

async function previewSteps(world: World, stack: string): Promise<readonly PreviewStep[]> {
  const child = world.startPulumi("preview", "--stack", stack, "--json");
  let output = "";
  child.stdout.on("data", (data: Buffer) => {
    output += data.toString();
  });
  const [status] = (await once(child, "close")) as [number | null];
  assert.equal(status, 0, output);
  return (JSON.parse(output) as { steps: PreviewStep[] }).steps;
}
