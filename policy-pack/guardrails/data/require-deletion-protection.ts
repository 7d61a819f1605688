import { isNot, readPath, switchedOff } from "../support/readings";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ResourceView } from "../types/preview-rule";

export const requireDeletionProtection: Guardrail = {
  id: "require-deletion-protection",
  deny: { none: "no condition key shows whether a request keeps deletion protection on" },
  preview: {
    resource: [
      {
        types: Object.keys(protections()),
        check: (resource) => {
          const [property, on] = protections()[resource.type] ?? ["", true];
          if (isReplica(resource)) {
            return [];
          }
          if (on === true) {
            return switchedOff(
              resource,
              property,
              "set it; to delete the resource, first switch it off in a change of its own",
            );
          }
          return isNot(readPath(resource, property), on)
            ? [{ message: `does not set ${property} to ${on}; set it` }]
            : [];
        },
      },
    ],
    remedies: [
      {
        types: Object.keys(protections()),
        inputs: (resource) => {
          const [property, on] = protections()[resource.type] ?? ["", true];
          return isNot(readPath(resource, property), String(on)) && !isReplica(resource)
            ? { [property]: on }
            : {};
        },
      },
    ],
  },
  detect: [
    { securityHubControl: "DocumentDB.5" },
    { securityHubControl: "DynamoDB.6" },
    { securityHubControl: "ELB.6" },
    { securityHubControl: "Neptune.4" },
    { securityHubControl: "RDS.7" },
    { securityHubControl: "RDS.8" },
  ],
  calls: [
    "cognito-idp:CreateUserPool",
    "cognito-idp:UpdateUserPool",
    "dsql:CreateCluster",
    "dsql:UpdateCluster",
    "dynamodb:CreateTable",
    "dynamodb:UpdateTable",
    "elasticloadbalancing:CreateLoadBalancer",
    "elasticloadbalancing:ModifyLoadBalancerAttributes",
    "neptune-graph:CreateGraph",
    "neptune-graph:UpdateGraph",
    "rds:CreateDBCluster",
    "rds:CreateDBInstance",
    "rds:CreateGlobalCluster",
    "rds:ModifyDBCluster",
    "rds:ModifyDBInstance",
    "rds:ModifyGlobalCluster",
    "verifiedpermissions:CreatePolicyStore",
    "verifiedpermissions:UpdatePolicyStore",
  ],
  parameters: {},
  scope: { environments: ["production"] },
  about: {
    title: "Protect production from accidental deletion",
    why: "one wrong pulumi destroy removes a production database, with its automated backups",
    comply:
      "Switch deletion protection on; before you delete the resource, switch it off in a change of its own",
    severity: "high",
    frameworks: [fsbp("RDS.8"), fsbp("RDS.7"), fsbp("ELB.6"), fsbp("DynamoDB.6")],
    requirements: ["r2.6"],
    peers: ["AWSGuard", "Pulumi compliance policies"],
  },
};

/** True for a read replica: the primary database has the data, and a replica is created again from it. */
function isReplica(resource: ResourceView): boolean {
  return (
    resource.type === "aws:rds/instance:Instance" &&
    resource.read("replicateSourceDb").state !== "absent"
  );
}

/** Input of deletion protection by type, and its value when protection is on. */
function protections(): Readonly<
  Record<string, readonly [property: string, on: true | "ACTIVE" | "ENABLED"]>
> {
  return {
    "aws:alb/loadBalancer:LoadBalancer": ["enableDeletionProtection", true],
    "aws:cognito/userPool:UserPool": ["deletionProtection", "ACTIVE"],
    "aws:docdb/cluster:Cluster": ["deletionProtection", true],
    "aws:docdb/globalCluster:GlobalCluster": ["deletionProtection", true],
    "aws:dsql/cluster:Cluster": ["deletionProtectionEnabled", true],
    "aws:dynamodb/table:Table": ["deletionProtectionEnabled", true],
    "aws:lb/loadBalancer:LoadBalancer": ["enableDeletionProtection", true],
    "aws:neptune/cluster:Cluster": ["deletionProtection", true],
    "aws:neptune/globalCluster:GlobalCluster": ["deletionProtection", true],
    "aws:neptunegraph/graph:Graph": ["deletionProtection", true],
    "aws:rds/cluster:Cluster": ["deletionProtection", true],
    "aws:rds/globalCluster:GlobalCluster": ["deletionProtection", true],
    "aws:rds/instance:Instance": ["deletionProtection", true],
    "aws:verifiedpermissions/policyStore:PolicyStore": ["deletionProtection", "ENABLED"],
  };
}
