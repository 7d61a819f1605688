import { isFalse, known, objects, parsed, switchedOff } from "../support/readings";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireEncryptedAnalytics: Guardrail = {
  id: "require-encrypted-analytics",
  deny: { none: "these services have no condition key for encryption" },
  preview: {
    resource: [
      {
        types: ["aws:elasticsearch/domain:Domain", "aws:opensearch/domain:Domain"],
        check: (domain) => [
          ...switchedOff(domain, "encryptAtRest.enabled", "set it"),
          ...switchedOff(domain, "nodeToNodeEncryption.enabled", "set it"),
        ],
      },
      {
        types: ["aws:redshift/cluster:Cluster"],
        check: (cluster) =>
          isFalse(known(cluster, "encrypted"))
            ? [{ message: "sets encrypted to false; remove it" }]
            : [],
      },
      { types: ["aws:emr/securityConfiguration:SecurityConfiguration"], check: jobsAreEncrypted },
      {
        types: ["aws:glue/securityConfiguration:SecurityConfiguration"],
        check: (configuration) =>
          Object.entries(modes)
            .map(([block, mode]) => `encryptionConfiguration.${block}.${mode}`)
            .filter((path) => known(configuration, path) === "DISABLED")
            .map((path) => ({ message: `sets ${path} to DISABLED; name a mode of encryption` })),
      },
    ],
  },
  detect: [
    { securityHubControl: "EMR.3" },
    { securityHubControl: "EMR.4" },
    { securityHubControl: "ES.1" },
    { securityHubControl: "ES.3" },
    { securityHubControl: "Opensearch.1" },
    { securityHubControl: "Opensearch.3" },
    { securityHubControl: "Redshift.10" },
  ],
  calls: [
    "elasticmapreduce:CreateSecurityConfiguration",
    "es:CreateDomain",
    "es:CreateElasticsearchDomain",
    "es:UpdateDomainConfig",
    "es:UpdateElasticsearchDomainConfig",
    "glue:CreateSecurityConfiguration",
    "redshift:CreateCluster",
    "redshift:ModifyCluster",
  ],
  parameters: {},
  about: {
    title: "Encrypt search domains, warehouses and data jobs",
    why: "search indexes and warehouses contain unencrypted copies of the company's databases",
    comply: "Switch on the encryption of domains, clusters and security configurations",
    severity: "high",
    frameworks: [
      fsbp("Opensearch.1"),
      fsbp("Redshift.10"),
      fsbp("EMR.3"),
      controlTower("CT.REDSHIFT.PR.8"),
    ],
    requirements: [],
    peers: ["AWSGuard"],
  },
};

const modes = {
  cloudwatchEncryption: "cloudwatchEncryptionMode",
  jobBookmarksEncryption: "jobBookmarksEncryptionMode",
  s3Encryption: "s3EncryptionMode",
} as const;

function jobsAreEncrypted(resource: ResourceView): Finding[] {
  const [configuration] = objects(parsed(known(resource, "configuration")));
  if (configuration === undefined) {
    return [];
  }
  const [encryption = {}] = objects(configuration["EncryptionConfiguration"]);
  return ["EnableAtRestEncryption", "EnableInTransitEncryption"]
    .filter((property) => encryption[property] !== true)
    .map((property) => ({ message: `does not set ${property} to true; set it` }));
}
