import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { guardrailsMarkdown } from "../../cli/output/guardrails";
import { guardrails } from "../../policy-pack/guardrails";
import {
  controlTowerGlobalActions,
  ownGlobalActions,
} from "../../policy-pack/guardrails/global-actions";
import { guardrailPolicies } from "../../policy-pack/policies";
import { repository } from "../support/planned";
import { judge, type MadeUpResource, UNKNOWN, urnOf } from "../support/policy";

const BUCKET = "aws:s3/bucket:Bucket";
const BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const allOn = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const everyone = (extra: object = {}): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*", ...extra }],
});

/** One resource as it violates a guardrail, and the words that the violation must say. */
interface Violating extends MadeUpResource {
  readonly title: string;
  readonly says: RegExp;
}

const violating: Readonly<Record<string, readonly Violating[]>> = {
  "approved-regions": [
    {
      title: "a resource of a provider in another Region",
      type: "aws:sqs/queue:Queue",
      provider: { region: "eu-west-1" },
      says: /is made in eu-west-1, which is not approved; use one of us-east-1, us-west-2/,
    },
    {
      title: "a resource that names another Region itself",
      type: "aws:sqs/queue:Queue",
      inputs: { region: "ap-south-1" },
      says: /is made in ap-south-1/,
    },
  ],
  "deny-public-buckets": [
    {
      title: "a bucket with a public ACL",
      type: BUCKET,
      inputs: { acl: "public-read" },
      says: /public ACL public-read/,
    },
    {
      title: "an ACL that is public",
      type: "aws:s3/bucketAcl:BucketAcl",
      inputs: { acl: "authenticated-read" },
      says: /public ACL authenticated-read/,
    },
    {
      title: "a block that leaves one switch out",
      type: BLOCK,
      inputs: { ...allOn, restrictPublicBuckets: undefined },
      says: /does not set restrictPublicBuckets to true/,
    },
    {
      title: "an account block that turns one switch off",
      type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
      inputs: { ...allOn, blockPublicPolicy: false },
      says: /does not set blockPublicPolicy to true/,
    },
    {
      title: "a bucket policy for everyone, as text",
      type: "aws:s3/bucketPolicy:BucketPolicy",
      inputs: { policy: JSON.stringify(everyone()) },
      says: /allows everyone without a condition/,
    },
    {
      title: "a bucket policy for everyone, as an object",
      type: "aws:s3/bucketPolicy:BucketPolicy",
      inputs: { policy: everyone({ Principal: { AWS: ["*"] } }) },
      says: /allows everyone without a condition/,
    },
  ],
  "require-encrypted-storage": [
    {
      title: "a volume that does not say",
      type: "aws:ebs/volume:Volume",
      says: /does not set encrypted to true/,
    },
    {
      title: "a volume that says no",
      type: "aws:ebs/volume:Volume",
      inputs: { encrypted: false },
      says: /does not set encrypted/,
    },
    {
      title: "a database that does not say",
      type: "aws:rds/instance:Instance",
      says: /does not set storageEncrypted/,
    },
    {
      title: "a restored database that says no",
      type: "aws:rds/instance:Instance",
      inputs: { snapshotIdentifier: "snap", storageEncrypted: false },
      says: /does not set storageEncrypted/,
    },
    {
      title: "an Aurora cluster that does not say",
      type: "aws:rds/cluster:Cluster",
      says: /does not set storageEncrypted/,
    },
    {
      title: "a global cluster that does not say",
      type: "aws:rds/globalCluster:GlobalCluster",
      says: /does not set storageEncrypted/,
    },
    {
      title: "an instance with an unencrypted root device",
      type: "aws:ec2/instance:Instance",
      inputs: { rootBlockDevice: { encrypted: false } },
      says: /unencrypted device in rootBlockDevice/,
    },
    {
      title: "an instance with an unencrypted device among others",
      type: "aws:ec2/instance:Instance",
      inputs: { ebsBlockDevices: [{ encrypted: true }, { encrypted: false }] },
      says: /unencrypted device in ebsBlockDevices/,
    },
    {
      title: "a launch template that writes false as text",
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      inputs: { blockDeviceMappings: [{ ebs: { encrypted: "false" } }] },
      says: /unencrypted device in blockDeviceMappings/,
    },
    {
      title: "encryption by default switched off",
      type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
      inputs: { enabled: false },
      says: /switches EBS encryption by default off/,
    },
  ],
  "protect-cloudtrail": [
    {
      title: "a trail that is switched off",
      type: "aws:cloudtrail/trail:Trail",
      inputs: { isMultiRegionTrail: true, enableLogFileValidation: true, enableLogging: false },
      says: /is switched off/,
    },
    {
      title: "a trail of one Region",
      type: "aws:cloudtrail/trail:Trail",
      inputs: { enableLogFileValidation: true },
      says: /does not set isMultiRegionTrail/,
    },
    {
      title: "a trail whose files nobody can verify",
      type: "aws:cloudtrail/trail:Trail",
      inputs: { isMultiRegionTrail: true },
      says: /does not set enableLogFileValidation/,
    },
  ],
};

const compliant: Readonly<Record<string, readonly MadeUpResource[]>> = {
  "approved-regions": [
    { type: "aws:sqs/queue:Queue" },
    { type: "aws:sqs/queue:Queue", inputs: { region: "us-west-2" } },
    { type: "aws:sqs/queue:Queue", inputs: { region: UNKNOWN }, provider: { region: "eu-west-1" } },
    { type: "aws:sqs/queue:Queue", provider: { region: UNKNOWN } },
  ],
  "deny-public-buckets": [
    { type: BLOCK, inputs: allOn },
    { type: BLOCK, inputs: { ...allOn, blockPublicAcls: UNKNOWN } },
    { type: "aws:s3/bucketAcl:BucketAcl", inputs: { acl: "private" } },
    { type: "aws:s3/bucketAcl:BucketAcl", inputs: { acl: UNKNOWN } },
    { type: "aws:s3/bucketAcl:BucketAcl" },
    {
      type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
      inputs: allOn,
    },
    {
      type: "aws:s3/bucketPolicy:BucketPolicy",
      inputs: { policy: JSON.stringify(everyone({ Effect: "Deny" })) },
    },
    {
      type: "aws:s3/bucketPolicy:BucketPolicy",
      inputs: {
        policy: everyone({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
      },
    },
    {
      type: "aws:s3/bucketPolicy:BucketPolicy",
      inputs: { policy: everyone({ Principal: { AWS: UNKNOWN } }) },
    },
    { type: "aws:s3/bucketPolicy:BucketPolicy", inputs: { policy: UNKNOWN } },
    { type: "aws:s3/bucketPolicy:BucketPolicy", inputs: { policy: "no JSON" } },
  ],
  "require-encrypted-storage": [
    { type: "aws:ebs/volume:Volume", inputs: { encrypted: true } },
    { type: "aws:ebs/volume:Volume", inputs: { encrypted: UNKNOWN } },
    { type: "aws:rds/instance:Instance", inputs: { storageEncrypted: true } },
    { type: "aws:rds/instance:Instance", inputs: { replicateSourceDb: "source" } },
    { type: "aws:rds/cluster:Cluster", inputs: { snapshotIdentifier: UNKNOWN } },
    { type: "aws:rds/globalCluster:GlobalCluster", inputs: { sourceDbClusterIdentifier: "arn" } },
    { type: "aws:ec2/instance:Instance" },
    { type: "aws:ec2/instance:Instance", inputs: { rootBlockDevice: { encrypted: UNKNOWN } } },
    { type: "aws:ec2/launchTemplate:LaunchTemplate" },
    {
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      inputs: { blockDeviceMappings: [{ ebs: { encrypted: "true" } }, { deviceName: "/dev/sdb" }] },
    },
    { type: "aws:ebs/encryptionByDefault:EncryptionByDefault", inputs: { enabled: true } },
    { type: "aws:ebs/encryptionByDefault:EncryptionByDefault" },
  ],
  "protect-cloudtrail": [
    {
      type: "aws:cloudtrail/trail:Trail",
      inputs: { isMultiRegionTrail: true, enableLogFileValidation: true },
    },
    {
      type: "aws:cloudtrail/trail:Trail",
      inputs: { isMultiRegionTrail: UNKNOWN, enableLogFileValidation: UNKNOWN },
    },
  ],
};

describe("Guardrails before deployment", () => {
  for (const guardrail of guardrails.filter(({ preview }) => !("none" in preview))) {
    describe(`${guardrail.id} [${guardrail.requirements.join(", ")}]`, () => {
      for (const { title, says, ...resource } of violating[guardrail.id] ?? []) {
        it(`refuses ${title}`, async () => {
          const violations = (await judge(resource)).filter(
            ({ policy }) => policy === guardrail.id,
          );
          assert.equal(violations.length, 1, JSON.stringify(violations));
          assert.match(violations[0]?.message ?? "", says);
          assert.match(
            violations[0]?.message ?? "",
            new RegExp(`guardrail ${guardrail.id}; docs/guardrails\\.md`),
          );
          assert.equal(violations[0]?.enforcementLevel, "mandatory");
          assert.equal(violations[0].severity, guardrail.severity);
        });
      }

      for (const resource of compliant[guardrail.id] ?? []) {
        it(`accepts ${resource.type} with ${JSON.stringify(resource.inputs ?? {})}`, async () => {
          const violations = (await judge(resource)).filter(
            ({ policy }) => policy === guardrail.id,
          );
          assert.deepEqual(violations, []);
        });
      }

      it("has a violating and a compliant resource of each type it judges", () => {
        const { preview } = guardrail;
        const types =
          "none" in preview
            ? []
            : (preview.resource ?? []).flatMap(({ types }) => (types === "aws" ? [] : types));
        for (const type of types) {
          const among = (resources: readonly MadeUpResource[] | undefined): boolean =>
            resources?.some((resource) => resource.type === type) ?? false;
          assert.ok(among(violating[guardrail.id]), `no violating ${type}`);
          assert.ok(type === BUCKET || among(compliant[guardrail.id]), `no compliant ${type}`);
        }
      });

      it("judges a resource without any optional argument, and does not fail on it", async () => {
        for (const resource of [
          ...(violating[guardrail.id] ?? []),
          ...(compliant[guardrail.id] ?? []),
        ]) {
          const violations = await judge({ type: resource.type });
          assert.ok(violations.every(({ message }) => !message.includes("can't run")));
        }
      });
    });
  }

  it("refuses a bucket that no public access block refers to [S1]", async () => {
    const block = (references: Record<string, string>, bucket: unknown): MadeUpResource => ({
      type: BLOCK,
      name: "block",
      inputs: { ...allOn, bucket },
      references,
    });
    const bucket: MadeUpResource = { type: BUCKET, name: "logs", inputs: { bucket: "acme-logs" } };
    const relations = async (...resources: MadeUpResource[]): Promise<string[]> =>
      (await judge(...resources))
        .filter(({ policy }) => policy === "deny-public-buckets-relations")
        .map(({ urn }) => urn);
    assert.deepEqual(await relations(bucket), [urnOf(BUCKET, "logs")]);
    assert.deepEqual(await relations(bucket, block({}, "another")), [urnOf(BUCKET, "logs")]);
    assert.deepEqual(
      await relations(bucket, block({ bucket: urnOf(BUCKET, "logs") }, UNKNOWN)),
      [],
    );
    assert.deepEqual(await relations(bucket, block({}, "acme-logs")), []);
    assert.deepEqual(await relations({ type: BUCKET, name: "auto" }, block({}, undefined)), [
      urnOf(BUCKET, "auto"),
    ]);
  });

  it("refuses a resource without an explicit provider, which mocks would let pass", async () => {
    const { Judge } = await import("../../cli/planner/judge.js");
    const { runStackProgram, watchRejections } = await import("../../cli/planner/run.js");
    const aws = await import("@pulumi/aws");
    const awsx = await import("@pulumi/awsx");
    const stop = watchRejections();
    const result = await runStackProgram({
      project: "platform",
      stack: "example",
      config: {},
      secretConfigKeys: [],
      outputsOf: () => undefined,
      preview: false,
      program: async () => {
        const provider = new aws.Provider("named", { region: "us-east-1" });
        const network: ConstructorParameters<typeof awsx.ec2.Vpc>[1] = {
          cidrBlock: "10.0.0.0/24",
          availabilityZoneNames: ["us-east-1a"],
          natGateways: { strategy: "None" },
          subnetStrategy: "Auto",
          subnetSpecs: [{ type: "Isolated", cidrBlocks: ["10.0.0.0/24"] }],
        };
        new aws.sns.Topic("topic");
        new aws.sns.Topic("sound", {}, { provider });
        aws.sns.Topic.get("read", "arn:aws:sns:us-east-1:123456789012:topic");
        new awsx.ec2.Vpc("network", network);
        new awsx.ec2.Vpc("sound", network, { providers: [provider] });
        await aws.iam.getRoles({ nameRegex: "^x$" });
        await aws.iam.getRoles({ nameRegex: "^x$" }, { provider });
        return {};
      },
    });
    stop();
    const { violations, judged } = await new Judge([]).judge(result);
    const wrong = (name: string): unknown[] =>
      violations.filter(({ urn }) => urn.endsWith(`::${name}`));
    assert.deepEqual([...result.errors], []);
    for (const name of ["topic", "read", "network"]) {
      assert.equal(wrong(name).length, 1, name);
    }
    assert.equal(
      violations.some(({ message }) => message.includes("getRoles")),
      true,
    );
    assert.equal(violations.length, 4);
    assert.equal(
      violations.every(({ policy }) => policy === "explicit-provider"),
      true,
    );
    assert.equal(judged["explicit-provider"], 7);
  });

  it("lists a policy that judged no resource", async () => {
    const { Judge } = await import("../../cli/planner/judge.js");
    const { judged } = await new Judge(guardrailPolicies()).judge({ records: [], invokes: [] });
    assert.equal(judged["protect-cloudtrail"], 0);
    assert.equal(judged["deny-public-buckets-relations"], 0);
  });
});

describe("The catalogue of guardrails", () => {
  it("has one file a guardrail, named by its id", () => {
    const files = readdirSync(join(repository, "policy-pack/guardrails"));
    for (const { id } of guardrails) {
      assert.ok(files.includes(`${id}.ts`), id);
    }
  });

  it("enforces each in a deny, a preview or a detection, or says why not", () => {
    for (const { id, deny, preview, detect } of guardrails) {
      const none = [deny, preview, detect].filter((part) => "none" in part);
      assert.ok(none.length < 3, id);
      assert.ok(
        none.every((part) => "none" in part && part.none.length > 20),
        id,
      );
    }
  });

  it("keeps Control Tower's list of global actions whole: 86 entries, each once, none of ours among them", () => {
    assert.equal(controlTowerGlobalActions.length, 86);
    assert.equal(new Set([...controlTowerGlobalActions, ...ownGlobalActions]).size, 92);
    assert.ok(controlTowerGlobalActions.every((action) => /^[a-z0-9-]+:[\w*]+$/i.test(action)));
  });

  it("is documented in docs/guardrails.md, which npm run docs writes", () => {
    const page = readFileSync(join(repository, "docs/guardrails.md"), "utf8");
    assert.equal(page, guardrailsMarkdown(), "run npm run docs");
  });

  it("names every policy once", () => {
    const names = guardrailPolicies().map(({ policy }) => policy.name);
    assert.equal(new Set(names).size, names.length);
  });
});
