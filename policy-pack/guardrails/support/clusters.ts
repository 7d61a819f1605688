import type { Reading, ResourceView } from "../types/preview-rule";
import { readPath } from "./readings";

export const CLUSTER = "aws:eks/cluster:Cluster";
/** The component of @pulumi/eks, which takes the same settings under names of its own. */
export const CLUSTER_COMPONENT = "eks:index:Cluster";

/** Both ways to make a cluster. */
export const clusterTypes = [CLUSTER, CLUSTER_COMPONENT];

/** Reads a setting of a cluster where its type has it. */
export function readCluster(cluster: ResourceView, path: string, componentPath: string): Reading {
  return readPath(cluster, cluster.type === CLUSTER ? path : componentPath);
}
