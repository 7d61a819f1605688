import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { policyConfig } from "../../cli/deploy/policy-config";
import { loadProject, type Project } from "../../cli/planner/project";
import { previewed } from "../policy-pack/load-cases";
import { PlainProvider, PlainResource } from "../support/engine/case-programs";
import { Checkpoint, previewed as previewedStacks } from "../support/engine/checkpoint";
import { run } from "../support/engine/steps";
import { type Config, only, silent, withGuardrails } from "../support/engine/policy-runs";
import { requireCli, World } from "../support/engine/world";
import { sampled } from "../support/sweep";

const allOn = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

/** A policy that lets everyone read a bucket, unless a condition restricts it. */
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

/** One resource whose checked value is known only after a deployment: a refused value and an allowed one. */
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

/** Keeps a value unknown until another resource has been created. */
type Later = <T>(value: T) => pulumi.Output<T>;

/** A program in which one compliant resource provides the values of the others. */
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
  this.timeout(600_000);
  let world: World;
  let project: Project;
  let config: Config;

  before(async function () {
    requireCli(this);
    world = await World.start();
    project = loadProject(world.project);
    config = policyConfig(project);
  });

  after(() => (world as World | undefined)?.stop());

  describe("on what only a deployment can tell", () => {
    const names = Object.keys(undecided);
    const guardrailOf = (name: string): string => name.split(" ")[0] ?? "";

    it("says nothing at preview, and does not fail on it", async () => {
      const stack = await world.stack("undecided", undecidedProgram(names, false));
      const policyConfig = only(config, ...names.map(guardrailOf));
      silent(await run(world, stack, "preview", { policyConfig }));
    });

    // A resource's own input, a provider's input, and a policy that checks the whole stack.
    const sample = [
      "require-encrypted-storage",
      "approved-regions by provider",
      "protect-cloudtrail",
    ];
    for (const name of sampled(names, sample)) {
      it(`refuses at up, before it is made, what turns out to violate ${name}`, async () => {
        const fork = await world.fork();
        try {
          const stackName = `undecided-${name.replaceAll(" ", "-")}`;
          const stack = await fork.stack(stackName, undecidedProgram([name], false));
          const policyConfig = only(config, guardrailOf(name));
          const up = await run(fork, stack, "up", { policyConfig });
          assert.notEqual(up.failure, undefined);
          assert.notEqual(up.violations.length, 0, up.output + String(up.failure));
          for (const { policy, urn } of up.violations) {
            assert.equal(policy, guardrailOf(name));
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
      const stack = await world.stack("fine", undecidedProgram(names, true));
      const policyConfig = only(config, ...names.map(guardrailOf));
      const up = await run(world, stack, "up", { policyConfig });
      silent(up);
      assert.ok((up.counts["create"] ?? 0) > names.length, "little was made");
    });
  });

  describe("with a configuration", () => {
    const ID = "approved-regions";
    const abroad = program((provider) => {
      new aws.sns.Topic("abroad", { region: "eu-west-1" }, { provider });
    });

    async function said(policyConfig: Config | null, stack = "configured"): Promise<string[]> {
      const made = await world.stack(stack, abroad);
      const { violations } = await run(world, made, "preview", { policyConfig });
      return violations.map(({ message }) => message);
    }

    it("judges by the parameters that it is given", async () => {
      const regions = ["us-east-1", "eu-west-1"];
      assert.deepEqual(await said({ ...only(config), [ID]: { regions } }), []);
      const other = { regions: ["eu-north-1"] };
      const [message = "", ...more] = await said({ ...only(config), [ID]: other });
      assert.match(
        message,
        /is created in eu-west-1, which is not approved; use one of eu-north-1/,
      );
      assert.deepEqual(more, []);
    });

    it("leaves out what is disabled", async () => {
      assert.deepEqual(await said(only(config)), []);
    });

    it("leaves out opt-in guardrails, and says once what others lack, without any", async () => {
      const messages = await said(null);
      const lacking = messages.filter((message) => message.includes("cannot be checked"));
      const needed = previewed.filter(
        ({ guardrail: { optIn, parameters } }) =>
          optIn === undefined &&
          Object.values(parameters).some(({ default: value }) => value === undefined),
      );
      assert.equal(lacking.length, needed.length, lacking.join("\n"));
      assert.match(
        lacking.join("\n"),
        /the policy's configuration lacks regions; add it to a file and pass the file as --policy-pack-config/,
      );
      for (const { guardrail } of previewed.filter((one) => one.guardrail.optIn !== undefined)) {
        assert.ok(!messages.join("\n").includes(`guardrail ${guardrail.id};`), guardrail.id);
      }
    });

    it("warns and lets through while a guardrail only reports", async () => {
      const setting = { enabled: true, exemptRoles: [], exceptions: [] };
      const reporting = withGuardrails(project, { [ID]: { ...setting, stage: "report" } });
      const policyConfig_ = only(policyConfig(reporting), ID);
      const stack = await world.stack("reported", abroad);
      const up = await run(world, stack, "up", { policyConfig: policyConfig_ });
      assert.equal(up.failure, undefined);
      assert.deepEqual(
        up.violations.map(({ policy, urn }) => [policy, urn.split("::").at(-1)]),
        [[ID, "abroad"]],
      );
      assert.match(up.output, /\[advisory\] \[severity: high\]/);
      assert.ok(world.cloud.all("aws:sns/topic:Topic").some(({ urn }) => urn.includes("reported")));
    });

    it("leaves alone a stack that is excepted, and no other", async () => {
      const setting = only(config, ID);
      const excludedStacks = ["platform/excepted"];
      const excepting = { ...setting, [ID]: { ...(setting[ID] as object), excludedStacks } };
      assert.deepEqual(await said(excepting, "excepted"), []);
      assert.equal((await said(excepting, "excepted-not")).length, 1);
    });
  });

  // guardrails C2: the inputs of providers, as the engine encodes them
  it("follows the account of a provider in stacks of teams", async () => {
    const ids = { prod: "222222222222", sandbox: "333333333333" };
    const roleArn = `arn:aws:iam::${ids.prod}:role/deployer`;
    // No Region: the emulated AWS signs in no provider without one, and these accounts do not exist.
    const team = program((home) => {
      const later: Later = (value) => privateBucket("acme-later", home).arn.apply(() => value);
      const providers: Record<string, aws.ProviderArgs> = {
        sandbox: { allowedAccountIds: [ids.sandbox] },
        prod: { allowedAccountIds: [ids.prod] },
        role: { assumeRoles: [{ roleArn }] },
        later: { allowedAccountIds: [later(ids.sandbox)] },
        several: { allowedAccountIds: [ids.prod, ids.sandbox] },
      };
      for (const [name, inputs] of Object.entries(providers)) {
        const provider = new aws.Provider(name, inputs);
        const attributes = [{ name: "id", type: "S" }];
        const table = { hashKey: "id", billingMode: "PAY_PER_REQUEST", attributes };
        new aws.dynamodb.Table(name, table, { provider });
      }
      const exec = { command: "aws", args: ["eks", "get-token", "--role", pulumi.secret(roleArn)] };
      const kubeconfig = pulumi.jsonStringify({
        clusters: [{ name: "shop", cluster: { server: "https://shop.example.com" } }],
        users: [{ name: "shop", user: { exec } }],
      });
      const cluster = new PlainProvider("kubernetes", "cluster", { kubeconfig });
      const spec = { containers: [{ name: "web", image: "nginx" }] };
      new PlainResource("kubernetes:core/v1:Pod", "web", { spec }, { provider: cluster });
    });
    const scoped = ["require-deletion-protection", "pin-images"];
    const stack = await world.stack("team", team);
    const { violations, failure } = await run(world, stack, "preview", {
      policyConfig: only(policyConfig(project, ids), ...scoped),
    });
    assert.notEqual(failure, undefined);
    assert.deepEqual(
      violations.map(({ level, urn }) => `${level} ${urn.split("::").at(-1) ?? ""}`).sort(),
      ["advisory later", "advisory several", "mandatory prod", "mandatory role", "mandatory web"],
    );
    const advice = violations.filter(({ level }) => level === "advisory");
    for (const { message } of advice) {
      assert.match(
        message,
        /Only advice, because no account is known: .* the stack platform\/team/,
      );
    }
  });

  it("finds no violation in the company's own stacks, unknown ids and remote components included", async () => {
    const { operations } = await Checkpoint.find();
    for (const [name, { preview, up }] of operations) {
      silent(up);
      assert.equal(preview !== undefined, previewedStacks.includes(name));
      if (preview) {
        silent(preview);
      }
    }
  });
});
