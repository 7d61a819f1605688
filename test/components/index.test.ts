import assert from "node:assert/strict";
import * as components from "../../components";

describe("The index of components", () => {
  it("has the components that other programs use, and what their arguments need", () => {
    assert.deepEqual(Object.keys(components).sort(), [
      "AccountBaseline",
      "ArgumentError",
      "BackupVault",
      "FlightdeckCluster",
      "LogBucket",
      "OrgTrail",
      "WorkloadAccount",
      "placeOf",
    ]);
  });
});
