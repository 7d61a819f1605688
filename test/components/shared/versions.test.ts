import assert from "node:assert/strict";
import { compareVersions, isBelow, majorOf, minorOf } from "../../../components/shared/versions";

describe("Versions", () => {
  it("are in the order of their numbers", () => {
    const versions = [
      "v1.9.0-eksbuild.1",
      "v1.10.0-eksbuild.2",
      "v1.10.0-eksbuild.10",
      "v2.0.0-eksbuild.1",
    ];
    assert.deepEqual([...versions].reverse().sort(compareVersions), versions);
    assert.equal(compareVersions("1.36.3-20260903", "1.36.3-20260903"), 0);
    assert.ok(compareVersions("1.36", "1.36.1") < 0);
    assert.ok(compareVersions("7.0", "7.0.5") < 0);
  });

  it("are below another one in the parts that both have", () => {
    for (const [lower, higher] of [
      ["9", "17.6"],
      ["17.9", "17.10"],
      ["17.6", "18.1"],
      ["1.36.4-20261103", "1.36.4-20261110"],
      ["v1.11.1-eksbuild.9", "v1.11.1-eksbuild.10"],
    ] as const) {
      assert.ok(isBelow(lower, higher), `${lower} is below ${higher}`);
      assert.ok(!isBelow(higher, lower), `${higher} is not below ${lower}`);
    }
    for (const [short, long] of [
      ["17", "17.6"],
      ["1.36", "1.36.0"],
      ["", "1.36"],
    ] as const) {
      assert.ok(!isBelow(short, long) && !isBelow(long, short), `${short} and ${long}`);
    }
  });

  it("have a major and a minor version, which are numbers", () => {
    assert.equal(majorOf("17.6"), 17);
    assert.equal(majorOf("v2.0.0-eksbuild.1"), 2);
    assert.equal(majorOf(""), undefined);
    assert.equal(minorOf("1.36"), 36);
    assert.equal(minorOf("1.9.4-20261110"), 9);
    assert.equal(minorOf("17"), undefined);
    assert.equal(minorOf(""), undefined);
  });
});
