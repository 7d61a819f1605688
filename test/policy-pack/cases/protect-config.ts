import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const RECORDER = "aws:cfg/recorder:Recorder";
const STATUS = "aws:cfg/recorderStatus:RecorderStatus";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a recorder that is switched off",
      type: STATUS,
      inputs: { isEnabled: false },
      message: /switches the recorder off/,
    },
    {
      title: "a recorder that is switched off in words",
      type: STATUS,
      inputs: { isEnabled: "false" },
      message: /switches the recorder off/,
    },
    {
      title: "a recorder that records one type",
      type: RECORDER,
      inputs: { recordingGroup: { allSupported: false, resourceTypes: ["AWS::EC2::Instance"] } },
      message: /records a list of types only/,
    },
  ],
  compliant: [
    { type: STATUS, inputs: { isEnabled: true } },
    { type: RECORDER },
    { type: RECORDER, inputs: { recordingGroup: { allSupported: true } } },
    {
      type: RECORDER,
      inputs: {
        recordingGroup: {
          allSupported: false,
          exclusionByResourceTypes: [{ resourceTypes: ["AWS::EC2::NetworkInterface"] }],
          recordingStrategies: [{ useOnly: "EXCLUSION_BY_RESOURCE_TYPES" }],
        },
      },
    },
    {
      type: RECORDER,
      inputs: { recordingGroup: { allSupported: UNKNOWN, resourceTypes: ["AWS::EC2::Instance"] } },
    },
  ],
};
