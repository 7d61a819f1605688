import type { PolicyCases } from "../cases";

/** The switch of each type once more: one that the guardrail forgets must not take its cases with it. */
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
        title: `a ${type} that does not say`,
        type,
        says: new RegExp(`does not set ${property}`),
      },
      {
        title: `a ${type} that says no`,
        type,
        inputs: { [property]: value === true ? false : "INACTIVE" },
        says: new RegExp(`does not set ${property}`),
      },
    ]),
  ],
  compliant: [
    ...Object.entries(protections).map(([type, [property, value]]) => ({
      type,
      inputs: { [property]: value },
    })),
  ],
  remedied: Object.entries(protections).flatMap(([type, [property, value]]) => [
    { type, becomes: { [property]: value } },
    { type, inputs: { [property]: value }, becomes: {} },
  ]),
};
