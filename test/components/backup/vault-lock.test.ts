import * as assert from "node:assert/strict";
import { checkLock } from "../../../components/backup/vault-lock";

describe("checkLock", () => {
  const lock = { mode: "compliance", minimumRetentionDays: 35, maximumRetentionDays: 365 } as const;

  it("accepts a lock within AWS's bounds [r0.9]", () => {
    assert.doesNotThrow(() => checkLock({ ...lock, graceDays: 3 }));
    assert.doesNotThrow(() => checkLock({ ...lock, minimumRetentionDays: 365 }));
  });

  it("rejects a minimum above the maximum, naming both", () => {
    assert.throws(() => checkLock({ ...lock, minimumRetentionDays: 366 }), {
      propertyPath: "lock.minimumRetentionDays",
      reason: /must not exceed lock\.maximumRetentionDays 365, got 366/,
    });
  });

  it("rejects a grace that AWS would refuse", () => {
    assert.throws(() => checkLock({ ...lock, graceDays: 2 }), {
      propertyPath: "lock.graceDays",
      reason: /must be at least 3, got 2/,
    });
  });
});
