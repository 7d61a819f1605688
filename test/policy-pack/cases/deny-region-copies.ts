import { UNKNOWN } from "../../support/policy";
import type { PolicyCases } from "../cases";
import { copiesTo } from "./approved-regions";

const spanning = [
  "aws:docdb/globalCluster:GlobalCluster",
  "aws:elasticache/globalReplicationGroup:GlobalReplicationGroup",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:neptune/globalCluster:GlobalCluster",
  "aws:rds/globalCluster:GlobalCluster",
  "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
];

export const cases: PolicyCases = {
  violating: [
    ...copiesTo("us-west-2").map((resource) => ({
      ...resource,
      title: `a copy in another Region by ${resource.type}`,
      says: /copies to or reaches into us-west-2; keep it in us-east-1/,
    })),
    ...spanning.map((type) => ({
      title: `what always spans Regions, ${type}`,
      type,
      says: /spans Regions; keep the data in one/,
    })),
  ],
  compliant: [
    ...copiesTo("us-east-1").map((resource) => ({
      ...resource,
      inputs: { ...resource.inputs, region: "us-east-1" },
    })),
    {
      type: "aws:secretsmanager/secret:Secret",
      inputs: { replicas: [{ region: "us-west-2" }] },
      provider: { region: UNKNOWN },
    },
  ],
};
