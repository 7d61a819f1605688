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
    { title: "an instance that does not say", type: INSTANCE, says: tooShort },
    {
      title: "an instance without backups",
      type: INSTANCE,
      inputs: { backupRetentionPeriod: 0 },
      says: tooShort,
    },
    {
      title: "an Aurora cluster with a day",
      type: AURORA,
      inputs: { backupRetentionPeriod: "1" },
      says: tooShort,
    },
    { title: "a DocumentDB cluster that does not say", type: DOCUMENTS, says: tooShort },
    {
      title: "an elastic DocumentDB cluster with a day",
      type: ELASTIC,
      inputs: { backupRetentionPeriod: 1 },
      says: tooShort,
    },
    { title: "a Neptune cluster that does not say", type: GRAPH, says: tooShort },
    {
      title: "a warehouse that does not say",
      type: WAREHOUSE,
      says: /set automatedSnapshotRetentionPeriod/,
    },
    {
      title: "a table that does not say",
      type: TABLE,
      says: /cannot be recovered to a point in time/,
    },
    {
      title: "a table that says no",
      type: TABLE,
      inputs: { pointInTimeRecovery: { enabled: false } },
      says: /cannot be recovered/,
    },
    {
      title: "a table that says no in words",
      type: TABLE,
      inputs: { pointInTimeRecovery: { enabled: "false" } },
      says: /cannot be recovered/,
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
