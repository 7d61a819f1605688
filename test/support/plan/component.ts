import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { StackOutputs } from "../../../cli/planner/monitor";
import { runStackProgram, type StackResult, watchRejections } from "../../../cli/planner/run";
import { type Place, placeOf } from "../../../components/shared/place";
import { PlannedResources } from "./planned";

/** Account, providers and values that a test hands to the component which it constructs. */
export interface ComponentContext {
  /** Account 111111111111 in eu-west-1. */
  readonly place: Place;
  /** Options with the provider of that account. */
  readonly opts: { readonly providers: [aws.Provider] };
  /** Provider of another account, for an argument that takes one. */
  readonly provider: (accountId: string) => aws.Provider;
  /** A value that another resource would return: unknown in a preview. */
  readonly computed: <T>(value: T) => pulumi.Output<T>;
}

/** A program that constructs components; it may return outputs by name. */
export type ComponentProgram = (
  context: ComponentContext,
) => pulumi.Resource | Record<string, unknown>;

/** Resources, outputs and errors of a program that constructs a component. */
export class PlannedComponent extends PlannedResources {
  /** Messages of everything that went wrong; empty when the component is complete. */
  public readonly errors: readonly string[];
  public readonly outputs: StackOutputs;

  public constructor(result: StackResult) {
    super(STACK, result.records);
    this.errors = [...result.errors].map(({ message }) => message);
    this.outputs = result.outputs;
  }

  /** Type and logical name of every resource, sorted, without the stack and its providers of AWS. */
  public get names(): string[] {
    return this.resources
      .filter(({ type }) => !/^pulumi:(?:pulumi:Stack|providers:aws)$/.test(type))
      .map(({ type, name }) => `${type} ${name}`)
      .sort();
  }
}

const STACK = "component";
const place = placeOf("eu-west-1", "111111111111");

/**
 * Runs a small program as the offline plan runs a stack, with explicit providers: as if it had been deployed, or in a
 * first preview, where everything that only a deployment knows is unknown. Never rejects: `errors` has what went wrong.
 * One run at a time: the SDK's settings that it changes belong to the process.
 *
 * @example
 * const plan = await planComponent(({ place, opts }) => new BackupVault("orders", { vaultName: "orders", place }, opts));
 * assert.deepEqual(plan.errors, []);
 * assert.equal(plan.one("aws:kms/key:Key").options.protect, true);
 */
export async function planComponent(
  program: ComponentProgram,
  { preview = false }: { readonly preview?: boolean } = {},
): Promise<PlannedComponent> {
  const stopWatching = watchRejections();
  try {
    const result = await runStackProgram({
      project: "test",
      stack: STACK,
      config: {},
      secretConfigKeys: [],
      outputsOf: () => undefined,
      preview,
      program: () => {
        const result = program(contextOf(preview));
        return Promise.resolve(pulumi.Resource.isInstance(result) ? {} : result);
      },
    });
    // Late rejections are reported in the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    return new PlannedComponent(result);
  } finally {
    stopWatching();
  }
}

/**
 * Asserts that a first preview has the resources of a deployment, so that no resource depends on an unknown value.
 *
 * @returns The preview.
 */
export async function assertSameInPreview(program: ComponentProgram): Promise<PlannedComponent> {
  const deployed = await planComponent(program);
  const preview = await planComponent(program, { preview: true });
  assert.deepEqual([...deployed.errors, ...preview.errors], []);
  assert.deepEqual(preview.names, deployed.names);
  return preview;
}

/** Asserts that a component rejects its arguments with this one error, and registers nothing but components before. */
export async function assertRejects(program: ComponentProgram, error: string): Promise<void> {
  const plan = await planComponent(program);
  assert.deepEqual(plan.errors, [error]);
  const created = plan.names.filter((name) => !name.startsWith("platform:"));
  assert.deepEqual(created, [], "the check must come before the first resource");
}

function contextOf(preview: boolean): ComponentContext {
  const providers = new Map<string, aws.Provider>();
  const provider = (accountId: string): aws.Provider => {
    const known =
      providers.get(accountId) ??
      new aws.Provider(accountId, { region: place.region, allowedAccountIds: [accountId] });
    providers.set(accountId, known);
    return known;
  };
  return {
    place,
    opts: { providers: [provider(place.accountId)] },
    provider,
    computed: <T>(value: T) =>
      pulumi.output(preview ? pulumi.unknown : value) as unknown as pulumi.Output<T>,
  };
}
