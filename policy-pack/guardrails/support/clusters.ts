import type { Reading, ResourceView } from "../types/preview-rule";
import { readPath } from "./readings";

export const CLUSTER = "aws:eks/cluster:Cluster";
/** The component of @pulumi/eks. It has the same settings under other names. */
const CLUSTER_COMPONENT = "eks:index:Cluster";

/** Types of clusters: the resource of AWS and the component of @pulumi/eks. */
export const clusterTypes = [CLUSTER, CLUSTER_COMPONENT];

/** Reads a setting of a cluster by the name that it has in the cluster's type. */
export function readCluster(cluster: ResourceView, path: string, componentPath: string): Reading {
  return readPath(cluster, cluster.type === CLUSTER ? path : componentPath);
}
