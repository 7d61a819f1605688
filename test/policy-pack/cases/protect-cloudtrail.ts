import { UNKNOWN } from "../../support/cases/made-up-resource";
import type { PolicyCases } from "../cases";

const TRAIL = "aws:cloudtrail/trail:Trail";
const sound = { isMultiRegionTrail: true, enableLogFileValidation: true };

export const cases: PolicyCases = {
  violating: [
    {
      title: "a trail that is switched off",
      type: TRAIL,
      inputs: { ...sound, enableLogging: false },
      message: /is switched off/,
    },
    {
      title: "a trail that is switched off in words",
      type: TRAIL,
      inputs: { ...sound, enableLogging: "false" },
      message: /is switched off/,
    },
    {
      title: "a trail of one Region",
      type: TRAIL,
      inputs: { enableLogFileValidation: true },
      message: /does not set isMultiRegionTrail/,
    },
    {
      title: "a trail for one Region only",
      type: TRAIL,
      inputs: { ...sound, isMultiRegionTrail: false },
      message: /does not set isMultiRegionTrail/,
    },
    {
      title: "a trail without file validation",
      type: TRAIL,
      inputs: { isMultiRegionTrail: true },
      message: /does not set enableLogFileValidation/,
    },
    {
      title: "a trail of which only a sound part is unknown",
      type: TRAIL,
      inputs: { isMultiRegionTrail: UNKNOWN },
      message: /does not set enableLogFileValidation/,
    },
  ],
  compliant: [
    { type: TRAIL, inputs: sound },
    { type: TRAIL, inputs: { ...sound, enableLogging: true } },
    { type: TRAIL, inputs: { isMultiRegionTrail: UNKNOWN, enableLogFileValidation: UNKNOWN } },
  ],
};
