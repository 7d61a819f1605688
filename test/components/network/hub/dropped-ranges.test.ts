import * as assert from "node:assert/strict";
import { droppedRanges } from "../../../../components/network/hub/dropped-ranges";

describe("droppedRanges", () => {
  const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

  it("drops the private ranges, which a pool within them adds nothing to", () => {
    assert.deepEqual(droppedRanges("10.0.0.0/8", ["10.16.0.0/16"]), privateRanges);
    assert.deepEqual(droppedRanges("172.20.0.0/14", []), privateRanges);
  });

  it("adds a pool outside the private ranges", () => {
    assert.deepEqual(droppedRanges("100.64.0.0/10", []), [...privateRanges, "100.64.0.0/10"]);
  });

  it("leaves out a range that is exactly a spoke's, which it would cut off", () => {
    assert.deepEqual(droppedRanges("192.168.0.0/16", ["192.168.0.0/16"]), [
      "10.0.0.0/8",
      "172.16.0.0/12",
    ]);
  });
});
