import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

/** The types again: if the guardrail loses a type, its cases must fail. */
const instances = [
  "aws:dms/replicationInstance:ReplicationInstance",
  "aws:lightsail/database:Database",
  "aws:m2/environment:Environment",
  "aws:mq/broker:Broker",
  "aws:neptune/clusterInstance:ClusterInstance",
  "aws:rds/clusterInstance:ClusterInstance",
  "aws:rds/instance:Instance",
  "aws:rds/shardGroup:ShardGroup",
  "aws:redshift/cluster:Cluster",
  "aws:redshiftserverless/workgroup:Workgroup",
  "aws:timestreaminfluxdb/dbCluster:DbCluster",
  "aws:timestreaminfluxdb/dbInstance:DbInstance",
];
const domains = ["aws:elasticsearch/domain:Domain", "aws:opensearch/domain:Domain"];
const KAFKA = "aws:msk/cluster:Cluster";
const COLLECTIONS = "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy";
const brokers = (type: string): object => ({
  brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type } } },
});
const network = (rule: object): Record<string, unknown> => ({
  type: "network",
  policy: JSON.stringify([{ Rules: [] }, rule]),
});

const MIGRATION = "aws:dms/instanceProfile:InstanceProfile";
const GRAPH = "aws:neptunegraph/graph:Graph";

export const cases: PolicyCases = {
  violating: [
    ...instances.map((type) => ({
      title: `a ${type} with a public address`,
      type,
      inputs: { publiclyAccessible: true },
      message: /sets publiclyAccessible to true; remove it/,
    })),
    {
      title: "an instance that writes true as text",
      type: "aws:rds/instance:Instance",
      inputs: { publiclyAccessible: "true" },
      message: /sets publiclyAccessible to true/,
    },
    {
      title: "a migration without the setting",
      type: MIGRATION,
      message: /does not set publiclyAccessible to false/,
    },
    {
      title: "a migration with a public address",
      type: MIGRATION,
      inputs: { publiclyAccessible: true },
      message: /does not set publiclyAccessible to false/,
    },
    {
      title: "a graph that answers the internet",
      type: GRAPH,
      inputs: { publicConnectivity: true },
      message: /sets publicConnectivity to true; remove it/,
    },
    {
      title: "brokers with public addresses",
      type: KAFKA,
      inputs: { ...brokers("SERVICE_PROVIDED_EIPS") },
      message: /gives its brokers public addresses/,
    },
    ...domains.map((type) => ({
      title: `a ${type} outside any network`,
      type,
      message: /has no vpcOptions/,
    })),
    {
      title: "a domain with empty vpcOptions",
      type: "aws:opensearch/domain:Domain",
      inputs: { vpcOptions: {} },
      message: /has no vpcOptions/,
    },
    {
      title: "collections that are open to the internet, in one rule among others",
      type: COLLECTIONS,
      inputs: network({ Rules: [], AllowFromPublic: true }),
      message: /opens collections to the internet/,
    },
  ],
  compliant: [
    ...instances.flatMap((type) => [{ type }, { type, inputs: { publiclyAccessible: false } }]),
    { type: MIGRATION, inputs: { publiclyAccessible: false } },
    { type: GRAPH, inputs: { publicConnectivity: false } },
    { type: KAFKA },
    { type: KAFKA, inputs: { ...brokers("DISABLED") } },
    ...domains.map((type) => ({ type, inputs: { vpcOptions: { subnetIds: ["subnet-1"] } } })),
    { type: "aws:opensearch/domain:Domain", inputs: { vpcOptions: [UNKNOWN] } },
    { type: COLLECTIONS, inputs: network({ AllowFromPublic: false, SourceVPCEs: ["vpce-1"] }) },
    { type: COLLECTIONS, inputs: { type: "encryption", policy: '{"AWSOwnedKey":true}' } },
    { type: COLLECTIONS, inputs: { type: "network", policy: "no JSON" } },
  ],
};
