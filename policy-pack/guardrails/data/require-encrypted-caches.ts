import { isFalse, isTrue, known, switchedOff } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireEncryptedCaches: Guardrail = {
  id: "require-encrypted-caches",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireEncryptedCachesAtRest",
          Action: ["elasticache:CreateReplicationGroup"],
          Resource: ["*"],
          Condition: { Bool: { "elasticache:AtRestEncryptionEnabled": ["false"] } },
        }),
        denyExcept(context, {
          Sid: "RequireEncryptedCachesInTransit",
          Action: ["elasticache:CreateReplicationGroup", "elasticache:ModifyReplicationGroup"],
          Resource: ["*"],
          Condition: { Bool: { "elasticache:TransitEncryptionEnabled": ["false"] } },
        }),
        // A node that joins a group names no engine. A single node cannot be encrypted at rest.
        denyExcept(context, {
          Sid: "RequireEncryptedCachesAlone",
          Action: ["elasticache:CreateCacheCluster"],
          Resource: ["*"],
          Condition: { StringEquals: { "elasticache:EngineType": ["redis", "valkey"] } },
        }),
        denyExcept(context, {
          Sid: "RequireEncryptedCachesMemory",
          Action: ["memorydb:CreateCluster", "memorydb:CreateMultiRegionCluster"],
          Resource: ["*"],
          Condition: { Bool: { "memorydb:TLSEnabled": ["false"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
        check: (group) => [
          ...restIsEncrypted(group),
          ...unlessInherited(group, GLOBAL_GROUP, "transitEncryptionEnabled"),
          ...clientsUseTls(group),
        ],
      },
      {
        types: ["aws:elasticache/cluster:Cluster"],
        check: clusterIsEncrypted,
      },
      {
        types: [
          "aws:memorydb/cluster:Cluster",
          "aws:memorydb/multiRegionCluster:MultiRegionCluster",
        ],
        check: (cluster) =>
          isFalse(known(cluster, "tlsEnabled"))
            ? [{ message: "sets tlsEnabled to false; remove it" }]
            : [],
      },
      { types: ["aws:dax/cluster:Cluster"], check: acceleratorIsEncrypted },
      {
        types: ["aws:appsync/apiCache:ApiCache"],
        check: (cache) => [
          ...switchedOff(cache, "atRestEncryptionEnabled", NOW),
          ...switchedOff(cache, "transitEncryptionEnabled", NOW),
        ],
      },
      {
        types: ["aws:apigateway/methodSettings:MethodSettings"],
        check: (settings) =>
          isTrue(known(settings, "settings.cachingEnabled"))
            ? switchedOff(settings, "settings.cacheDataEncrypted", "set it")
            : [],
      },
    ],
  },
  detect: [
    { securityHubControl: "APIGateway.5" },
    { securityHubControl: "DynamoDB.3" },
    { securityHubControl: "DynamoDB.7" },
    { securityHubControl: "ElastiCache.4" },
    { securityHubControl: "ElastiCache.5" },
  ],
  calls: [
    "apigateway:PATCH",
    "appsync:CreateApiCache",
    "appsync:UpdateApiCache",
    "dax:CreateCluster",
  ],
  parameters: {},
  about: {
    title: "Encrypt caches at rest and in transit",
    why: "a cache contains sessions and database results, and without encryption they can be read on its disks and on the network",
    comply:
      "Switch both encryptions on when you create the cache; create Redis and Valkey as replication groups",
    severity: "medium",
    frameworks: [fsbp("ElastiCache.4"), fsbp("ElastiCache.5"), fsbp("DynamoDB.3")],
    requirements: ["r2.15"],
    peers: ["AWSGuard"],
  },
};

const NOW = "set it now, encryption cannot be added later";
const GLOBAL_GROUP = "globalReplicationGroupId";

/** Members of a group, or of a global group, inherit its encryption. */
function unlessInherited(cache: ResourceView, group: string, path: string): Finding[] {
  return cache.read(group).state === "absent" || cache.read(path).state !== "absent"
    ? switchedOff(cache, path, NOW)
    : [];
}

/** Valkey is encrypted at rest by default. */
function restIsEncrypted(group: ResourceView): Finding[] {
  const engine = group.read("engine");
  const isByDefault =
    engine.state === "unknown" || (engine.state === "known" && engine.value === "valkey");
  return isByDefault && group.read("atRestEncryptionEnabled").state === "absent"
    ? []
    : unlessInherited(group, GLOBAL_GROUP, "atRestEncryptionEnabled");
}

function clientsUseTls(group: ResourceView): Finding[] {
  return known(group, "transitEncryptionMode") === "preferred"
    ? [
        {
          message:
            "allows clients to connect without TLS; set transitEncryptionMode to required when all clients use TLS",
        },
      ]
    : [];
}

function clusterIsEncrypted(cluster: ResourceView): Finding[] {
  const engine = known(cluster, "engine");
  const isAlone = cluster.read("replicationGroupId").state === "absent";
  return isAlone && (engine === "redis" || engine === "valkey")
    ? [{ message: "cannot be encrypted alone; use an aws.elasticache.ReplicationGroup" }]
    : unlessInherited(cluster, "replicationGroupId", "transitEncryptionEnabled");
}

function acceleratorIsEncrypted(cluster: ResourceView): Finding[] {
  const endpoint = cluster.read("clusterEndpointEncryptionType");
  const plain =
    endpoint.state === "absent" || (endpoint.state === "known" && endpoint.value !== "TLS");
  return [
    ...switchedOff(cluster, "serverSideEncryption.enabled", NOW),
    ...(plain
      ? [{ message: "has an endpoint without TLS; set clusterEndpointEncryptionType to TLS" }]
      : []),
  ];
}
