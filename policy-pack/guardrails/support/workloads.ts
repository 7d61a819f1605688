import type { ResourceView } from "../types/preview-rule";
import { known, objects, parsed } from "./readings";

/** A container as Kubernetes, ECS or Batch describes it. */
export type Container = Readonly<Record<string, unknown>>;

const template = ["template", "spec"];

/** Path of the pods' specification below `spec`, by type. */
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

/** Types of Kubernetes that run pods. */
export const podTypes: readonly string[] = Object.keys(podPaths);

export const TASK = "aws:ecs/taskDefinition:TaskDefinition";
export const DAEMON_TASK = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition";

export const JOB = "aws:batch/jobDefinition:JobDefinition";

/** The specification of the pods of a resource, as far as it is known. */
export function podOf(resource: ResourceView): Readonly<Record<string, unknown>> {
  const spec = (podPaths[resource.type] ?? []).reduce<unknown>(
    (part, property) => objects(part)[0]?.[property],
    known(resource, "spec"),
  );
  return objects(spec)[0] ?? {};
}

/** The containers of a pod, with init and ephemeral containers. */
export function containersOfPod(pod: Readonly<Record<string, unknown>>): Container[] {
  return ["initContainers", "containers", "ephemeralContainers"].flatMap((property) =>
    objects(pod[property]),
  );
}

/** The containers of an ECS task. Its definition is JSON text. */
function containersOfTask(task: ResourceView): Container[] {
  return objects(parsed(known(task, "containerDefinitions")));
}

/** The containers of a Batch job: it is a container, an ECS task, a pod, or several nodes of these. */
function containersOfJob(job: ResourceView): Container[] {
  const read = (property: string) => objects(parsed(known(job, property)));
  const nodes = read("nodeProperties").flatMap((group) => objects(group["nodeRangeProperties"]));
  const tasks = [
    ...read("ecsProperties"),
    ...nodes.flatMap((node) => objects(node["ecsProperties"])),
  ].flatMap((ecs) => objects(ecs["taskProperties"]));
  const pods = [
    ...read("eksProperties"),
    ...nodes.flatMap((node) => objects(node["eksProperties"])),
  ].flatMap((eks) => objects(eks["podProperties"]));
  return [
    ...read("containerProperties"),
    ...nodes.flatMap((node) => objects(node["container"])),
    ...tasks.flatMap((task) => objects(task["containers"])),
    ...pods.flatMap(containersOfPod),
  ];
}

/** The containers of a pod, a task or a job. */
export function containersOf(resource: ResourceView): Container[] {
  if (resource.type in podPaths) {
    return containersOfPod(podOf(resource));
  }
  return resource.type === JOB ? containersOfJob(resource) : containersOfTask(resource);
}

/** Name of a container in messages. */
export function nameOf(container: Container): string {
  return typeof container["name"] === "string" ? `container ${container["name"]}` : "a container";
}
