/** Types of Kubernetes that run pods. */
export const podTypes = [
  "kubernetes:apps/v1:DaemonSet",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:ReplicaSet",
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:batch/v1:CronJob",
  "kubernetes:batch/v1:Job",
  "kubernetes:core/v1:Pod",
  "kubernetes:core/v1:ReplicationController",
];

/** Inputs of a resource of the type that runs a pod. */
export function runningPod(
  type: string,
  spec: object,
  namespace = "application",
): Record<string, unknown> {
  const template = { template: { spec } };
  const outer: Readonly<Record<string, object>> = {
    "kubernetes:core/v1:Pod": spec,
    "kubernetes:batch/v1:CronJob": { jobTemplate: { spec: template } },
  };
  return { metadata: { namespace }, spec: outer[type] ?? template };
}
