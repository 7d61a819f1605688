import { switchedOff } from "../support/readings";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const requireMultiZoneDatabases: Guardrail = {
  id: "require-multi-zone-databases",
  deny: {
    none: "the condition key on zones exists when an instance is created, not when it changes",
  },
  preview: {
    resource: [
      {
        types: ["aws:rds/instance:Instance"],
        // A replica is already a second copy.
        check: (database) =>
          database.read("replicateSourceDb").state === "absent"
            ? switchedOff(database, "multiAz", "set it")
            : [],
      },
      {
        types: ["aws:elasticache/replicationGroup:ReplicationGroup"],
        check: (group) => [
          ...switchedOff(group, "automaticFailoverEnabled", "set it"),
          ...switchedOff(group, "multiAzEnabled", "set it"),
        ],
      },
      {
        types: ["aws:elasticsearch/domain:Domain", "aws:opensearch/domain:Domain"],
        check: (domain) => switchedOff(domain, "clusterConfig.zoneAwarenessEnabled", "set it"),
      },
    ],
  },
  detect: [
    { securityHubControl: "ElastiCache.3" },
    { securityHubControl: "RDS.5" },
    { securityHubControl: "RDS.15" },
  ],
  calls: [
    "elasticache:CreateReplicationGroup",
    "elasticache:ModifyReplicationGroup",
    "es:CreateDomain",
    "es:UpdateDomainConfig",
    "rds:CreateDBInstance",
    "rds:ModifyDBInstance",
  ],
  parameters: {},
  scope: { environments: ["production"] },
  about: {
    title: "Keep a standby of production databases in another zone",
    why: "when a zone fails, a database without a standby is down until a person restores a backup in another zone",
    comply: "Set multiAz, and for caches automatic failover as well",
    severity: "medium",
    frameworks: [fsbp("RDS.5"), fsbp("ElastiCache.3"), controlTower("CT.RDS.PR.1")],
    requirements: ["r2.15"],
    peers: ["AWSGuard"],
  },
};
