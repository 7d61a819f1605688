import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const DOCUMENTS = "aws:docdb/cluster:Cluster";
const ELASTIC = "aws:docdb/elasticCluster:ElasticCluster";
const GRAPH = "aws:neptune/cluster:Cluster";
const AURORA = "aws:rds/cluster:Cluster";
const INSTANCE = "aws:rds/instance:Instance";
const WAREHOUSE = "aws:redshift/cluster:Cluster";
const TABLE = "aws:dynamodb/table:Table";
const tooShort = /keeps its backups for less than 7 days; set backupRetentionPeriod/;

export const cases: PolicyCases = {
  parameters: { minimumDays: 7 },
  violating: [
    { title: "an instance without the setting", type: INSTANCE, message: tooShort },
    {
      title: "an instance without backups",
      type: INSTANCE,
      inputs: { backupRetentionPeriod: 0 },
      message: tooShort,
    },
    {
      title: "an Aurora cluster with a day",
      type: AURORA,
      inputs: { backupRetentionPeriod: "1" },
      message: tooShort,
    },
    { title: "a DocumentDB cluster without the setting", type: DOCUMENTS, message: tooShort },
    {
      title: "an elastic DocumentDB cluster with a day",
      type: ELASTIC,
      inputs: { backupRetentionPeriod: 1 },
      message: tooShort,
    },
    { title: "a Neptune cluster without the setting", type: GRAPH, message: tooShort },
    {
      title: "a warehouse without the setting",
      type: WAREHOUSE,
      message: /set automatedSnapshotRetentionPeriod/,
    },
    {
      title: "a table without the setting",
      type: TABLE,
      message: /cannot be recovered to a point in time/,
    },
    {
      title: "a table that sets false",
      type: TABLE,
      inputs: { pointInTimeRecovery: { enabled: false } },
      message: /cannot be recovered/,
    },
    {
      title: "a table that sets false as text",
      type: TABLE,
      inputs: { pointInTimeRecovery: { enabled: "false" } },
      message: /cannot be recovered/,
    },
  ],
  compliant: [
    { type: INSTANCE, inputs: { backupRetentionPeriod: 7 } },
    { type: INSTANCE, inputs: { replicateSourceDb: "source" } },
    { type: INSTANCE, inputs: { backupRetentionPeriod: UNKNOWN } },
    { type: AURORA, inputs: { backupRetentionPeriod: 14 } },
    { type: DOCUMENTS, inputs: { backupRetentionPeriod: 7 } },
    { type: ELASTIC, inputs: { backupRetentionPeriod: 7 } },
    { type: GRAPH, inputs: { backupRetentionPeriod: 7 } },
    { type: WAREHOUSE, inputs: { automatedSnapshotRetentionPeriod: 7 } },
    { type: TABLE, inputs: { pointInTimeRecovery: { enabled: true } } },
  ],
  remedied: [{ type: TABLE, inputs: {}, becomes: { pointInTimeRecovery: { enabled: true } } }],
};
