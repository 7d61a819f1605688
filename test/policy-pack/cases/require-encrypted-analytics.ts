import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const domains = ["aws:elasticsearch/domain:Domain", "aws:opensearch/domain:Domain"];
const WAREHOUSE = "aws:redshift/cluster:Cluster";
const EMR = "aws:emr/securityConfiguration:SecurityConfiguration";
const GLUE = "aws:glue/securityConfiguration:SecurityConfiguration";
const sound = { encryptAtRest: { enabled: true }, nodeToNodeEncryption: { enabled: true } };
const emr = (encryption: object): string => JSON.stringify({ EncryptionConfiguration: encryption });
const bothEmr = { EnableAtRestEncryption: true, EnableInTransitEncryption: true };
const glue = {
  cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS" },
  jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS" },
  s3Encryption: { s3EncryptionMode: "SSE-KMS" },
};

export const cases: PolicyCases = {
  violating: [
    ...domains.flatMap((type) => [
      {
        title: `a ${type} that is not encrypted at rest`,
        type,
        inputs: { ...sound, encryptAtRest: { enabled: false } },
        message: /does not set encryptAtRest.enabled/,
      },
      {
        title: `a ${type} whose nodes talk in the clear`,
        type,
        inputs: { ...sound, nodeToNodeEncryption: undefined },
        message: /does not set nodeToNodeEncryption.enabled/,
      },
    ]),
    {
      title: "a warehouse that sets false as text",
      type: WAREHOUSE,
      inputs: { encrypted: "false" },
      message: /sets encrypted to false/,
    },
    {
      title: "jobs that are not encrypted at rest",
      type: EMR,
      inputs: { configuration: emr({ ...bothEmr, EnableAtRestEncryption: false }) },
      message: /does not set EnableAtRestEncryption/,
    },
    {
      title: "jobs without any encryption",
      type: EMR,
      inputs: { configuration: "{}" },
      message: /does not set EnableInTransitEncryption/,
    },
    ...Object.entries(glue).map(([block, modes]) => ({
      title: `jobs with ${block} disabled`,
      type: GLUE,
      inputs: {
        encryptionConfiguration: {
          ...glue,
          [block]: Object.fromEntries(Object.keys(modes).map((mode) => [mode, "DISABLED"])),
        },
      },
      message: new RegExp(`sets encryptionConfiguration.${block}.\\w+ to DISABLED`),
    })),
  ],
  compliant: [
    ...domains.map((type) => ({ type, inputs: sound })),
    { type: WAREHOUSE },
    { type: WAREHOUSE, inputs: { encrypted: "true" } },
    { type: EMR, inputs: { configuration: emr(bothEmr) } },
    { type: EMR, inputs: { configuration: UNKNOWN } },
    { type: EMR, inputs: { configuration: "no JSON" } },
    { type: GLUE, inputs: { encryptionConfiguration: glue } },
  ],
};
