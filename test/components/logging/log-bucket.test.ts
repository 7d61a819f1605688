import assert from "node:assert/strict";
import { LogBucket, type LogBucketArgs } from "../../../components/logging/log-bucket";
import { placeOf } from "../../../components/shared/place";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { archive } from "./archive";

const BUCKET = "aws:s3/bucket:Bucket";
const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";

const base = {
  source: "flow-logs",
  region: "us-east-1",
  archive,
  retention: { days: 400, lockMode: "governance" },
} as const;

function bucket(args: Partial<LogBucketArgs> = {}): ComponentProgram {
  return ({ opts }) => {
    const { bucketName, bucketArn } = new LogBucket("logs", { ...base, ...args }, opts);
    return { bucketName, bucketArn };
  };
}

const keyArn = "arn:aws:kms:us-east-1:222222222222:key/1";

describe("LogBucket", () => {
  it("is named by source, account and Region, and its ARN by its partition [r2.3]", async () => {
    const china = { ...archive, place: placeOf("cn-north-1", "222222222222") };
    const plan = await planComponent(bucket({ region: "cn-northwest-1", archive: china }));
    assert.deepEqual(plan.errors, []);
    const name = "acme-flow-logs-222222222222-cn-northwest-1";
    assert.deepEqual(plan.outputs, { bucketName: name, bucketArn: `arn:aws-cn:s3:::${name}` });
    assert.equal(plan.one(BUCKET).inputs["bucket"], name);
  });

  it("locks only logs whose writers send checksums, for the given time and mode", async () => {
    const trail = await planComponent(bucket({ source: "cloudtrail", keyArn }));
    assert.deepEqual(trail.one(LOCK).inputs["rule"], {
      defaultRetention: { mode: "GOVERNANCE", days: 400 },
    });
    assert.equal(trail.one(BUCKET).inputs["objectLockEnabled"], true);
    assert.deepEqual((await planComponent(bucket())).all(LOCK), []);
  });

  it("expires logs after the given days", async () => {
    const rules = (await planComponent(bucket())).one(LIFECYCLE).inputs["rules"];
    const [first] = rules as { expiration: object; noncurrentVersionExpiration: object }[];
    assert.deepEqual(first?.expiration, { days: 400 });
    assert.deepEqual(first.noncurrentVersionExpiration, { noncurrentDays: 400 });
  });

  it("admits writers only once versioning, encryption and expiry are set", async () => {
    const plan = await planComponent(bucket());
    const { dependencies } = plan.one(POLICY);
    for (const type of [VERSIONING, ENCRYPTION, LIFECYCLE]) {
      assert.ok(dependencies.includes(plan.one(type).urn), type);
    }
  });

  it("encrypts with the key it is given, else with keys of S3", async () => {
    const algorithm = async (args: Partial<LogBucketArgs>) =>
      JSON.stringify((await planComponent(bucket(args))).one(ENCRYPTION).inputs["rules"]);
    assert.match(await algorithm({ source: "cloudtrail", keyArn }), /aws:kms.*key\/1/);
    assert.match(await algorithm({}), /AES256/);
  });

  it("logs access to it into another bucket, if it is given one", async () => {
    const plan = await planComponent(({ opts }) => {
      const accessLogs = new LogBucket("access", { ...base, source: "access-logs" }, opts);
      return new LogBucket("logs", { ...base, accessLogs }, opts);
    });
    assert.deepEqual(plan.errors, []);
    const { targetBucket, targetPrefix } = plan.one(LOGGING).inputs;
    assert.equal(targetBucket, "acme-access-logs-222222222222-us-east-1");
    assert.equal(targetPrefix, "acme-flow-logs-222222222222-us-east-1/");
  });

  const wrong: readonly [string, Partial<LogBucketArgs>, string][] = [
    [
      "logs of the trail without a key",
      { source: "cloudtrail" },
      "keyArn: is required for cloudtrail logs: they are encrypted with a key of their own",
    ],
    [
      "a key for logs whose writers cannot use one",
      { source: "load-balancer", keyArn },
      "keyArn: must be absent for load-balancer logs: their bucket is encrypted with keys of S3",
    ],
    [
      "a name that leaves no room for the longest bucket's",
      { archive: { ...archive, organization: "the-acme-corporation-of-acmetown" } },
      "archive.organization: must fit bucket names of 63 characters, got 69 in the-acme-corporation-of-acmetown-load-balancer-222222222222-us-east-1; choose a name that is 6 shorter",
    ],
    [
      "readers that are no principal",
      { archive: { ...archive, readers: { accountIds: [], roleArns: [] } } },
      "archive.readers.accountIds: must not be empty; S3 refuses a policy without principals: name an account and a role that read logs",
    ],
    [
      "a retention that S3 cannot lock",
      { retention: { days: 36_501, lockMode: "compliance" } },
      "retention.days: must be a whole number of days from 1 to 36500, got 36501; S3 locks for no other time",
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(bucket(args), error);
    });
  }

  it("rejects a bucket for access logs that S3 does not deliver to", async () => {
    for (const [args, found] of [
      [{ source: "config" }, "a bucket of access-logs, got acme-config-222222222222-us-east-1"],
      [{ source: "access-logs", region: "us-west-2" }, "in us-east-1 as the bucket is, got acme-"],
    ] as const) {
      const { errors } = await planComponent(({ opts }) => {
        const accessLogs = new LogBucket("access", { ...base, ...args }, opts);
        return new LogBucket("logs", { ...base, accessLogs }, opts);
      });
      assert.ok(errors.join().startsWith(`accessLogs: must be ${found}`), errors.join());
    }
  });

  it("has the same resources in a preview, and a policy that can be read there", async () => {
    const preview = await assertSameInPreview((context) =>
      bucket({ source: "cloudtrail", keyArn: context.computed(keyArn) })(context),
    );
    assert.match(String(preview.one(POLICY).inputs["policy"]), /OthersDoNotTamper/);
  });
});
