import { UNKNOWN } from "../../support/cases/made-up-resource";
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

/** The bucket of the own Region is named too. */
const ACCESS_POINT = "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint";

/** Resources that copy data to other Regions, with their own Region as the target. */
function within(region: string) {
  return copiesTo(region).map((resource) => ({
    ...resource,
    inputs: { ...resource.inputs, region },
  }));
}

export const cases: PolicyCases = {
  violating: [
    ...copiesTo("us-west-2").map((resource) => ({
      ...resource,
      title: `a copy in another Region by ${resource.type}`,
      message: /copies data to or connects to us-west-2; keep it in us-east-1/,
    })),
    ...within("us-west-2")
      .filter(({ type }) => type === ACCESS_POINT)
      .map((resource) => ({
        ...resource,
        title: "an access point of both Regions, created in the other one",
        message: /copies data to or connects to us-east-1; keep it in us-west-2/,
      })),
    ...spanning.map((type) => ({
      title: `what always spans Regions, ${type}`,
      type,
      message: /replicates data across Regions; keep the data in one/,
    })),
  ],
  compliant: [
    ...within("us-east-1"),
    ...within("us-west-2").filter(({ type }) => type !== ACCESS_POINT),
    {
      type: "aws:secretsmanager/secret:Secret",
      inputs: { replicas: [{ region: "us-west-2" }] },
      provider: { region: UNKNOWN },
    },
  ],
};
