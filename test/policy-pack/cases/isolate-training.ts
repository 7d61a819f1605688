import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const TRAINING = "aws:sagemaker/trainingJob:TrainingJob";
const TUNING = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob";
const isolated = {
  enableInterContainerTrafficEncryption: true,
  vpcConfig: { subnets: ["subnet-0a1b"], securityGroupIds: ["sg-0a1b"] },
};

export const cases: PolicyCases = {
  violating: [
    {
      title: "a job in no network",
      type: TRAINING,
      inputs: { enableInterContainerTrafficEncryption: true },
      message: /trains in no network of the company/,
    },
    {
      title: "a job whose containers talk in clear",
      type: TRAINING,
      inputs: { ...isolated, enableInterContainerTrafficEncryption: false },
      message: /sends unencrypted traffic between containers/,
    },
    {
      title: "a job without a setting for encryption",
      type: TRAINING,
      inputs: { vpcConfig: isolated.vpcConfig },
      message: /set enableInterContainerTrafficEncryption to true/,
    },
    {
      title: "tuning in no network",
      type: TUNING,
      inputs: { trainingJobDefinition: { enableInterContainerTrafficEncryption: true } },
      message: /trains in no network of the company/,
    },
    {
      title: "one open definition among others",
      type: TUNING,
      inputs: { trainingJobDefinitions: [isolated, { vpcConfig: isolated.vpcConfig }] },
      message: /unencrypted traffic/,
    },
  ],
  compliant: [
    { type: TRAINING, inputs: isolated },
    { type: TRAINING, inputs: { ...isolated, vpcConfig: UNKNOWN } },
    { type: TUNING, inputs: { trainingJobDefinition: isolated } },
    { type: TUNING, inputs: { trainingJobDefinitions: [isolated, isolated] } },
  ],
};
