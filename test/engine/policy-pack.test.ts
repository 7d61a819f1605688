import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { Judge } from "../../cli/planner/judge";
import { loadProject } from "../../cli/planner/project";
import { runStackProgram, watchRejections } from "../../cli/planner/run";
import { guardrails } from "../../policy-pack/guardrails";
import type { Reading, ResourceView } from "../../policy-pack/guardrails/guardrail";
import { guardrailPolicies } from "../../policy-pack/policies";
import type { Organization } from "../../stacks/configuration/organization";
import { guardrailParameters } from "../../stacks/guardrails";
import { deployedCompany } from "../support/deployed";
import { type Operation, run, type Violation } from "../support/engine-steps";
import { judge, type MadeUpResource, UNKNOWN, urnOf } from "../support/policy";
import { requireCli, World } from "../support/world";

const BUCKET = "aws:s3/bucket:Bucket";
const allOn = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
/** A policy that lets everyone read a bucket, unless a condition says otherwise. */
const everyone = (bucket: string, extra: object = {}): string =>
  document({
    Principal: "*",
    Action: "s3:GetObject",
    Resource: `arn:aws:s3:::${bucket}/*`,
    ...extra,
  });
const ownOrganization = { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } };

function document(...statements: object[]): string {
  const Statement = statements.map((statement) => ({ Effect: "Allow", ...statement }));
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** Guardrails that can be seen before deployment. */
const judgedGuardrails = guardrails.flatMap(({ id, preview }) =>
  "none" in preview ? [] : [{ id, preview }],
);

/** Resources that violate a guardrail, each of which the engine must refuse, and nothing that it lets through. */
const violating: Readonly<Record<string, (home: aws.Provider) => void>> = {
  "approved-regions": (home) => {
    new aws.sns.Topic("abroad", { region: "eu-west-1" }, { provider: home });
    new aws.sqs.Queue("abroad", { region: "ap-south-1" }, { provider: home });
  },
  "deny-public-buckets": (provider) => {
    new aws.s3.BucketAcl("open", { bucket: "acme", acl: "public-read" }, { provider });
    new aws.s3.BucketPolicy("open", { bucket: "acme", policy: everyone("acme") }, { provider });
    new aws.s3.BucketPublicAccessBlock("half", { bucket: "acme" }, { provider });
    new aws.s3.AccountPublicAccessBlock(
      "half",
      { ...allOn, ignorePublicAcls: false },
      { provider },
    );
  },
  "require-encrypted-storage": (provider) => {
    const availabilityZone = "us-east-1a";
    new aws.ebs.Volume("plain", { availabilityZone, size: 1 }, { provider });
    new aws.rds.Instance("plain", { instanceClass: "db.t4g.micro" }, { provider });
    new aws.ec2.Instance("plain", { rootBlockDevice: { encrypted: false } }, { provider });
    new aws.ec2.LaunchTemplate(
      "plain",
      { blockDeviceMappings: [{ deviceName: "/dev/sdb", ebs: { encrypted: "false" } }] },
      { provider },
    );
    new aws.ebs.EncryptionByDefault("off", { enabled: false }, { provider });
  },
  "protect-cloudtrail": (provider) => {
    new aws.cloudtrail.Trail("off", { s3BucketName: "acme", enableLogging: false }, { provider });
  },
};

/** The words a person reads: what is wrong and what to do about it. */
const says: Readonly<Record<string, RegExp>> = {
  "approved-regions": /is made in eu-west-1, which is not approved; use one of us-east-1/,
  "deny-public-buckets": /has the public ACL public-read; remove it and grant access by bucket/,
  "require-encrypted-storage": /does not set encrypted to true; encryption cannot be added later/,
  "protect-cloudtrail": /is switched off; remove enableLogging: false/,
};

/** One resource whose judged value only a deployment can tell, and that value as it is refused or let through. */
const undecided: Readonly<
  Record<string, (home: aws.Provider, later: Later, allowed: boolean) => void>
> = {
  "approved-regions": (provider, later, allowed) => {
    const region = later(allowed ? "us-west-2" : "eu-west-1");
    new aws.sqs.Queue("undecided", { region }, { provider });
  },
  "approved-regions by provider": (_, later, allowed) => {
    const provider = new aws.Provider("undecided", {
      region: later<aws.Region>(allowed ? "us-west-2" : "eu-west-1"),
    });
    new aws.sqs.Queue("undecided-provider", {}, { provider });
  },
  "deny-public-buckets": (provider, later, allowed) => {
    const bucket = privateBucket("acme-open", provider).id;
    const policy = later(everyone("acme-open", allowed ? ownOrganization : {}));
    new aws.s3.BucketPolicy("undecided", { bucket, policy }, { provider });
  },
  "deny-public-buckets in a nested value": (provider, later, allowed) => {
    const bucket = privateBucket("acme-nested", provider).id;
    const policy: aws.iam.PolicyDocument = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: later(allowed ? "arn:aws:iam::111111111111:root" : "*") },
          Action: "s3:GetObject",
          Resource: "arn:aws:s3:::acme-nested/*",
        },
      ],
    };
    new aws.s3.BucketPolicy("undecided-nested", { bucket, policy }, { provider });
  },
  "require-encrypted-storage": (provider, later, allowed) => {
    const encrypted = later(allowed);
    const availabilityZone = "us-east-1a";
    new aws.ebs.Volume("undecided", { availabilityZone, size: 1, encrypted }, { provider });
  },
  "protect-cloudtrail": (provider, later, allowed) => {
    const bucket = privateBucket("acme-trail", provider).id;
    const Principal = { Service: "cloudtrail.amazonaws.com" };
    const arn = "arn:aws:s3:::acme-trail";
    const delivery = document(
      { Principal, Action: "s3:GetBucketAcl", Resource: arn },
      { Principal, Action: "s3:PutObject", Resource: `${arn}/*` },
    );
    const access = new aws.s3.BucketPolicy("trail", { bucket, policy: delivery }, { provider });
    const s3BucketName = access.bucket;
    const isMultiRegionTrail = later(allowed);
    new aws.cloudtrail.Trail(
      "undecided",
      { s3BucketName, enableLogFileValidation: true, isMultiRegionTrail },
      { provider },
    );
  },
};

/** Makes a value known only once another resource has been made. */
type Later = <T>(value: T) => pulumi.Output<T>;

/** A program whose one sound resource tells the values of the others. */
function undecidedProgram(names: readonly string[], allowed: boolean): () => Promise<object> {
  return program((home) => {
    const source = privateBucket("acme-source", home);
    for (const name of names) {
      undecided[name]?.(home, (value) => source.arn.apply(() => value), allowed);
    }
  });
}

function privateBucket(bucket: string, provider: aws.Provider): aws.s3.Bucket {
  const made = new aws.s3.Bucket(bucket, { bucket }, { provider });
  new aws.s3.BucketPublicAccessBlock(bucket, { bucket: made.id, ...allOn }, { provider });
  return made;
}

function program(build: (home: aws.Provider) => void): () => Promise<object> {
  return () => {
    build(new aws.Provider("home", { region: "us-east-1" }));
    return Promise.resolve({});
  };
}

describe("The policy pack in the engine", function () {
  this.timeout(120_000);
  let world: World;
  let organization: Organization;

  before(async function () {
    requireCli(this);
    world = await World.start();
    ({ organization } = loadProject(world.project));
  });

  after(() => (world as World | undefined)?.stop());

  /** What the offline plan says of the same program, with the description that the engine puts first. */
  async function plansViolations(
    stack: string,
    program: () => Promise<object>,
  ): Promise<Violation[]> {
    const policies = guardrailPolicies({ parameters: guardrailParameters(organization) });
    const stop = watchRejections();
    const result = await runStackProgram({
      project: "platform",
      stack,
      config: {},
      secretConfigKeys: [],
      outputsOf: () => undefined,
      preview: true,
      program,
    });
    stop();
    assert.deepEqual([...result.errors], []);
    const { violations } = await new Judge(policies).judge(result);
    return violations.map(({ policy, urn, message }) => {
      const described = policies.find((candidate) => candidate.policy.name === policy);
      return { policy, urn, message: `${described?.policy.description ?? ""}\n${message}` };
    });
  }

  for (const { id } of judgedGuardrails) {
    it(`refuses what violates ${id}, in the words of the plan, and makes nothing`, async () => {
      const resources = violating[id];
      const words = says[id];
      assert.ok(resources && words, `nothing violates ${id}`);
      const made = world.cloud.all().length;
      const wrong = program(resources);
      const stack = await world.stack(`violating-${id}`, wrong);
      const expected = await plansViolations(`violating-${id}`, wrong);
      assert.notEqual(expected.length, 0);

      const preview = await run(world, stack, "preview");
      assert.notEqual(preview.failure, undefined);
      assert.deepEqual(sorted(preview.violations), sorted(expected));
      const page = preview.output.replaceAll(/\s+/g, " ");
      assert.match(page, words);
      assert.match(page, /❌ aws-platform.*\[mandatory\] \[severity: (?:high|critical)\]/);
      assert.match(page, new RegExp(`guardrail ${id}; docs/guardrails\\.md tells how`));

      // The engine stops at the first that it meets.
      const up = await run(world, stack, "up");
      assert.notEqual(up.failure, undefined);
      assert.notEqual(up.violations.length, 0);
      const known = new Set(expected.map((violation) => JSON.stringify(violation)));
      for (const violation of up.violations) {
        assert.ok(known.has(JSON.stringify(violation)), JSON.stringify(violation));
      }
      assert.equal(world.cloud.all().length, made);
    });
  }

  it("refuses a bucket without a public access block at preview, as the plan does", async () => {
    const bare = program((provider) => {
      new aws.s3.Bucket("bare", {}, { provider });
      const blocked = new aws.s3.Bucket("blocked", {}, { provider });
      new aws.s3.BucketPublicAccessBlock("blocked", { bucket: blocked.id, ...allOn }, { provider });
    });
    const stack = await world.stack("bare", bare);
    const preview = await run(world, stack, "preview");
    assert.deepEqual(
      preview.violations.map(({ policy, urn }) => [policy, urn.split("::").at(-1)]),
      [["deny-public-buckets-relations", "bare"]],
    );
    assert.deepEqual(preview.violations, await plansViolations("bare", bare));
    assert.notEqual(preview.failure, undefined);
  });

  it("says nothing at preview of what only a deployment can tell, and does not fail on it", async () => {
    const names = Object.keys(undecided);
    const stack = await world.stack("undecided", undecidedProgram(names, false));
    silent(await run(world, stack, "preview"));
  });

  for (const name of Object.keys(undecided)) {
    it(`refuses at up, before it is made, what turns out to violate ${name}`, async () => {
      const stackName = `undecided-${name.replaceAll(" ", "-")}`;
      const fork = await world.fork();
      try {
        const stack = await fork.stack(stackName, undecidedProgram([name], false));
        const up = await run(fork, stack, "up");
        assert.notEqual(up.failure, undefined);
        assert.notEqual(up.violations.length, 0, up.output + String(up.failure));
        for (const { policy, urn } of up.violations) {
          assert.equal(policy, name.split(" ")[0]);
          assert.deepEqual(
            fork.cloud.all().filter((resource) => resource.urn === urn),
            [],
          );
        }
      } finally {
        await fork.stop();
      }
    });
  }

  it("lets through at up what turns out to be fine", async () => {
    const names = Object.keys(undecided);
    const stack = await world.stack("fine", undecidedProgram(names, true));
    const up = await run(world, stack, "up");
    silent(up);
    assert.ok((up.counts["create"] ?? 0) > names.length, "little was made");
  });

  it("judges by the parameters that it is given", async () => {
    const abroad = program((provider) => {
      new aws.sns.Topic("abroad", { region: "eu-west-1" }, { provider });
    });
    const previewed = async (policyConfig: Record<string, unknown> | null): Promise<string[]> => {
      const stack = await world.stack("parameters", abroad);
      const { violations } = await run(world, stack, "preview", { policyConfig });
      return violations.map(({ message }) => message);
    };
    assert.deepEqual(
      await previewed({ "approved-regions": { regions: ["us-east-1", "eu-west-1"] } }),
      [],
    );
    const [other = "", ...more] = await previewed({
      "approved-regions": { regions: ["eu-north-1"] },
    });
    assert.match(other, /is made in eu-west-1, which is not approved; use one of eu-north-1/);
    assert.deepEqual(more, []);
    assert.deepEqual(await previewed({ "approved-regions": "disabled" }), []);
    const [without = "", ...others] = await previewed(null);
    assert.match(
      without,
      /cannot be judged: the policy's configuration lacks regions; name a file/,
    );
    assert.deepEqual(others, [], "it is said once");
  });

  it("has nothing to say of the company's own stacks, unknown ids and remote components included", async () => {
    const { judged } = await deployedCompany();
    assert.deepEqual([...judged.keys()], ["log-archive", "prod"]);
    for (const { preview, up } of judged.values()) {
      silent(preview);
      silent(up);
    }
  });
});

/** Asserts that an operation went well and that no policy has said anything, not even that it could not run. */
function silent({ failure, violations, diagnostics, output }: Operation): void {
  assert.equal(failure, undefined);
  assert.deepEqual(violations, []);
  assert.doesNotMatch([...diagnostics, output].join("\n"), /can't run|\[(?:mandatory|advisory)\]/);
  assert.match(output, /✅ aws-platform/);
}

function sorted(violations: readonly Violation[]): string[] {
  return violations.map((violation) => JSON.stringify(violation)).sort();
}

/** Compliant resources with every property that a rule reads; where rules read either of two, one of each. */
const compliant: readonly MadeUpResource[] = [
  { type: "aws:sqs/queue:Queue", inputs: { region: "us-west-2" } },
  { type: "aws:s3/bucketAcl:BucketAcl", inputs: { acl: "private" } },
  { type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", inputs: allOn },
  { type: "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", inputs: allOn },
  ...[
    { Effect: "Deny", Principal: "*" },
    { Effect: "Allow", Principal: { AWS: ["111111111111", "222222222222"] } },
    { Effect: "Allow", Principal: "*", ...ownOrganization },
    { Effect: "Allow", Principal: { Service: "logging.s3.amazonaws.com" } },
  ].map((statement) => ({
    type: "aws:s3/bucketPolicy:BucketPolicy",
    inputs: { policy: { Version: "2012-10-17", Statement: [statement] } },
  })),
  { type: "aws:ebs/volume:Volume", inputs: { encrypted: true } },
  ...[
    "aws:rds/instance:Instance",
    "aws:rds/cluster:Cluster",
    "aws:rds/globalCluster:GlobalCluster",
  ].flatMap((type) =>
    [
      { storageEncrypted: true },
      { snapshotIdentifier: "snapshot" },
      { replicateSourceDb: "source" },
      { sourceDbClusterIdentifier: "source" },
      { replicationSourceIdentifier: "source" },
    ].map((inputs) => ({ type, inputs })),
  ),
  {
    type: "aws:ec2/instance:Instance",
    inputs: {
      rootBlockDevice: { encrypted: true },
      ebsBlockDevices: [{ encrypted: true }, { encrypted: true }],
    },
  },
  {
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    inputs: { blockDeviceMappings: [{ deviceName: "/dev/sdb", ebs: { encrypted: "true" } }] },
  },
  { type: "aws:ebs/encryptionByDefault:EncryptionByDefault", inputs: { enabled: true } },
  {
    type: "aws:cloudtrail/trail:Trail",
    inputs: { isMultiRegionTrail: true, enableLogFileValidation: true, enableLogging: true },
  },
];
const blockedBucket: readonly MadeUpResource[] = [
  { type: BUCKET, name: "logs", inputs: { bucket: "acme-logs", acl: "private" } },
  {
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    name: "logs",
    inputs: { ...allOn, bucket: "acme-logs" },
  },
];

/** Copies of a value in each of which one part, however deep, is not known yet. */
function withOneUnknown(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) {
    return [UNKNOWN];
  }
  return [
    UNKNOWN,
    ...Object.entries(value).flatMap(([key, item]) =>
      withOneUnknown(item).map((part): unknown =>
        Array.isArray(value)
          ? value.map((other: unknown, index) => (String(index) === key ? part : other))
          : { ...value, [key]: part },
      ),
    ),
  ];
}

describe("A value that is not known yet", () => {
  const resources = [...compliant, ...blockedBucket];

  it("refuses no compliant resource, whatever part of it is unknown", async () => {
    for (const resource of compliant) {
      for (const inputs of withOneUnknown(resource.inputs).slice(1)) {
        const violations = await judge({ ...resource, inputs: inputs as Record<string, unknown> });
        assert.deepEqual(violations, [], `${resource.type} ${JSON.stringify(inputs)}`);
      }
    }
    const [bucket, block] = blockedBucket;
    assert.ok(bucket && block, "no bucket");
    for (const inputs of withOneUnknown(bucket.inputs).slice(1)) {
      const changed: MadeUpResource = { ...bucket, inputs: inputs as Record<string, unknown> };
      const named: MadeUpResource = { ...block, references: { bucket: urnOf(BUCKET, "logs") } };
      assert.deepEqual(await judge(changed, named), [], JSON.stringify(inputs));
    }
    for (const inputs of withOneUnknown(block.inputs).slice(1)) {
      const changed: MadeUpResource = { ...block, inputs: inputs as Record<string, unknown> };
      assert.deepEqual(await judge(bucket, changed), [], JSON.stringify(inputs));
    }
  });

  it("is refused as soon as it is known and wrong", async () => {
    const policies = async (statement: object): Promise<string[]> => {
      const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] };
      const violations = await judge({
        type: "aws:s3/bucketPolicy:BucketPolicy",
        inputs: { policy },
      });
      return violations.map((violation) => violation.policy);
    };
    const open = { Principal: "*", Action: "s3:GetObject" };
    assert.deepEqual(await policies({ ...open, Resource: UNKNOWN }), ["deny-public-buckets"]);
    assert.deepEqual(await policies({ ...open, Condition: UNKNOWN }), []);
    assert.deepEqual(await policies({ ...open, Condition: {} }), ["deny-public-buckets"]);
  });

  it("is tried for every property that a rule reads", () => {
    const tried = (type: string): string[] =>
      resources
        .filter((resource) => resource.type === type)
        .flatMap(({ inputs }) => Object.keys(inputs ?? {}));
    for (const { id, preview } of judgedGuardrails) {
      for (const { types, check } of preview.resource ?? []) {
        for (const type of types === "aws" ? ["aws:sqs/queue:Queue"] : types) {
          const read = propertiesRead(type, (view) => check(view, { regions: [] }));
          for (const property of read) {
            assert.ok(tried(type).includes(property), `${id} reads ${property} of ${type}`);
          }
        }
      }
      for (const { types, check } of preview.stack ?? []) {
        for (const type of types) {
          for (const property of propertiesRead(type, (view) => check([view], {}))) {
            assert.ok(tried(type).includes(property), `${id} reads ${property} of ${type}`);
          }
        }
      }
    }
  });

  it("may be the Region of the provider", async () => {
    const type = "aws:sqs/queue:Queue";
    assert.deepEqual(await judge({ type, provider: { region: UNKNOWN } }), []);
  });
});

/** Names of the properties that a rule asks for, of a resource that has none and of one whose are all unknown. */
function propertiesRead(type: string, check: (view: ResourceView) => unknown): ReadonlySet<string> {
  const read = new Set<string>();
  for (const state of ["absent", "unknown"] as const) {
    const reading: Reading = { state };
    check({
      type,
      name: "example",
      urn: urnOf(type),
      read: (property) => {
        read.add(property);
        return reading;
      },
      readProvider: () => reading,
      references: () => [],
    });
  }
  return read;
}
