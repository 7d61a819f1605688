import type { PolicyCases } from "../cases";

const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const CLUSTER = "aws:elasticache/cluster:Cluster";
const memory = [
  "aws:memorydb/cluster:Cluster",
  "aws:memorydb/multiRegionCluster:MultiRegionCluster",
];
const DAX = "aws:dax/cluster:Cluster";
const GRAPHQL = "aws:appsync/apiCache:ApiCache";
const METHODS = "aws:apigateway/methodSettings:MethodSettings";
const both = { atRestEncryptionEnabled: true, transitEncryptionEnabled: true };
const accelerator = {
  serverSideEncryption: { enabled: true },
  clusterEndpointEncryptionType: "TLS",
};

export const cases: PolicyCases = {
  violating: [
    {
      title: "a group that is not encrypted at rest",
      type: GROUP,
      inputs: { transitEncryptionEnabled: true },
      message: /does not set atRestEncryptionEnabled/,
    },
    {
      title: "a group that is not encrypted in transit",
      type: GROUP,
      inputs: { ...both, transitEncryptionEnabled: "false" },
      message: /does not set transitEncryptionEnabled/,
    },
    {
      title: "a group of Valkey that sets false",
      type: GROUP,
      inputs: { ...both, engine: "valkey", atRestEncryptionEnabled: false },
      message: /does not set atRestEncryptionEnabled/,
    },
    {
      title: "a group that clients reach in the clear as well",
      type: GROUP,
      inputs: { ...both, transitEncryptionMode: "preferred" },
      message: /allows clients to connect without TLS; set transitEncryptionMode to required/,
    },
    {
      title: "a node of Redis alone",
      type: CLUSTER,
      inputs: { engine: "redis" },
      message: /cannot be encrypted alone; use an aws\.elasticache\.ReplicationGroup/,
    },
    {
      title: "a member of a global group that sets false itself",
      type: GROUP,
      inputs: { globalReplicationGroupId: "global", transitEncryptionEnabled: false },
      message: /does not set transitEncryptionEnabled/,
    },
    {
      title: "a cluster of its own without TLS",
      type: CLUSTER,
      inputs: { engine: "memcached" },
      message: /does not set transitEncryptionEnabled/,
    },
    ...memory.map((type) => ({
      title: `a ${type} without TLS`,
      type,
      inputs: { tlsEnabled: false },
      message: /sets tlsEnabled to false/,
    })),
    {
      title: "an accelerator that is not encrypted at rest",
      type: DAX,
      inputs: { ...accelerator, serverSideEncryption: {} },
      message: /does not set serverSideEncryption.enabled/,
    },
    {
      title: "an accelerator with a plain endpoint",
      type: DAX,
      inputs: { ...accelerator, clusterEndpointEncryptionType: "NONE" },
      message: /has an endpoint without TLS/,
    },
    {
      title: "a cache of GraphQL without TLS",
      type: GRAPHQL,
      inputs: { atRestEncryptionEnabled: true },
      message: /does not set transitEncryptionEnabled/,
    },
    {
      title: "a cache of GraphQL that is not encrypted at rest",
      type: GRAPHQL,
      inputs: { transitEncryptionEnabled: true },
      message: /does not set atRestEncryptionEnabled/,
    },
    {
      title: "methods whose answers lie in the clear",
      type: METHODS,
      inputs: { settings: { cachingEnabled: true } },
      message: /does not set settings.cacheDataEncrypted/,
    },
  ],
  compliant: [
    { type: GROUP, inputs: both },
    { type: GROUP, inputs: { ...both, engine: "redis", transitEncryptionMode: "required" } },
    { type: GROUP, inputs: { engine: "valkey", transitEncryptionEnabled: true } },
    { type: GROUP, inputs: { globalReplicationGroupId: "global" } },
    { type: CLUSTER, inputs: { engine: "memcached", transitEncryptionEnabled: true } },
    { type: CLUSTER, inputs: { replicationGroupId: "group" } },
    ...memory.flatMap((type) => [{ type }, { type, inputs: { tlsEnabled: true } }]),
    { type: DAX, inputs: accelerator },
    { type: GRAPHQL, inputs: both },
    { type: METHODS, inputs: { settings: { cachingEnabled: true, cacheDataEncrypted: true } } },
    { type: METHODS, inputs: { settings: { cachingEnabled: false } } },
  ],
};
