import * as assert from "node:assert/strict";
import { logBucketStatements } from "../../../components/logging/bucket-policies";
import { logKinds } from "../../../components/logging/bucket-kinds";
import { logSources } from "../../../components/shared/naming";
import { archive } from "./archive";

describe("Kinds of log buckets", () => {
  it("hold what each writer accepts of encryption, Object Lock and Region [r2.3]", () => {
    const matrix = Object.fromEntries(
      Object.entries(logKinds).map(([source, { encryption, objectLock, perRegion }]) => [
        source,
        [encryption, objectLock ? "lock" : "no lock", perRegion ? "per Region" : "one"].join(", "),
      ]),
    );
    assert.deepEqual(matrix, {
      cloudtrail: "kms, lock, one",
      config: "s3, no lock, one",
      "flow-logs": "s3, no lock, per Region",
      "load-balancer": "s3, no lock, per Region",
      "access-logs": "s3, no lock, per Region",
    });
  });

  for (const source of logSources) {
    it(`let the writers of ${source} deliver, and no other service`, () => {
      const services = logBucketStatements(source, "us-east-1", archive).flatMap(
        ({ Effect, Principal }) =>
          Effect === "Allow" && typeof Principal === "object" ? [Principal["Service"]] : [],
      );
      const named = new Set(services.filter((service) => service !== undefined));
      assert.deepEqual([...named].sort(), [...logKinds[source].writers].sort());
    });
  }
});
