import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const CLUSTER = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";
const none = /encrypts its secrets with no key of ours/;

export const cases: PolicyCases = {
  violating: [
    { title: "a cluster without a key", type: CLUSTER, says: none },
    {
      title: "a component without a key",
      type: COMPONENT,
      inputs: { name: "platform" },
      says: none,
    },
  ],
  compliant: [
    {
      type: CLUSTER,
      inputs: { encryptionConfig: { provider: { keyArn: "arn" }, resources: ["secrets"] } },
    },
    { type: COMPONENT, inputs: { encryptionConfigKeyArn: "arn" } },
    { type: COMPONENT, inputs: { encryptionConfigKeyArn: UNKNOWN } },
  ],
};
