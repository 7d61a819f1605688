import type { PolicyCases } from "../cases";

const INSTANCE = "aws:rds/instance:Instance";
const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
const domains = ["aws:elasticsearch/domain:Domain", "aws:opensearch/domain:Domain"];

export const cases: PolicyCases = {
  violating: [
    { title: "a database without the setting", type: INSTANCE, message: /does not set multiAz/ },
    {
      title: "a database of one zone",
      type: INSTANCE,
      inputs: { multiAz: false },
      message: /does not set multiAz/,
    },
    {
      title: "a cache of one zone",
      type: GROUP,
      inputs: { automaticFailoverEnabled: true },
      message: /does not set multiAzEnabled/,
    },
    {
      title: "a cache that nothing takes over",
      type: GROUP,
      inputs: { multiAzEnabled: true },
      message: /does not set automaticFailoverEnabled/,
    },
    ...domains.map((type) => ({
      title: `a ${type} of one zone`,
      type,
      inputs: { clusterConfig: { instanceCount: 2 } },
      message: /does not set clusterConfig.zoneAwarenessEnabled/,
    })),
  ],
  compliant: [
    { type: INSTANCE, inputs: { multiAz: true } },
    { type: INSTANCE, inputs: { replicateSourceDb: "source" } },
    { type: GROUP, inputs: { automaticFailoverEnabled: true, multiAzEnabled: true } },
    ...domains.map((type) => ({ type, inputs: { clusterConfig: { zoneAwarenessEnabled: true } } })),
  ],
};
