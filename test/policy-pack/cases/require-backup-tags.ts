import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const types = [
  "aws:dynamodb/table:Table",
  "aws:ebs/volume:Volume",
  "aws:efs/fileSystem:FileSystem",
  "aws:rds/cluster:Cluster",
  "aws:rds/instance:Instance",
];
const VOLUME = "aws:ebs/volume:Volume";
const INSTANCE = "aws:rds/instance:Instance";
const message = /has no tag Backup of true or false/;

export const cases: PolicyCases = {
  violating: [
    ...types.map((type) => ({ title: `${type} without tags`, type, message })),
    {
      title: "a volume with other tags",
      type: VOLUME,
      inputs: { tags: { Name: "data" } },
      message,
    },
    {
      title: "a volume with a value that plans do not know",
      type: VOLUME,
      inputs: { tags: { Backup: "yes" } },
      message,
    },
  ],
  compliant: [
    ...types.map((type) => ({ type, inputs: { tags: { Backup: "true" } } })),
    { type: VOLUME, inputs: { tags: { Name: "cache", Backup: "false" } } },
    { type: VOLUME, inputs: { tags: { Backup: UNKNOWN } } },
    { type: VOLUME, inputs: { tags: UNKNOWN } },
    { type: VOLUME, provider: { defaultTags: { tags: { Backup: "true" } } } },
    { type: INSTANCE, inputs: { replicateSourceDb: "source" } },
  ],
  remedied: [
    ...types.map((type) => ({ type, inputs: {}, becomes: { tags: { Backup: "true" } } })),
    {
      type: VOLUME,
      inputs: { tags: { Name: "data" } },
      becomes: { tags: { Name: "data", Backup: "true" } },
    },
    { type: VOLUME, inputs: { tags: { Backup: "false" } }, becomes: {} },
  ],
};
