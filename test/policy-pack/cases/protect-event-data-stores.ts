import type { PolicyCases } from "../cases";

const STORE = "aws:cloudtrail/eventDataStore:EventDataStore";

export const cases: PolicyCases = {
  violating: [
    {
      title: "a store that can be deleted",
      type: STORE,
      inputs: { terminationProtectionEnabled: false },
      says: /has terminationProtectionEnabled switched off/,
    },
    {
      title: "a store of one Region",
      type: STORE,
      inputs: { multiRegionEnabled: "false" },
      says: /has multiRegionEnabled switched off/,
    },
    {
      title: "a store that takes nothing in",
      type: STORE,
      inputs: { suspend: "true" },
      says: /ingestion suspended/,
    },
    {
      title: "a store that takes nothing in, as a boolean",
      type: STORE,
      inputs: { suspend: true },
      says: /ingestion suspended/,
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
