import type { PolicyCases } from "../cases";

/** The input of each type again: if the guardrail loses a type, its cases must fail. */
const protections: Readonly<Record<string, readonly [string, true | "ACTIVE" | "ENABLED"]>> = {
  "aws:alb/loadBalancer:LoadBalancer": ["enableDeletionProtection", true],
  "aws:cognito/userPool:UserPool": ["deletionProtection", "ACTIVE"],
  "aws:docdb/cluster:Cluster": ["deletionProtection", true],
  "aws:docdb/globalCluster:GlobalCluster": ["deletionProtection", true],
  "aws:dynamodb/table:Table": ["deletionProtectionEnabled", true],
  "aws:dsql/cluster:Cluster": ["deletionProtectionEnabled", true],
  "aws:lb/loadBalancer:LoadBalancer": ["enableDeletionProtection", true],
  "aws:neptune/cluster:Cluster": ["deletionProtection", true],
  "aws:neptune/globalCluster:GlobalCluster": ["deletionProtection", true],
  "aws:neptunegraph/graph:Graph": ["deletionProtection", true],
  "aws:rds/cluster:Cluster": ["deletionProtection", true],
  "aws:rds/globalCluster:GlobalCluster": ["deletionProtection", true],
  "aws:rds/instance:Instance": ["deletionProtection", true],
  "aws:verifiedpermissions/policyStore:PolicyStore": ["deletionProtection", "ENABLED"],
};
export const cases: PolicyCases = {
  violating: [
    ...Object.entries(protections).flatMap(([type, [property, value]]) => [
      {
        title: `a ${type} without the setting`,
        type,
        message: new RegExp(`does not set ${property}`),
      },
      {
        title: `a ${type} that sets false`,
        type,
        inputs: { [property]: value === true ? false : "INACTIVE" },
        message: new RegExp(`does not set ${property}`),
      },
    ]),
  ],
  compliant: [
    ...Object.entries(protections).map(([type, [property, value]]) => ({
      type,
      inputs: { [property]: value },
    })),
    { type: "aws:rds/instance:Instance", inputs: { replicateSourceDb: "shop" } },
  ],
  remedied: [
    ...Object.entries(protections).flatMap(([type, [property, value]]) => [
      { type, becomes: { [property]: value } },
      { type, inputs: { [property]: value }, becomes: {} },
    ]),
    { type: "aws:rds/instance:Instance", inputs: { replicateSourceDb: "shop" }, becomes: {} },
  ],
};
