import assert from "node:assert/strict";
import { placeOf } from "../../../components/shared/place";

describe("placeOf", () => {
  it("knows the partition of a Region", () => {
    const partition = (region: string): string => placeOf(region, "111111111111").partition;
    assert.equal(partition("us-gov-west-1"), "aws-us-gov");
    assert.equal(partition("cn-north-1"), "aws-cn");
    assert.equal(partition("eu-central-1"), "aws");
  });
});
