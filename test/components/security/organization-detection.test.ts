import assert from "node:assert/strict";
import { exclusions } from "../../../components/security/organization-detection";

const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(999_999_999_999 - index));

describe("Accounts that detection leaves out", () => {
  it("stand in one order, whatever the order of the configuration", () => {
    assert.deepEqual(exclusions(["222222222222", "111111111111"]), [
      "111111111111",
      "222222222222",
    ]);
  });

  it("are as many as AWS takes, or the remedy is told", () => {
    assert.equal(exclusions(ids(1000)).length, 1000);
    assert.throws(
      () => exclusions(ids(1001)),
      /1001 accounts, and AWS takes 1000: deploy baselines/,
    );
  });
});
