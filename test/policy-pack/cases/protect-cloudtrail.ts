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
      says: /is switched off/,
    },
    {
      title: "a trail that is switched off in words",
      type: TRAIL,
      inputs: { ...sound, enableLogging: "false" },
      says: /is switched off/,
    },
    {
      title: "a trail of one Region",
      type: TRAIL,
      inputs: { enableLogFileValidation: true },
      says: /does not set isMultiRegionTrail/,
    },
    {
      title: "a trail that says no to other Regions",
      type: TRAIL,
      inputs: { ...sound, isMultiRegionTrail: false },
      says: /does not set isMultiRegionTrail/,
    },
    {
      title: "a trail whose files nobody can verify",
      type: TRAIL,
      inputs: { isMultiRegionTrail: true },
      says: /does not set enableLogFileValidation/,
    },
    {
      title: "a trail of which only a sound part is unknown",
      type: TRAIL,
      inputs: { isMultiRegionTrail: UNKNOWN },
      says: /does not set enableLogFileValidation/,
    },
  ],
  compliant: [
    { type: TRAIL, inputs: sound },
    { type: TRAIL, inputs: { ...sound, enableLogging: true } },
    { type: TRAIL, inputs: { isMultiRegionTrail: UNKNOWN, enableLogFileValidation: UNKNOWN } },
  ],
};
