import type { PolicyCases } from "../cases";

const STORE = "aws:cloudtrail/eventDataStore:EventDataStore";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a store that can be deleted",
      type: STORE,
      inputs: { terminationProtectionEnabled: false },
      message: /has terminationProtectionEnabled switched off/,
    },
    {
      title: "a store of one Region",
      type: STORE,
      inputs: { multiRegionEnabled: "false" },
      message: /has multiRegionEnabled switched off/,
    },
    {
      title: "a store that takes nothing in",
      type: STORE,
      inputs: { suspend: "true" },
      message: /ingestion suspended/,
    },
    {
      title: "a store that takes nothing in, as a boolean",
      type: STORE,
      inputs: { suspend: true },
      message: /ingestion suspended/,
    },
  ],
  compliant: [
    { type: STORE },
    {
      type: STORE,
      inputs: { terminationProtectionEnabled: true, multiRegionEnabled: true, suspend: "false" },
    },
  ],
};
