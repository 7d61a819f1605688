import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as eks from "@pulumi/eks";
import * as kubernetes from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { ResourceRecord } from "../cli/planner/record";
import { redact, type Wire } from "../cli/emulation/protocol/values";
import { runStackProgram, watchRejections } from "../cli/planner/run";

/** A resource of a plan, reduced to the facts with which a bare program can register it again. */
export interface ReplayedResource {
  readonly type: string;
  readonly custom: boolean;
  readonly remote: boolean;
  readonly inputs: Wire;
}

/** True for resources; the stack itself and its references are registered by the planner. */
export function isReplayed({ type, parent }: ResourceRecord): boolean {
  return parent !== "" && type !== "pulumi:pulumi:StackReference";
}

export function replayable(records: readonly ResourceRecord[]): ReplayedResource[] {
  return records.filter(isReplayed).map(({ type, custom, remote, inputs }) => ({
    type,
    custom,
    remote,
    inputs: redact(inputs.toJavaScript()) as Wire,
  }));
}

/**
 * Registers the resources in a bare program, which is the least that a plan of them can cost: a flat list with plain
 * inputs under the same monitor and Node options, without components, references and policies.
 */
export async function replay(stacks: readonly (readonly ReplayedResource[])[]): Promise<void> {
  const stop = watchRejections();
  for (const [index, resources] of stacks.entries()) {
    const { errors } = await runStackProgram({
      project: "floor",
      stack: `stack-${index}`,
      config: {},
      secretConfigKeys: [],
      outputsOf: () => undefined,
      preview: false,
      program: () => {
        resources.forEach(register);
        return Promise.resolve({});
      },
    });
    for (const error of errors) {
      throw error;
    }
  }
  stop();
}

type ResourceClass = new (name: string, inputs: Wire) => pulumi.Resource;

/** Class of a type in the SDK, which creates every output of the resource, as in a bare program. */
function classOf(type: string): ResourceClass | undefined {
  const [packageName = "", module = "", name = ""] = type.split(":");
  if (packageName === "pulumi") {
    return { aws: aws.Provider, kubernetes: kubernetes.Provider }[name];
  }
  const path = module.replace("helm.sh", "helm").split("/");
  const candidates = [path.slice(0, 1), path.map((part) => part.replace(/^index$/, ""))];
  for (const parts of candidates) {
    const found = [...parts.filter(Boolean), name].reduce<unknown>(
      (current, part) =>
        typeof current === "object" && current !== null
          ? (current as Record<string, unknown>)[part]
          : undefined,
      packages[packageName],
    );
    if (typeof found === "function") {
      return found as ResourceClass;
    }
  }
  return undefined;
}

const packages: Readonly<Record<string, unknown>> = { aws, awsx, eks, kubernetes };

function register({ type, custom, remote, inputs }: ReplayedResource, index: number): void {
  const name = `resource-${index}`;
  const known = classOf(type);
  if (known) {
    new known(name, inputs);
  } else if (custom) {
    throw new Error(`no class for ${type}`);
  } else {
    new pulumi.ComponentResource(type, name, inputs, {}, remote);
  }
}
