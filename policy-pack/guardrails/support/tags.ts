import type { Reading, ResourceView } from "../types/preview-rule";
import { parsed } from "./readings";

/** Type that the provider's default tags do not reach: the group passes its own tags on to its instances. */
const WITHOUT_DEFAULTS = "aws:autoscaling/group:Group";

/** Type whose `tags` select other resources and do not tag the resource itself. */
const SELECTION = "aws:devopsguru/resourceCollection:ResourceCollection";

/** Types that cost most and always take tags: they are checked even where no tags are given. */
const billed = new Set([
  WITHOUT_DEFAULTS,
  "aws:dynamodb/table:Table",
  "aws:ebs/volume:Volume",
  "aws:ec2/eip:Eip",
  "aws:ec2/instance:Instance",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/vpc:Vpc",
  "aws:ecr/repository:Repository",
  "aws:ecs/service:Service",
  "aws:efs/fileSystem:FileSystem",
  "aws:eks/cluster:Cluster",
  "aws:eks/nodeGroup:NodeGroup",
  "aws:elasticache/replicationGroup:ReplicationGroup",
  "aws:kinesis/stream:Stream",
  "aws:lambda/function:Function",
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:msk/cluster:Cluster",
  "aws:opensearch/domain:Domain",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
  "aws:redshift/cluster:Cluster",
  "aws:s3/bucket:Bucket",
]);

export type Tags = Readonly<Record<string, unknown>>;

/**
 * Tags that a resource will have, with the default tags of its provider. A value that is not known yet is `undefined`.
 * The result is undefined when the type may take no tags, or when the tags are not known yet.
 */
export function tagsOf(resource: ResourceView): Tags | undefined {
  const own = resource.type === SELECTION ? undefined : ownTags(resource);
  const defaults =
    resource.type === WITHOUT_DEFAULTS ? {} : defaultTags(resource.readProvider("defaultTags"));
  return own && defaults && { ...defaults, ...own };
}

/** Tags that a resource sets itself. Empty for a type that takes tags and has none. */
export function ownTags(resource: ResourceView): Tags | undefined {
  const own = resource.read("tags");
  if (own.state === "absent") {
    return billed.has(resource.type) ? {} : undefined;
  }
  if (own.state === "unknown") {
    return undefined;
  }
  if (!Array.isArray(own.value)) {
    return typeof own.value === "object" ? (own.value as Tags) : undefined;
  }
  // An unknown key may be any key.
  const pairs = (own.value as readonly ({ key?: string; value?: unknown } | undefined)[]).map(
    (tag): [string | undefined, unknown] => [tag?.key, tag?.value],
  );
  return pairs.some(([key]) => key === undefined) ? undefined : (Object.fromEntries(pairs) as Tags);
}

/** Parses inputs of a provider: those that are not text arrive as JSON. */
function defaultTags(reading: Reading): Tags | undefined {
  if (reading.state !== "known") {
    return reading.state === "absent" ? {} : undefined;
  }
  const value = parsed(reading.value);
  if (value === undefined) {
    return undefined;
  }
  return typeof value === "object" && value !== null && "tags" in value
    ? (value.tags as Tags | undefined)
    : {};
}
