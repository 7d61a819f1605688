import * as assert from "node:assert/strict";
import { answer } from "../../support/plan/access";
import { planned, type PlannedStack } from "../../support/plan/planned";
import {
  bySid,
  idOf,
  organizationId,
  outputsOf,
  statementsOf,
} from "../../support/plan/statements";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const REPOSITORY = "aws:ecr/repository:Repository";
const REPOSITORY_POLICY = "aws:ecr/repositoryPolicy:RepositoryPolicy";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

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

    it("answers clusters, builders and administrators as it says [A3, A5]", async () => {
      const [account, prod, organization] = [
        await idOf("operations"),
        await idOf("prod"),
        await organizationId(),
      ];
      const ask = (principal: string, action: string, organizationOfPrincipal = organization) =>
        answer({
          principal,
          action,
          resource: `arn:aws:ecr:us-east-1:${account}:repository/web`,
          owner: account,
          policy: String(operations.one(REPOSITORY_POLICY, "images-web").inputs["policy"]),
          context: { "aws:PrincipalOrgID": organizationOfPrincipal },
        });
      const node = `arn:aws:iam::${prod}:role/node`;
      assert.equal(await ask(node, "ecr:BatchGetImage"), "Allowed");
      assert.equal(await ask(node, "ecr:BatchGetImage", "o-stranger0000"), "ImplicitlyDenied");
      assert.equal(await ask(node, "ecr:PutImage"), "ExplicitlyDenied");
      const own = (role: string): string => `arn:aws:iam::${account}:role/${role}`;
      assert.equal(await ask(own("platform-application-build"), "ecr:PutImage"), "Allowed");
      assert.equal(await ask(own("platform-application-delivery"), "ecr:PutImage"), "Allowed");
      assert.equal(await ask(own("platform-deployment"), "ecr:PutImage"), "ExplicitlyDenied");
      assert.equal(await ask(own("platform-deployment"), "ecr:BatchDeleteImage"), "Allowed");
      assert.equal(
        await ask(own("platform-application-build"), "ecr:BatchDeleteImage"),
        "ExplicitlyDenied",
      );
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

    it("is written to by the collectors of every account of the organization, in a trust that does not grow with them [A6, B6]", async () => {
      const [trust, ...more] = statementsOf(
        operations.one(ROLE, "metrics-ingestion").inputs["assumeRolePolicy"],
      );
      assert.deepEqual(more, []);
      assert.deepEqual(trust?.Principal, { AWS: "*" });
      assert.deepEqual(trust.Condition, {
        ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::*:role/platform-metrics-writer*"] },
        StringEquals: { "aws:PrincipalOrgID": await organizationId() },
      });
    });

    it("admits the collectors that the workload stacks make [A6]", async () => {
      const [pattern = ""] = statementsOf(
        operations.one(ROLE, "metrics-ingestion").inputs["assumeRolePolicy"],
      ).flatMap(
        ({ Condition }) => (Condition?.["ArnLike"]?.["aws:PrincipalArn"] ?? []) as string[],
      );
      const prefix = pattern.replace(/^arn:aws:iam::\*:role\/(.+)\*$/, "$1");
      for (const name of ["prod", "sandbox"]) {
        const writers = (await planned(name)).all(ROLE).filter(({ id }) => id.startsWith(prefix));
        assert.equal(writers.length, 1, name);
      }
    });

    it("lets them write and query this workspace alone [A6]", () => {
      const workspace = operations.one("aws:amp/workspace:Workspace");
      assert.deepEqual(
        statementsOf(operations.one(ROLE_POLICY, "metrics-ingestion").inputs["policy"]),
        [
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
        ],
      );
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
    assert.deepEqual(outputs["delivery"], {
      roleArn: role("platform-delivery"),
      previewRoleArn: role("platform-delivery-preview"),
      applicationBuildRoleArn: role("platform-application-build"),
      applicationDeliveryRoleArn: role("platform-application-delivery"),
    });
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
