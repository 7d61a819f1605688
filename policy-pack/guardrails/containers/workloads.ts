import type { ResourceView } from "../guardrail";
import { known, objects } from "../readings";

/** A container as Kubernetes or ECS describes it. */
export type Container = Readonly<Record<string, unknown>>;

const template = ["template", "spec"];

/** Below `spec`, where each type has the specification of its pods. */
const podPaths: Readonly<Record<string, readonly string[]>> = {
  "kubernetes:apps/v1:DaemonSet": template,
  "kubernetes:apps/v1:Deployment": template,
  "kubernetes:apps/v1:ReplicaSet": template,
  "kubernetes:apps/v1:StatefulSet": template,
  "kubernetes:batch/v1:CronJob": ["jobTemplate", "spec", ...template],
  "kubernetes:batch/v1:Job": template,
  "kubernetes:core/v1:Pod": [],
  "kubernetes:core/v1:ReplicationController": template,
};

/** Everything in Kubernetes that runs pods. */
export const podTypes: readonly string[] = Object.keys(podPaths);

export const TASK = "aws:ecs/taskDefinition:TaskDefinition";
export const DAEMON_TASK = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition";

/** The specification of the pods that a resource runs, as far as it is known. */
export function podOf(resource: ResourceView): Readonly<Record<string, unknown>> {
  const spec = (podPaths[resource.type] ?? []).reduce<unknown>(
    (part, property) => objects(part)[0]?.[property],
    known(resource, "spec"),
  );
  return objects(spec)[0] ?? {};
}

/** The containers of a pod, those that run before and beside its own included. */
export function containersOfPod(pod: Readonly<Record<string, unknown>>): Container[] {
  return ["initContainers", "containers", "ephemeralContainers"].flatMap((property) =>
    objects(pod[property]),
  );
}

/** The containers of an ECS task, whose definition is JSON text. */
export function containersOfTask(task: ResourceView): Container[] {
  const definitions = known(task, "containerDefinitions");
  if (typeof definitions !== "string") {
    return objects(definitions);
  }
  try {
    return objects(JSON.parse(definitions));
  } catch {
    return [];
  }
}

/** The containers of a pod or a task. */
export function containersOf(resource: ResourceView): Container[] {
  return resource.type in podPaths ? containersOfPod(podOf(resource)) : containersOfTask(resource);
}

/** How a person knows a container. */
export function nameOf(container: Container): string {
  return typeof container["name"] === "string" ? `container ${container["name"]}` : "a container";
}
