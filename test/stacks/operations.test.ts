import * as assert from "node:assert/strict";
import { loadProject } from "../../cli/planner/project";
import type { PolicyStatement } from "../../components/shared/policies";
import {
  document,
  planAll,
  planned,
  planOf,
  type PlannedStack,
  repository,
} from "../support/planned";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const REPOSITORY = "aws:ecr/repository:Repository";
const REPOSITORY_POLICY = "aws:ecr/repositoryPolicy:RepositoryPolicy";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const ISSUER = "token.actions.githubusercontent.com";

/** Hub roles by the logical name of their resources. */
const hubRoles = {
  platform: "delivery-platform",
  preview: "delivery-platform-preview",
  build: "delivery-application-build",
  application: "delivery-application",
} as const;

function statementsOf(value: unknown): PolicyStatement[] {
  return document(value).Statement as unknown as PolicyStatement[];
}

function bySid(statements: readonly PolicyStatement[], sid: string): PolicyStatement {
  const found = statements.find(({ Sid }) => Sid === sid);
  assert.ok(found, `no statement ${sid}`);
  return found;
}

function rightsOf(stack: PlannedStack, role: string): PolicyStatement[] {
  return statementsOf(stack.one(ROLE_POLICY, role).inputs["policy"]);
}

function trustOf(stack: PlannedStack, role: string): PolicyStatement[] {
  return statementsOf(stack.one(ROLE, role).inputs["assumeRolePolicy"]);
}

/** Subjects that a role trusts. */
function subjectsOf(stack: PlannedStack, role: string): unknown[] {
  return trustOf(stack, role).flatMap(
    ({ Condition }) => Condition?.["StringEquals"]?.[`${ISSUER}:sub`] ?? [],
  );
}

async function outputsOf(stack: string): Promise<Readonly<Record<string, unknown>>> {
  return (await planned(stack)).plan.outputs;
}

async function accountIds(): Promise<Readonly<Record<string, string>>> {
  return (await outputsOf("management"))["accountIds"] as Record<string, string>;
}

async function idOf(account: string): Promise<string> {
  const id = (await accountIds())[account];
  assert.ok(id);
  return id;
}

async function organizationId(): Promise<unknown> {
  return (await outputsOf("management"))["organizationId"];
}

/** The operations stack planned with another section, after the stacks it reads. */
async function plannedWith(section: object): Promise<PlannedStack> {
  const project = loadProject(repository);
  const stacks = project.stacks
    .filter(({ role }) => ["management", "log-archive", "network", "operations"].includes(role))
    .map((file) =>
      file.role === "operations"
        ? { ...file, config: { ...file.config, "platform:operations": JSON.stringify(section) } }
        : file,
    );
  const plan = (await planAll({ ...project, stacks })).get("operations");
  assert.ok(plan);
  return plan;
}

describe("operations stack", () => {
  let operations: PlannedStack;

  before(async () => {
    operations = await planned("operations");
  });

  it("builds everything in the operations account [r0.3]", async () => {
    const account = await idOf("operations");
    const elsewhere = operations.resources.filter(
      ({ type, provider }) => type.startsWith("aws:") && provider?.account !== account,
    );
    assert.deepEqual(elsewhere, []);
  });

  describe("images", () => {
    it("keeps one repository an image, whose tags cannot move [r0.3, A3]", () => {
      assert.deepEqual(
        operations
          .all(REPOSITORY)
          .map(({ inputs }) => [inputs["name"], inputs["imageTagMutability"]]),
        [
          ["web", "IMMUTABLE"],
          ["worker", "IMMUTABLE"],
        ],
      );
    });

    it("keeps images when their resource goes, and encrypts them with the company's key [B17]", () => {
      const key = operations.one("aws:kms/key:Key", "images-key");
      assert.equal(key.inputs["enableKeyRotation"], true);
      for (const image of [key, ...operations.all(REPOSITORY)]) {
        assert.equal(image.options.protect, true);
        assert.equal(image.options.retainOnDelete, true);
      }
      for (const image of operations.all(REPOSITORY)) {
        assert.deepEqual(image.inputs["encryptionConfigurations"], [
          {
            encryptionType: "KMS",
            kmsKey: `arn:aws:kms:us-east-1:${key.provider?.account}:key/${key.id}`,
          },
        ]);
        assert.deepEqual(image.propertyDependencies["encryptionConfigurations"], [key.urn]);
        assert.equal(image.inputs["forceDelete"], false);
      }
    });

    it("scans every image on push, once for the whole registry [B17]", () => {
      const scanning = operations.one(
        "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
      );
      assert.deepEqual(scanning.inputs, {
        scanType: "BASIC",
        rules: [
          {
            scanFrequency: "SCAN_ON_PUSH",
            repositoryFilters: [{ filter: "*", filterType: "WILDCARD" }],
          },
        ],
      });
    });

    it("is pulled from by every account of the organization, and no other [A5, r4.5]", async () => {
      const organization = await organizationId();
      const policies = operations.all(REPOSITORY_POLICY);
      assert.equal(policies.length, operations.all(REPOSITORY).length);
      for (const { inputs } of policies) {
        const allowed = statementsOf(inputs["policy"]).filter(({ Effect }) => Effect === "Allow");
        assert.deepEqual(allowed, [
          {
            Sid: "OrganizationPulls",
            Effect: "Allow",
            Principal: "*",
            Action: [
              "ecr:BatchCheckLayerAvailability",
              "ecr:BatchGetImage",
              "ecr:GetDownloadUrlForLayer",
            ],
            Condition: { StringEquals: { "aws:PrincipalOrgID": organization } },
          },
        ]);
      }
    });

    it("is pushed to by the delivery of applications alone [A3, r2.17]", async () => {
      const account = await idOf("operations");
      for (const { inputs } of operations.all(REPOSITORY_POLICY)) {
        const deny = bySid(statementsOf(inputs["policy"]), "OnlyDeliveryPushes");
        assert.equal(deny.Effect, "Deny");
        assert.equal(deny.Principal, "*");
        assert.ok(deny.Action.includes("ecr:PutImage"));
        assert.deepEqual(deny.Condition, {
          ArnNotLike: {
            "aws:PrincipalArn": [
              `arn:aws:iam::${account}:role/platform-application-build`,
              `arn:aws:iam::${account}:role/platform-application-delivery`,
              `arn:aws:iam::${account}:role/platform-break-glass`,
            ],
          },
        });
      }
    });

    it("loses images only to its lifecycle, the deployment role and break-glass [B17]", async () => {
      const account = await idOf("operations");
      for (const { inputs } of operations.all(REPOSITORY_POLICY)) {
        const deny = bySid(statementsOf(inputs["policy"]), "OnlyGuardiansRemove");
        assert.ok(deny.Action.includes("ecr:BatchDeleteImage"));
        assert.deepEqual(deny.Condition?.["ArnNotLike"]?.["aws:PrincipalArn"], [
          `arn:aws:iam::${account}:role/platform-deployment`,
          `arn:aws:iam::${account}:role/platform-break-glass`,
        ]);
      }
      assert.equal(operations.all(LIFECYCLE).length, operations.all(REPOSITORY).length);
    });
  });

  describe("roles of CI", () => {
    it("trusts GitHub by one provider, without a thumbprint [r2.17, r4.3]", () => {
      const provider = operations.one("aws:iam/openIdConnectProvider:OpenIdConnectProvider");
      assert.deepEqual(provider.inputs, {
        url: `https://${ISSUER}`,
        clientIdLists: ["sts.amazonaws.com"],
      });
      for (const role of Object.values(hubRoles)) {
        assert.ok(operations.one(ROLE, role).dependencies.includes(provider.urn));
        for (const { Principal } of trustOf(operations, role)) {
          assert.deepEqual(Principal, { Federated: provider.id });
        }
      }
    });

    it("makes no user and no access key [r2.17, r4.3]", () => {
      assert.deepEqual(
        operations.resources.filter(({ type }) => /^aws:iam\/(?:user|accessKey|group)/.test(type)),
        [],
      );
    });

    it("admits each role's one kind of run, to the letter [r2.17, B12, B13]", () => {
      assert.deepEqual(subjectsOf(operations, hubRoles.platform), [
        "repo:example/aws-platform:environment:production",
      ]);
      assert.deepEqual(subjectsOf(operations, hubRoles.preview), [
        "repo:example/aws-platform:pull_request",
      ]);
      assert.deepEqual(subjectsOf(operations, hubRoles.build), [
        "repo:example/shop:ref:refs/heads/main",
      ]);
      assert.deepEqual(subjectsOf(operations, hubRoles.application), [
        "repo:example/shop:environment:production",
      ]);
      for (const role of Object.values(hubRoles)) {
        for (const { Action, Condition } of trustOf(operations, role)) {
          assert.equal(Action, "sts:AssumeRoleWithWebIdentity");
          assert.deepEqual(Object.keys(Condition ?? {}), ["StringEquals"]);
          assert.equal(Condition?.["StringEquals"]?.[`${ISSUER}:aud`], "sts.amazonaws.com");
          assert.doesNotMatch(JSON.stringify(Condition), /[*?]/);
        }
      }
    });

    it("leads from each role to one role of the organization's accounts, and no further [B13, r2.17]", async () => {
      const organization = await organizationId();
      const targets = {
        [hubRoles.platform]: "platform-deployment",
        [hubRoles.preview]: "platform-preview",
        [hubRoles.application]: "platform-application-deploy",
      };
      for (const [role, target] of Object.entries(targets)) {
        const rights = rightsOf(operations, role);
        const assuming = rights.filter(({ Action }) => Action.includes("sts:AssumeRole"));
        assert.deepEqual(assuming, [
          {
            Sid: "AssumeRoleInAccounts",
            Effect: "Allow",
            Action: ["sts:AssumeRole", "sts:TagSession"],
            Resource: [`arn:aws:iam::*:role/${target}`],
            Condition: { StringEquals: { "aws:ResourceOrgID": organization } },
          },
        ]);
        assert.doesNotMatch(JSON.stringify(rights), /"iam:/);
      }
    });

    it("lets a main branch deploy where it is not production, and nowhere else without an approval [r2.17, A4]", async () => {
      const sandbox = await idOf("sandbox");
      const assuming = rightsOf(operations, hubRoles.build).filter(({ Action }) =>
        Action.includes("sts:AssumeRole"),
      );
      assert.deepEqual(
        assuming.map(({ Resource }) => Resource),
        [[`arn:aws:iam::${sandbox}:role/platform-application-deploy`]],
      );
    });

    it("pushes to the company's repositories and to no other [A3]", () => {
      const repositories = operations.all(REPOSITORY);
      for (const role of [hubRoles.build, hubRoles.application]) {
        const push = bySid(rightsOf(operations, role), "PushImages");
        assert.deepEqual(
          push.Resource,
          repositories.map(
            ({ id, provider }) => `arn:aws:ecr:us-east-1:${provider?.account}:repository/${id}`,
          ),
        );
      }
      for (const role of [hubRoles.platform, hubRoles.preview]) {
        assert.doesNotMatch(JSON.stringify(rightsOf(operations, role)), /ecr:/);
      }
    });

    it("writes the state for a deployment, and only reads it for a pull request [r2.17]", () => {
      const actions = (role: string): string[] =>
        rightsOf(operations, role)
          .flatMap(({ Action }) => Action)
          .filter((action) => !action.startsWith("sts:"));
      assert.deepEqual(actions(hubRoles.platform), [
        "s3:ListBucket",
        "s3:DeleteObject",
        "s3:GetObject",
        "s3:PutObject",
        "kms:Decrypt",
        "kms:Encrypt",
      ]);
      assert.deepEqual(actions(hubRoles.preview), ["s3:ListBucket", "s3:GetObject", "kms:Decrypt"]);
    });

    it("outlives the hour of the sessions it renews, for deployments alone [r2.17]", () => {
      assert.equal(operations.one(ROLE, hubRoles.platform).inputs["maxSessionDuration"], 14_400);
      for (const role of [hubRoles.preview, hubRoles.build, hubRoles.application]) {
        assert.equal(operations.one(ROLE, role).inputs["maxSessionDuration"], undefined);
      }
    });

    it("is trusted by the baseline of the accounts that it deploys [A4, r2.17]", async () => {
      const account = await idOf("operations");
      const { deliveryRoleArn, deliveryPreviewRoleArn } = await outputsOf("operations");
      const contracts = [
        ["baseline-deployment", deliveryRoleArn, deliveryPreviewRoleArn],
        ["baseline-preview", deliveryPreviewRoleArn, deliveryRoleArn],
      ] as const;
      const backup = await planned("backup");
      for (const [role, trusted, refused] of contracts) {
        const [trust] = trustOf(backup, role);
        const patterns = (trust?.Condition?.["ArnLike"]?.["aws:PrincipalArn"] ?? []) as string[];
        const admits = (arn: unknown): boolean =>
          patterns.some((pattern) => pattern.replace("::*:", `::${account}:`) === arn);
        assert.deepEqual([admits(trusted), admits(refused)], [true, false]);
        assert.match(JSON.stringify(trust?.Principal), new RegExp(`:${account}:root`));
      }
    });

    it("shows every trust and every right of CI before the first deployment [r2.17]", async () => {
      const preview = (await planOf(repository, true)).get("operations");
      assert.ok(preview);
      for (const role of Object.values(hubRoles)) {
        assert.deepEqual(trustOf(preview, role), trustOf(operations, role));
        assert.deepEqual(rightsOf(preview, role), rightsOf(operations, role));
      }
    });

    it("follows the format that a repository declares [r2.17]", async () => {
      const plan = await plannedWith({
        github: {
          environment: "live",
          platform: {
            organization: "Acme",
            name: "aws",
            organizationId: "65",
            repositoryId: "4711",
            subjectFormat: "immutable",
          },
        },
      });
      assert.deepEqual(subjectsOf(plan, hubRoles.platform), [
        "repo:Acme@65/aws@4711:environment:live",
      ]);
      // Without repositories of their own, applications live in the platform's.
      assert.deepEqual(subjectsOf(plan, hubRoles.build), [
        "repo:Acme@65/aws@4711:ref:refs/heads/main",
      ]);
      assert.equal(plan.all(REPOSITORY).length, 0);
      assert.doesNotMatch(JSON.stringify(rightsOf(plan, hubRoles.build)), /ecr:/);
    });

    it("rejects repositories that do not fit a trust policy", async () => {
      const applications = Array.from({ length: 60 }, (_, index) => ({
        organization: "acme",
        name: `application-${index}`,
      }));
      const platform = { organization: "acme", name: "aws" };
      const { plan } = await plannedWith({ github: { platform, applications } });
      assert.match(
        JSON.stringify([...plan.errors].map(String)),
        /must fit a trust policy of 2048 characters, got \d+ for 60 repositories/,
      );
    });
  });

  describe("metrics", () => {
    it("is one workspace with a key of its own, kept when its resource goes [r0.3, B6]", () => {
      const key = operations.one("aws:kms/key:Key", "metrics-key");
      const workspace = operations.one("aws:amp/workspace:Workspace");
      assert.deepEqual(workspace.propertyDependencies["kmsKeyArn"], [key.urn]);
      assert.equal(workspace.options.protect, true);
      assert.equal(workspace.options.retainOnDelete, true);
      const settings = operations.one("aws:amp/workspaceConfiguration:WorkspaceConfiguration");
      assert.equal(settings.inputs["retentionPeriodInDays"], 150);
    });

    it("is written to by the collectors of every workload account [A6, B6]", async () => {
      const ids = await Promise.all(["sandbox", "prod", "operations"].map(idOf));
      const [trust, ...more] = trustOf(operations, "metrics-ingestion");
      assert.deepEqual(more, []);
      const principals = trust?.Principal as { AWS: string[] } | undefined;
      assert.deepEqual(
        [...(principals?.AWS ?? [])].sort(),
        ids.map((id) => `arn:aws:iam::${id}:root`).sort(),
      );
      const patterns = trust?.Condition?.["ArnLike"]?.["aws:PrincipalArn"];
      assert.deepEqual(
        [...((patterns ?? []) as string[])].sort(),
        ids.map((id) => `arn:aws:iam::${id}:role/platform-metrics-writer*`).sort(),
      );
    });

    it("lets them write and query this workspace alone [A6]", () => {
      const workspace = operations.one("aws:amp/workspace:Workspace");
      assert.deepEqual(rightsOf(operations, "metrics-ingestion"), [
        {
          Sid: "WriteAndQueryMetrics",
          Effect: "Allow",
          Action: [
            "aps:GetLabels",
            "aps:GetMetricMetadata",
            "aps:GetSeries",
            "aps:QueryMetrics",
            "aps:RemoteWrite",
          ],
          Resource: `arn:aws:aps:us-east-1:${workspace.provider?.account}:workspace/${workspace.id}`,
        },
      ]);
    });
  });

  it("exports what workloads pull from, write to and are deployed by [A4, A5, A6]", async () => {
    const account = await idOf("operations");
    const outputs = await outputsOf("operations");
    assert.deepEqual(outputs["repositoryUrls"], {
      web: `${account}.dkr.ecr.us-east-1.amazonaws.com/web`,
      worker: `${account}.dkr.ecr.us-east-1.amazonaws.com/worker`,
    });
    const role = (name: string): string => `arn:aws:iam::${account}:role/${name}`;
    assert.equal(outputs["applicationDeliveryRoleArn"], role("platform-application-delivery"));
    assert.equal(outputs["applicationBuildRoleArn"], role("platform-application-build"));
    assert.equal(outputs["metricsIngestionRoleArn"], role("platform-metrics-ingestion"));
    assert.match(
      String(outputs["metricsEndpoint"]),
      /^https:\/\/aps-workspaces\.us-east-1\.amazonaws\.com\/workspaces\/ws-[0-9a-f-]{36}\/$/,
    );
  });

  it("fixes every name that another account refers to, so that it is replaced in place", () => {
    const named = operations.all(ROLE).filter(({ inputs }) => "name" in inputs);
    assert.ok(named.length >= 5);
    for (const { options } of named) {
      assert.equal(options.deleteBeforeReplace, true);
    }
  });
});
