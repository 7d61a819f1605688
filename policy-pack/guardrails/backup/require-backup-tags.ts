import { ownTags, type Tags, tagsOf } from "../support/tags";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ResourceView } from "../types/preview-rule";

export const requireBackupTags: Guardrail = {
  id: "require-backup-tags",
  deny: { none: "most data stores get their tags after their creation" },
  preview: {
    advises:
      "a store without the tag is found by detection as long as it exists, and can be tagged at any time; nothing is lost by its creation",
    resource: [
      {
        types: dataStores(),
        check: (store, { values }) =>
          isSilent(store, values as readonly string[])
            ? [
                {
                  message: `has no tag ${KEY} of ${(values as readonly string[]).join(" or ")}; set it: backup plans select by this tag`,
                },
              ]
            : [],
      },
    ],
    remedies: [
      {
        types: dataStores(),
        inputs: (store, { values }) => {
          const own = ownTags(store);
          return own && isWhole(own) && !(KEY in (tagsOf(store) ?? own))
            ? { tags: { ...own, [KEY]: (values as readonly string[])[0] } }
            : {};
        },
      },
    ],
  },
  detect: [
    { configRule: "AURORA_RESOURCES_PROTECTED_BY_BACKUP_PLAN" },
    { configRule: "DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN" },
    { configRule: "EBS_RESOURCES_PROTECTED_BY_BACKUP_PLAN" },
    { configRule: "EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN" },
    { configRule: "RDS_RESOURCES_PROTECTED_BY_BACKUP_PLAN" },
  ],
  calls: [
    "dynamodb:CreateTable",
    "ec2:CreateVolume",
    "elasticfilesystem:CreateFileSystem",
    "rds:CreateDBCluster",
    "rds:CreateDBInstance",
  ],
  parameters: {
    values: {
      type: "strings",
      of: "tagValue",
      description: "Accepted values of the tag Backup; remediation sets the first one",
      default: ["true", "false"],
    },
  },
  scope: { environments: ["production"] },
  about: {
    title: "Decide for each data store of production whether backup plans include it",
    why: "plans select by tag and silently skip a store without it",
    comply:
      "Tag the store with Backup: true, or with Backup: false when its data can be created again",
    severity: "medium",
    frameworks: [wellArchitected("REL09-BP01"), wellArchitected("REL09-BP03")],
    requirements: ["A8"],
    peers: ["Landing Zone Accelerator", "superwerker"],
  },
};

const KEY = "Backup";

function dataStores(): string[] {
  return [
    "aws:dynamodb/table:Table",
    "aws:ebs/volume:Volume",
    "aws:efs/fileSystem:FileSystem",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
  ];
}

/**
 * True when the tag is missing or has another value. An unknown value may be any, and a replica needs no backup of its
 * own.
 */
function isSilent(store: ResourceView, values: readonly string[]): boolean {
  const isReplica =
    store.type === "aws:rds/instance:Instance" &&
    store.read("replicateSourceDb").state !== "absent";
  const tags = tagsOf(store);
  if (isReplica || tags === undefined) {
    return false;
  }
  const value = tags[KEY];
  return KEY in tags ? typeof value === "string" && !values.includes(value) : true;
}

/** Setting the whole map would lose its unknown values. */
function isWhole(tags: Tags): boolean {
  return Object.values(tags).every((value) => value !== undefined);
}
