import * as assert from "node:assert/strict";
import { logBucketStatements } from "../../../components/logging/bucket-policies";
import { archiveTamperingActions } from "../../../policy-pack/guardrails/evidence/protect-cloudtrail";
import type { LogArchive } from "../../../components/logging/log-archive";
import { logBucketArn, logSources, type LogSource } from "../../../components/shared/naming";
import { placeOf } from "../../../components/shared/place";
import { answer } from "../../support/plan/access";
import {
  ARCHIVE,
  archive,
  AUDIT,
  BREAK_GLASS,
  DEPLOYER,
  MANAGEMENT,
  ORGANIZATION,
  READER,
  WORKLOAD,
} from "./archive";

const HOME = "us-east-1";
const TRAIL = `arn:aws:cloudtrail:us-east-1:${MANAGEMENT}:trail/acme-organization`;
const VENDED = `arn:aws:logs:us-east-1:${WORKLOAD}:*`;
/** Actions on an object; the others are on the bucket. */
const ON_OBJECTS: readonly string[] = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteObject",
  "s3:DeleteObjectVersion",
  "s3:PutObjectRetention",
];
const ADMINISTRATOR = `arn:aws:iam::${ARCHIVE}:role/administrator`;

function policyOf(source: LogSource, region = HOME, of: LogArchive = archive): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: logBucketStatements(source, region, of),
  });
}

/** Answer of a source's bucket to one request on an object, or on itself when there is no key. */
function ask(
  source: LogSource,
  principal: string,
  action: string,
  key: string | undefined,
  context: Record<string, string> = {},
  region = HOME,
): Promise<string> {
  const bucket = logBucketArn("acme", source, placeOf(region, ARCHIVE));
  return answer({
    principal,
    action,
    resource: key === undefined ? bucket : `${bucket}/${key}`,
    owner: ARCHIVE,
    policy: policyOf(source, region),
    context,
  });
}

describe("Bucket policies of the log archive", () => {
  describe("CloudTrail", () => {
    const cloudTrail = "cloudtrail.amazonaws.com";
    const acl = { "s3:x-amz-acl": "bucket-owner-full-control" };

    for (const prefix of [MANAGEMENT, ORGANIZATION]) {
      it(`accepts the organization trail under AWSLogs/${prefix === MANAGEMENT ? "<management>" : "<organization>"} [A7, r0.6]`, async () => {
        const key = `AWSLogs/${prefix}/CloudTrail/us-west-2/2030/01/01/log.json.gz`;
        const context = { ...acl, "aws:SourceArn": TRAIL };
        assert.equal(await ask("cloudtrail", cloudTrail, "s3:PutObject", key, context), "Allowed");
      });
    }

    it("rejects another trail, a missing ACL header, and a path of its own choosing", async () => {
      const key = `AWSLogs/${ORGANIZATION}/x`;
      const foreign = {
        ...acl,
        "aws:SourceArn": TRAIL.replace("acme-organization", "other"),
      };
      const own = { "aws:SourceArn": TRAIL };
      const put = (path: string, context: Record<string, string>) =>
        ask("cloudtrail", cloudTrail, "s3:PutObject", path, context);
      assert.equal(await put(key, foreign), "ImplicitlyDenied");
      assert.equal(await put(key, own), "ImplicitlyDenied");
      assert.equal(await put(`AWSLogs/${WORKLOAD}/x`, { ...acl, ...own }), "ImplicitlyDenied");
    });

    it("lets the trail check the bucket's ACL before it is made", async () => {
      const context = { "aws:SourceArn": TRAIL };
      assert.equal(
        await ask("cloudtrail", cloudTrail, "s3:GetBucketAcl", undefined, context),
        "Allowed",
      );
      assert.equal(
        await ask("cloudtrail", cloudTrail, "s3:GetBucketAcl", undefined, {}),
        "ImplicitlyDenied",
      );
    });

    it("does not refuse digest files for their encryption", () => {
      assert.doesNotMatch(policyOf("cloudtrail"), /server-side-encryption/);
    });
  });

  describe("AWS Config", () => {
    const config = "config.amazonaws.com";
    const key = `AWSLogs/${WORKLOAD}/Config/us-east-1/2030/1/1/ConfigSnapshot/x.json.gz`;

    it("accepts recorders of the organization's accounts by the source's organization [A10, r2.3]", async () => {
      const context = { "aws:SourceOrgID": ORGANIZATION };
      assert.equal(await ask("config", config, "s3:PutObject", key, context), "Allowed");
      assert.equal(await ask("config", config, "s3:GetBucketAcl", undefined), "Allowed");
      assert.equal(await ask("config", config, "s3:ListBucket", undefined), "Allowed");
    });

    it("rejects recorders of other organizations, and paths that are not Config's", async () => {
      const foreign = { "aws:SourceOrgID": "o-otherorgan1" };
      const own = { "aws:SourceOrgID": ORGANIZATION };
      const put = (path: string, context: Record<string, string>) =>
        ask("config", config, "s3:PutObject", path, context);
      assert.equal(await put(key, foreign), "ImplicitlyDenied");
      assert.equal(await put(`AWSLogs/${WORKLOAD}/CloudTrail/x`, own), "ImplicitlyDenied");
    });

    it("never asks for the principal's organization, which a service has none of", () => {
      for (const source of logSources) {
        assert.doesNotMatch(policyOf(source), /aws:PrincipalOrgID/i);
      }
    });
  });

  describe("flow logs", () => {
    const delivery = "delivery.logs.amazonaws.com";
    const context = { "aws:SourceOrgID": ORGANIZATION, "aws:SourceArn": VENDED };

    for (const [shape, path] of [
      ["plain", `AWSLogs/${WORKLOAD}/vpcflowlogs/us-east-1/2030/01/01/x.gz`],
      ["Hive", `AWSLogs/aws-account-id=${WORKLOAD}/aws-service=vpcflowlogs/x.parquet`],
    ] as const) {
      it(`accepts the ${shape} path shape [r2.3]`, async () => {
        assert.equal(await ask("flow-logs", delivery, "s3:PutObject", path, context), "Allowed");
      });
    }

    it("lets log delivery check the bucket it delivers to", async () => {
      for (const action of ["s3:GetBucketAcl", "s3:ListBucket"]) {
        assert.equal(await ask("flow-logs", delivery, action, undefined, context), "Allowed");
      }
    });

    it("rejects other organizations and other Regions", async () => {
      const key = `AWSLogs/${WORKLOAD}/vpcflowlogs/x`;
      for (const wrong of [
        { ...context, "aws:SourceOrgID": "o-otherorgan1" },
        { ...context, "aws:SourceArn": `arn:aws:logs:eu-west-1:${WORKLOAD}:*` },
      ]) {
        assert.equal(
          await ask("flow-logs", delivery, "s3:PutObject", key, wrong),
          "ImplicitlyDenied",
        );
      }
    });
  });

  describe("load balancers", () => {
    const key = `AWSLogs/${WORKLOAD}/elasticloadbalancing/us-east-1/2030/01/01/x.log.gz`;
    const service = "logdelivery.elasticloadbalancing.amazonaws.com";

    it("accepts ALBs of the organization's accounts by both of their principals [r2.3]", async () => {
      assert.equal(await ask("load-balancer", service, "s3:PutObject", key), "Allowed");
      assert.match(policyOf("load-balancer"), /"AWS":"arn:aws:iam::127311923021:root"/);
    });

    it("accepts NLBs as other vended logs", async () => {
      const context = { "aws:SourceOrgID": ORGANIZATION, "aws:SourceArn": VENDED };
      assert.equal(
        await ask("load-balancer", "delivery.logs.amazonaws.com", "s3:PutObject", key, context),
        "Allowed",
      );
    });

    it("rejects ALBs of accounts outside of the organization", async () => {
      const foreign = key.replace(WORKLOAD, "999999999999");
      assert.equal(
        await ask("load-balancer", service, "s3:PutObject", foreign),
        "ImplicitlyDenied",
      );
    });

    it("names no account of AWS in Regions that have the service principal alone", () => {
      const [first] = logBucketStatements("load-balancer", "eu-south-2", archive);
      assert.deepEqual(first?.Principal, { Service: service });
    });

    it("fits S3's limit of 20 KB however many accounts there are", () => {
      for (const count of [0, 150, 151, 1000]) {
        const workloadAccountIds = Array.from({ length: count }, (_, i) =>
          String(100000000000 + i),
        );
        const largest = { ...archive, organization: "a".repeat(20), workloadAccountIds };
        const policy = policyOf("load-balancer", "ap-southeast-2", largest);
        assert.ok(policy.length <= 20 * 1024, `${count} accounts: ${policy.length} bytes`);
        assert.doesNotMatch(policy, /\[\]/);
      }
    });
  });

  it("accepts server access logs of its own buckets only", async () => {
    const service = "logging.s3.amazonaws.com";
    const put = (context: Record<string, string>) =>
      ask("access-logs", service, "s3:PutObject", "some-bucket/x", context);
    const source = logBucketArn("acme", "config", archive.place);
    const own = { "aws:SourceAccount": ARCHIVE, "aws:SourceArn": source };
    assert.equal(await put(own), "Allowed");
    assert.equal(await put({ ...own, "aws:SourceAccount": WORKLOAD }), "ImplicitlyDenied");
    assert.equal(
      await put({ ...own, "aws:SourceArn": "arn:aws:s3:::another" }),
      "ImplicitlyDenied",
    );
  });

  it("conditions on the ACL header nowhere but for CloudTrail, whose writers alone send it", () => {
    for (const source of logSources.filter((name) => name !== "cloudtrail")) {
      assert.doesNotMatch(policyOf(source), /x-amz-acl/i);
    }
  });

  for (const source of logSources) {
    describe(`of ${source} are write-only`, () => {
      it("refuses every change and deletion to the account's administrators [r2.3, r0.6]", async () => {
        for (const action of archiveTamperingActions) {
          const key = ON_OBJECTS.includes(action) ? "x" : undefined;
          assert.equal(await ask(source, ADMINISTRATOR, action, key), "ExplicitlyDenied", action);
        }
      });

      it("leaves the deployment and break-glass roles able to change it", async () => {
        for (const role of [DEPLOYER, BREAK_GLASS]) {
          assert.equal(await ask(source, role, "s3:PutBucketPolicy", undefined), "Allowed");
          assert.equal(
            await ask(source, role, "s3:PutLifecycleConfiguration", undefined),
            "Allowed",
          );
        }
      });

      it("does not take a role of the same name in another account for them", async () => {
        const foreign = DEPLOYER.replace(ARCHIVE, WORKLOAD);
        assert.equal(await ask(source, foreign, "s3:DeleteObject", "x"), "ExplicitlyDenied");
      });

      it("lets readers read, and nobody else, whatever their permissions [r1.4]", async () => {
        assert.equal(await ask(source, READER, "s3:GetObject", "x"), "Allowed");
        assert.equal(await ask(source, ADMINISTRATOR, "s3:GetObject", "x"), "ExplicitlyDenied");
        const other = `arn:aws:iam::${AUDIT}:role/other`;
        assert.equal(await ask(source, other, "s3:GetObject", "x"), "ExplicitlyDenied");
      });

      it("refuses plain HTTP", async () => {
        const plain = { "aws:SecureTransport": "false" };
        assert.equal(await ask(source, READER, "s3:GetObject", "x", plain), "ExplicitlyDenied");
      });
    });
  }

  it("names buckets in the partition of the company", () => {
    const china: LogArchive = { ...archive, place: placeOf("cn-north-1", ARCHIVE) };
    for (const source of logSources) {
      const { Statement } = JSON.parse(policyOf(source, "cn-north-1", china)) as {
        Statement: { Resource: string | string[] }[];
      };
      for (const arn of Statement.flatMap(({ Resource }) => Resource)) {
        assert.match(arn, /^arn:aws-cn:s3:::acme-/);
      }
    }
  });
});
