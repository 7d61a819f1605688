import * as assert from "node:assert/strict";
import { logBucketStatements } from "../../../components/logging/bucket-policies";
import { logKinds } from "../../../components/logging/bucket-kinds";
import { logSources, type LogSource } from "../../../components/shared/naming";
import { archive } from "./archive";

describe("Kinds of log buckets", () => {
  it("have what each writer accepts of encryption, Object Lock and Region [r2.3]", () => {
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

  const writers: Readonly<Record<LogSource, readonly string[]>> = {
    cloudtrail: ["cloudtrail.amazonaws.com"],
    config: ["config.amazonaws.com"],
    "flow-logs": ["delivery.logs.amazonaws.com"],
    "load-balancer": [
      "delivery.logs.amazonaws.com",
      "logdelivery.elasticloadbalancing.amazonaws.com",
    ],
    "access-logs": ["logging.s3.amazonaws.com"],
  };

  for (const source of logSources) {
    it(`let the writers of ${source} deliver, and no other service`, () => {
      const services = logBucketStatements(source, "us-east-1", archive).flatMap(
        ({ Effect, Principal }) =>
          Effect === "Allow" && typeof Principal === "object" ? [Principal["Service"]] : [],
      );
      const named = new Set(services.filter((service) => service !== undefined));
      assert.deepEqual([...named].sort(), writers[source]);
    });
  }
});
