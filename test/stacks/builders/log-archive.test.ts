import * as assert from "node:assert/strict";
import { defaultOrganization } from "../../support/plan/default-company";
import {
  accountIds,
  document,
  planned,
  type PlannedResource,
  type PlannedStack,
  planOf,
  repository,
} from "../../support/plan/planned";
import { planStack } from "../../support/plan/project";

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const ENCRYPTION =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";
const TRAIL = "aws:cloudtrail/trail:Trail";
const CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";
const KEY = "aws:kms/key:Key";

/** Every bucket setting of a type by the logical name of its bucket. */
function byName(stack: PlannedStack, type: string): Record<string, PlannedResource> {
  return Object.fromEntries(stack.all(type).map((resource) => [resource.name, resource]));
}

/** Statement of a policy by its Sid. */
function statement(policy: unknown, sid: string): Record<string, unknown> {
  const found = document(policy).Statement.find(({ Sid }) => Sid === sid);
  assert.ok(found, `no statement ${sid}`);
  return found;
}

const everyBucket = [
  "access-logs-us-east-1",
  "access-logs-us-west-2",
  "config",
  "flow-logs-us-east-1",
  "flow-logs-us-west-2",
  "load-balancer-us-east-1",
  "load-balancer-us-west-2",
  "organization-trail-logs",
];

describe("The log-archive stack", () => {
  it("keeps each source of logs in a bucket of its own, per Region where writers demand it [r2.3, r0.6]", async () => {
    const stack = await planned("log-archive");
    const { "log-archive": id } = await accountIds();
    assert.deepEqual(
      stack
        .all(BUCKET)
        .map(({ name }) => name)
        .sort(),
      everyBucket,
    );
    for (const bucket of stack.all(BUCKET)) {
      const region = bucket.name.endsWith("us-west-2") ? "us-west-2" : "us-east-1";
      assert.deepEqual(bucket.provider, { account: id, region });
      assert.match(String(bucket.inputs["bucket"]), new RegExp(`^acme-[a-z-]+-${id}-${region}$`));
      const { protect, retainOnDelete, deleteBeforeReplace } = bucket.options;
      assert.deepEqual([protect, retainOnDelete, deleteBeforeReplace], [true, true, true]);
    }
  });

  for (const [setting, inputs] of [
    [
      "bucketOwnershipControls:BucketOwnershipControls",
      { rule: { objectOwnership: "BucketOwnerEnforced" } },
    ],
    [
      "bucketPublicAccessBlock:BucketPublicAccessBlock",
      {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
    ],
    ["bucketVersioning:BucketVersioning", { versioningConfiguration: { status: "Enabled" } }],
  ] as const) {
    it(`gives every bucket its ${setting.split(":")[1] ?? ""}, in the bucket's Region`, async () => {
      const stack = await planned("log-archive");
      const settings = byName(stack, `aws:s3/${setting}`);
      for (const bucket of stack.all(BUCKET)) {
        const { bucket: of, region, ...rest } = settings[bucket.name]?.inputs ?? {};
        assert.deepEqual([of, region], [bucket.id, bucket.inputs["region"]]);
        assert.deepEqual(rest, inputs);
        assert.equal(settings[bucket.name]?.options.retainOnDelete, true);
      }
    });
  }

  it("places every part of a bucket in the bucket's Region", async () => {
    const stack = await planned("log-archive");
    const parts = stack.resources.filter(({ type }) => type.startsWith("aws:s3/bucket"));
    const regions = new Map(
      stack.all(BUCKET).map(({ name, inputs }) => [name, inputs["region"]] as const),
    );
    assert.ok(parts.length > 60);
    for (const part of parts) {
      assert.equal(part.inputs["region"], regions.get(part.name), part.urn);
    }
  });

  it("encrypts the trail with its own key and the rest with S3's, and accepts no key of a caller", async () => {
    const stack = await planned("log-archive");
    const key = stack.one(KEY);
    const rules = byName(stack, ENCRYPTION);
    assert.deepEqual(Object.keys(rules).sort(), everyBucket);
    for (const [name, { inputs, propertyDependencies }] of Object.entries(rules)) {
      const [rule] = inputs["rules"] as Record<string, unknown>[];
      const own = name === "organization-trail-logs";
      assert.deepEqual(rule?.["blockedEncryptionTypes"], ["SSE-C"]);
      assert.equal(rule["bucketKeyEnabled"], false);
      assert.equal(
        (rule["applyServerSideEncryptionByDefault"] as Record<string, unknown>)["sseAlgorithm"],
        own ? "aws:kms" : "AES256",
      );
      assert.equal(propertyDependencies["rules"]?.includes(key.urn) ?? false, own);
    }
    assert.equal(key.inputs["enableKeyRotation"], true);
    assert.deepEqual(key.options, { protect: true, retainOnDelete: true });
  });

  it("locks the trail's logs for as long as they are kept, and no other writer's [r0.6, r2.3]", async () => {
    const stack = await planned("log-archive");
    const lock = stack.one(LOCK);
    assert.equal(lock.name, "organization-trail-logs");
    assert.deepEqual(lock.inputs["rule"], { defaultRetention: { mode: "COMPLIANCE", days: 365 } });
    const lockable = stack.all(BUCKET).filter(({ inputs }) => inputs["objectLockEnabled"]);
    assert.deepEqual(
      lockable.map(({ name }) => name),
      ["organization-trail-logs"],
    );
    const versioning = stack.one(
      "aws:s3/bucketVersioning:BucketVersioning",
      "organization-trail-logs",
    );
    assert.ok(lock.dependencies.includes(versioning.urn));
  });

  it("expires logs, overwritten ones too, no earlier than their retention", async () => {
    const stack = await planStack("log-archive", {
      stacks: {
        "log-archive": {
          role: "log-archive",
          logArchive: { retentionDays: 400, lockMode: "governance" },
        },
      },
    });
    assert.deepEqual(stack.one(LOCK).inputs["rule"], {
      defaultRetention: { mode: "GOVERNANCE", days: 400 },
    });
    const lifecycles = stack.all(LIFECYCLE);
    assert.equal(lifecycles.length, everyBucket.length);
    for (const { inputs } of lifecycles) {
      const [rule] = inputs["rules"] as Record<string, Record<string, number>>[];
      assert.deepEqual(
        [
          rule?.["expiration"]?.["days"],
          rule?.["noncurrentVersionExpiration"]?.["noncurrentDays"],
          rule?.["abortIncompleteMultipartUpload"]?.["daysAfterInitiation"],
        ],
        [400, 400, 7],
      );
    }
  });

  it("logs access to every bucket but the ones that receive those logs, within the Region", async () => {
    const stack = await planned("log-archive");
    const logging = byName(stack, LOGGING);
    const receiving = everyBucket.filter((name) => name.startsWith("access-logs"));
    assert.deepEqual(
      Object.keys(logging).sort(),
      everyBucket.filter((name) => !receiving.includes(name)),
    );
    for (const { inputs, dependencies } of Object.values(logging)) {
      const target = `access-logs-${String(inputs["region"])}`;
      assert.equal(inputs["targetBucket"], stack.one(BUCKET, target).inputs["bucket"]);
      assert.ok(dependencies.includes(stack.one(POLICY, target).urn));
    }
  });

  it("sets a bucket's policy last, so that nothing is delivered before the bucket is protected", async () => {
    const stack = await planned("log-archive");
    for (const policy of stack.all(POLICY)) {
      const settings = stack.resources.filter(
        ({ type, parent, urn }) =>
          parent === policy.parent && type.startsWith("aws:s3/") && urn !== policy.urn,
      );
      assert.ok(settings.length >= 6);
      for (const { urn } of settings) {
        assert.ok(policy.dependencies.includes(urn), `${policy.name} before ${urn}`);
      }
    }
  });

  it("delivers the trail of every account and Region to one bucket in the log archive [A7, r2.9, r1.4]", async () => {
    const stack = await planned("log-archive");
    const { management } = await accountIds();
    const trail = stack.one(TRAIL);
    const bucket = stack.one(BUCKET, "organization-trail-logs");
    assert.deepEqual(trail.provider, { account: management, region: "us-east-1" });
    const { kmsKeyId, ...inputs } = trail.inputs;
    assert.deepEqual(inputs, {
      region: "us-east-1",
      name: "acme-organization",
      s3BucketName: bucket.inputs["bucket"],
      isOrganizationTrail: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
    });
    assert.match(String(kmsKeyId), /^arn:aws:kms:us-east-1:\d{12}:key\//);
    assert.deepEqual(trail.options, {
      protect: true,
      retainOnDelete: true,
      deleteBeforeReplace: true,
    });
  });

  it("makes the trail after the bucket's policy and the key that CloudTrail checks [A7]", async () => {
    const stack = await planned("log-archive");
    const { dependencies } = stack.one(TRAIL);
    assert.ok(dependencies.includes(stack.one(POLICY, "organization-trail-logs").urn));
    assert.ok(dependencies.includes(stack.one(KEY).urn));
  });

  it("admits the very trail it makes, by the name both are composed of [A7]", async () => {
    const stack = await planned("log-archive");
    const admitted = statement(
      stack.one(POLICY, "organization-trail-logs").inputs["policy"],
      "TrailDelivers",
    );
    const { id } = stack.one(TRAIL);
    assert.deepEqual(
      (admitted["Condition"] as Record<string, Record<string, string>>)["StringEquals"],
      { "aws:SourceArn": id, "s3:x-amz-acl": "bucket-owner-full-control" },
    );
    assert.equal(statement(stack.one(KEY).inputs["policy"], "TrailEncrypts")["Effect"], "Allow");
  });

  it("reports unusual rates of calls only when asked to", async () => {
    const stacks = {
      "log-archive": {
        role: "log-archive",
        logArchive: { lockMode: "compliance", insights: true },
      },
    };
    const trail = (await planStack("log-archive", { stacks })).one(TRAIL);
    assert.deepEqual(trail.inputs["insightSelectors"], [
      { insightType: "ApiCallRateInsight" },
      { insightType: "ApiErrorRateInsight" },
    ]);
  });

  it("records the management account's configuration by its own provider, after the bucket admits it [A10, r2.10]", async () => {
    const stack = await planned("log-archive");
    const { management } = await accountIds();
    const component = stack.one("platform:account-baseline:ConfigRecorder", "management-config");
    const parts = stack.resources.filter(({ parent }) => parent === component.urn);
    assert.deepEqual(parts.map(({ type }) => type.split(":")[2]).sort(), [
      "DeliveryChannel",
      "DeliveryChannel",
      "Recorder",
      "Recorder",
      "RecorderStatus",
      "RecorderStatus",
      "ServiceLinkedRole",
    ]);
    for (const part of parts) {
      assert.equal(part.provider?.account, management);
    }
    const bucket = stack.one(BUCKET, "config").inputs["bucket"];
    for (const channel of parts.filter(({ type }) => type.endsWith(":DeliveryChannel"))) {
      assert.equal(channel.inputs["s3BucketName"], bucket);
      assert.ok(channel.dependencies.includes(stack.one(POLICY, "config").urn));
    }
  });

  it("records its own configuration only once the bucket's policy is there [A10]", async () => {
    const stack = await planned("log-archive");
    const channels = stack.all(CHANNEL).filter(({ name }) => name.startsWith("baseline-"));
    assert.equal(channels.length, 2);
    for (const { dependencies } of channels) {
      assert.ok(dependencies.includes(stack.one(POLICY, "config").urn));
    }
  });

  it("tells the other stacks where to deliver [A10, r2.3]", async () => {
    const stack = await planned("log-archive");
    const bucket = (name: string) => stack.one(BUCKET, name).inputs["bucket"];
    assert.deepEqual(stack.plan.outputs, {
      trailArn: stack.one(TRAIL).id,
      trailBucketName: bucket("organization-trail-logs"),
      configBucketName: bucket("config"),
      flowLogBucketArns: {
        "us-east-1": `arn:aws:s3:::${String(bucket("flow-logs-us-east-1"))}`,
        "us-west-2": `arn:aws:s3:::${String(bucket("flow-logs-us-west-2"))}`,
      },
      loadBalancerLogBucketNames: {
        "us-east-1": bucket("load-balancer-us-east-1"),
        "us-west-2": bucket("load-balancer-us-west-2"),
      },
    });
  });

  describe("who may change the archive", () => {
    const exempt = (stack: PlannedStack): string[] => {
      const { Condition } = statement(
        stack.one(POLICY, "config").inputs["policy"],
        "OthersDoNotTamper",
      );
      return (Condition as Record<string, Record<string, string[]>>)["ArnNotLike"]?.[
        "aws:PrincipalArn"
      ] as string[];
    };
    const roles = (stack: PlannedStack): string[] =>
      exempt(stack).map((arn) => arn.split(":role/")[1] ?? arn);

    it("is the deployment and break-glass roles of the archive's own account alone [r2.3]", async () => {
      const organization = { ...defaultOrganization(), credentials: "deployment" };
      const stack = await planStack("log-archive", { organization });
      assert.deepEqual(roles(stack), ["platform-deployment", "platform-break-glass"]);
      const { account } = stack.plan;
      for (const arn of exempt(stack)) {
        assert.ok(arn.startsWith(`arn:aws:iam::${account.id}:role/`));
      }
    });

    it("includes the bootstrap role for as long as the account is deployed with it", async () => {
      assert.deepEqual(roles(await planned("log-archive")), [
        "platform-deployment",
        "platform-break-glass",
        "OrganizationAccountAccessRole",
      ]);
    });
  });

  it("names as readers the security auditors of the archive and audit accounts, or whom configuration names [r1.4]", async () => {
    const ids = await accountIds();
    const readers = (stack: PlannedStack): unknown => {
      const { Condition } = statement(
        stack.one(POLICY, "organization-trail-logs").inputs["policy"],
        "ReadersRead",
      );
      return (Condition as Record<string, Record<string, unknown>>)["ArnLike"]?.[
        "aws:PrincipalArn"
      ];
    };
    const auditors = "aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Security-Audit_*";
    const of = (role: string): string[] =>
      ["log-archive", "audit"].map((name) => `arn:aws:iam::${ids[name] ?? ""}:role/${role}`);
    assert.deepEqual(readers(await planned("log-archive")), of(auditors));
    const logArchive = { lockMode: "compliance", readers: ["investigator"] };
    const other = await planStack("log-archive", {
      stacks: { "log-archive": { role: "log-archive", logArchive } },
    });
    assert.deepEqual(readers(other), of("investigator"));
  });

  it("knows every policy document of the archive before it is deployed", async () => {
    const stack = (await planOf(repository, true)).get("log-archive");
    assert.ok(stack);
    for (const { inputs, urn } of [...stack.all(POLICY), ...stack.all(KEY)]) {
      assert.doesNotMatch(String(inputs["policy"]), /unknown/, urn);
      assert.ok(document(inputs["policy"]).Statement.length >= 5);
    }
  });
});
