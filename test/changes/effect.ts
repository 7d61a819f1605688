import * as pulumi from "@pulumi/pulumi";
import platform from "../../index";
import { type ChangedInputs, changedInputs } from "../../cli/emulation/cloud/difference";
import type { Values } from "../../cli/emulation/core/types";
import { createResource } from "../../cli/emulation/create";
import { merge, redact } from "../../cli/emulation/protocol/values";
import { construct } from "../../cli/emulation/remote-components/construction";
import { constructionOf } from "../../cli/emulation/remote-components/constructions";
import { planProject } from "../../cli/planner/plan";
import type { Project } from "../../cli/planner/project";
import type { ResourceRecord } from "../../cli/planner/record";
import { irreplaceable } from "../support/cases/protection";

/** A planned resource, or a child of a remote component, as far as a comparison needs it. */
interface Resource {
  readonly stack: string;
  readonly type: string;
  readonly name: string;
  readonly isProtected: boolean;
  readonly inputs: Values;
  /** Values that AWS returns after its creation, with the inputs. */
  readonly outputs: Values;
  readonly region: string;
  /** Paths of inputs whose changes are not deployed. */
  readonly ignored: readonly string[];
  /** Id in AWS, which a plan invents. */
  readonly id: string;
  /** Id under which the program imports it. */
  readonly imports?: string;
}

/** A planned company: the resources by URN, and the outputs by stack. */
export interface PlannedCompany {
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: ReadonlyMap<string, object>;
}

/** Resources that an update of a company changes, by their fate. */
export interface Effect {
  readonly created: readonly Resource[];
  readonly deleted: readonly Resource[];
  readonly replaced: readonly Resource[];
  readonly updated: readonly Resource[];
}

/**
 * Plans a company.
 *
 * @param only Stacks whose program runs; the others have the outputs of `base` and no resources. @default - all
 * @throws Error when a program fails.
 */
export async function planCompany(
  project: Project,
  only?: readonly string[],
  base?: PlannedCompany,
): Promise<PlannedCompany> {
  const resources = new Map<string, Resource>();
  const outputs = new Map<string, object>();
  const plans = planProject(project, {
    program: (options) => {
      const stack = pulumi.getStack();
      return only === undefined || only.includes(stack)
        ? platform(options)
        : Promise.resolve(base?.outputs.get(stack) ?? {});
    },
  });
  for await (const { stack, errors, outputs: given, records } of plans) {
    for (const error of errors) {
      throw new Error(`${stack}: ${error.message}`);
    }
    outputs.set(stack, given);
    for (const record of records) {
      for (const [urn, resource] of resourcesOf(stack, record)) {
        resources.set(urn, resource);
      }
    }
  }
  return { resources, outputs };
}

/** Compares two plans of a company, as an update from the first to the second does. Components are left out. */
export function effectOf(before: PlannedCompany, after: PlannedCompany): Effect {
  const absentIn = ({ resources }: PlannedCompany, from: PlannedCompany): Resource[] =>
    [...from.resources].filter(([urn]) => !resources.has(urn)).map(([, resource]) => resource);
  const kept = [...after.resources].flatMap(([urn, next]) => {
    const old = before.resources.get(urn);
    return old === undefined ? [] : [{ next, ...compared(old, next) }];
  });
  return {
    created: absentIn(before, after),
    deleted: absentIn(after, before),
    replaced: kept.filter(({ replacing }) => replacing.length > 0).map(({ next }) => next),
    updated: kept
      .filter(({ changed, replacing }) => changed.length > 0 && replacing.length === 0)
      .map(({ next }) => next),
  };
}

/** Type as rows name it: `ec2/subnet`, `kubernetes:core/v1`. */
export function tokenOf(type: string): string {
  return type.startsWith("aws:")
    ? (type.split(":")[1] ?? type)
    : type.split(":").slice(0, 2).join(":");
}

function* resourcesOf(stack: string, record: ResourceRecord): Generator<[string, Resource]> {
  const { urn, type, name, id, provider, options } = record;
  const inputs = redact(record.inputs.toJavaScript()) as Values;
  const common = {
    stack,
    isProtected: options.protect ?? false,
    region: provider?.region ?? "",
  };
  const remote = constructionOf(type, name, inputs);
  if (remote !== undefined) {
    const children: [string, Resource][] = [];
    construct(remote, (child) => {
      const own = `${urn}$${child.type}::${child.name}`;
      const site = provider ?? { account: "", region: "" };
      const created = createResource({ ...child, urn: own, site });
      const { id } = created;
      const outputs = merge(created.outputs, child.inputs);
      const ignored = child.ignoreChanges ?? [];
      if (child.custom) {
        // The plan does not run the transforms of a component, which choose the protected children.
        const isProtected = irreplaceable.some((kind) => kind.type === child.type);
        const inputs = { ...child.inputs };
        children.push([own, { ...common, ...child, id, inputs, outputs, ignored, isProtected }]);
      }
      return { ...outputs, id };
    });
    yield* children;
  } else if (record.custom) {
    const ignored = options.ignoreChanges ?? [];
    const imports = options.import === undefined ? {} : { imports: options.import };
    const outputs = redact(record.state.toJavaScript()) as Values;
    yield [urn, { ...common, type, name, id, inputs, outputs, ignored, ...imports }];
  }
}

function compared(old: Resource, next: Resource): ChangedInputs {
  if (next.imports !== undefined && ![old.imports, old.id].includes(next.imports)) {
    // The engine imports the other one in place of it.
    return { changed: ["import"], replacing: ["import"] };
  }
  const inputs = next.ignored.reduce(
    (values, path) => withOld(values, old.inputs, path.split(".")) as Values,
    next.inputs,
  );
  return next.type.startsWith("aws:")
    ? changedInputs(next.type, old.inputs, inputs, next.region)
    : changedOf(old.inputs, inputs);
}

/** New inputs with the old value at a path. */
function withOld(next: unknown, old: unknown, [key, ...below]: readonly string[]): unknown {
  if (key === undefined) {
    return old;
  }
  const [before, after] = [old, next].map((value) =>
    typeof value === "object" && value !== null ? (value as Values) : {},
  ) as [Values, Values];
  return { ...after, [key]: withOld(after[key], before[key], below) };
}

/** Changed inputs of a Kubernetes object or a provider; another name is another object. */
function changedOf(old: Values, next: Values): ChangedInputs {
  const changed = [...new Set([...Object.keys(old), ...Object.keys(next)])].filter(
    (key) => JSON.stringify(old[key]) !== JSON.stringify(next[key]),
  );
  const [before, after] = [old, next].map(
    ({ metadata }) => (metadata as { name?: unknown } | undefined)?.name,
  );
  return { changed, replacing: before === after ? [] : ["metadata"] };
}
