import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const CLUSTER = "aws:eks/cluster:Cluster";
const COMPONENT = "eks:index:Cluster";
const none = /encrypts its secrets with no key of the company/;

export const cases: PolicyCases = {
  violating: [
    { title: "a cluster without a key", type: CLUSTER, message: none },
    {
      title: "a component without a key",
      type: COMPONENT,
      inputs: { name: "platform" },
      message: none,
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
