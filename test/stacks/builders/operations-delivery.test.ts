import * as assert from "node:assert/strict";
import { loadProject } from "../../../cli/planner/project";
import type { PolicyStatement } from "../../../components/shared/policy-documents";
import {
  planAll,
  planned,
  type PlannedStack,
  planOf,
  repository,
} from "../../support/plan/planned";
import { bySid, idOf, organizationId, statementsOf } from "../../support/plan/statements";

const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const REPOSITORY = "aws:ecr/repository:Repository";
const ISSUER = "token.actions.githubusercontent.com";

/** Hub roles by the logical name of their resources. */
const hubRoles = {
  platform: "delivery-platform",
  preview: "delivery-platform-preview",
  build: "delivery-application-build",
  application: "delivery-application",
} as const;

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

/** ARNs of the roles of delivery, for other stacks and for workflows. */
async function deliveryOutput(): Promise<Record<string, unknown>> {
  return (await planned("operations")).plan.outputs["delivery"] as Record<string, unknown>;
}

/** One stack planned with another section of operations, after the stacks it reads. */
async function plannedWith(section: object, name = "operations"): Promise<PlannedStack> {
  const project = loadProject(repository);
  const read = ["management", "log-archive", "network", "operations"];
  const stacks = project.stacks
    .filter(({ role, stack }) =>
      name === "operations" ? read.includes(role) : role !== "workload" || stack === name,
    )
    .map((file) =>
      file.role === "operations"
        ? { ...file, config: { ...file.config, "platform:operations": JSON.stringify(section) } }
        : file,
    );
  const plan = (await planAll({ ...project, stacks })).get(name);
  assert.ok(plan);
  return plan;
}

describe("roles of CI", () => {
  let operations: PlannedStack;

  before(async () => {
    operations = await planned("operations");
  });

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
      [hubRoles.build]: "platform-application-deploy",
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
    const { roleArn, previewRoleArn } = await deliveryOutput();
    const contracts = [
      ["baseline-deployment", roleArn, previewRoleArn],
      ["baseline-preview", previewRoleArn, roleArn],
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

  it("reaches production's deploy role with an approval only, and the sandbox's with both [A4, r2.17]", async () => {
    const { applicationBuildRoleArn: build, applicationDeliveryRoleArn: approved } =
      await deliveryOutput();
    const trusted = async (stack: string): Promise<unknown> => {
      const [trust] = trustOf(await planned(stack), "workload-application-deploy");
      return trust?.Condition?.["ArnLike"]?.["aws:PrincipalArn"];
    };
    assert.deepEqual(await trusted("prod"), [approved]);
    assert.deepEqual(await trusted("sandbox"), [approved, build]);
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
    const platform = {
      organization: "Acme",
      name: "aws",
      organizationId: "65",
      repositoryId: "4711",
      subjectFormat: "immutable",
    };
    const plan = await plannedWith({
      github: { environment: "live", platform, applications: [platform] },
    });
    assert.deepEqual(subjectsOf(plan, hubRoles.platform), [
      "repo:Acme@65/aws@4711:environment:live",
    ]);
    assert.deepEqual(subjectsOf(plan, hubRoles.build), [
      "repo:Acme@65/aws@4711:ref:refs/heads/main",
    ]);
    assert.equal(plan.all(REPOSITORY).length, 0);
    assert.doesNotMatch(JSON.stringify(rightsOf(plan, hubRoles.build)), /ecr:/);
  });

  it("trusts nothing on GitHub without a repository: no provider and no role of delivery [r2.17]", async () => {
    const plan = await plannedWith({});
    assert.deepEqual([...plan.plan.errors], []);
    assert.equal(plan.all("aws:iam/openIdConnectProvider:OpenIdConnectProvider").length, 0);
    assert.doesNotMatch(JSON.stringify(plan.resources), /sts:AssumeRoleWithWebIdentity/);
    const outputs = Object.keys(plan.plan.outputs).filter((name) => name.endsWith("RoleArn"));
    assert.deepEqual(outputs, ["metricsIngestionRoleArn"]);
  });

  it("gives a workload no role for deployments that no repository could start [A4]", async () => {
    const plan = await plannedWith({}, "sandbox");
    assert.deepEqual([...plan.plan.errors], []);
    const names = plan.resources.map(({ name }) => name);
    assert.ok(!names.includes("workload-application-deploy"), "no deploy role");
    assert.ok(
      !names.some((name) => name.endsWith("flightdeck-delivery")),
      "no access entry for it",
    );
    assert.ok(
      names.some((name) => name.endsWith("flightdeck-read-only")),
      "people keep access",
    );
  });

  it("rejects repositories that do not fit a trust policy", async () => {
    const applications = Array.from({ length: 60 }, (_, index) => ({
      organization: "acme",
      name: `application-${index}`,
      repositoryId: String(index),
    }));
    const platform = { organization: "acme", name: "aws", repositoryId: "4711" };
    const { plan } = await plannedWith({ github: { platform, applications } });
    assert.match(
      JSON.stringify([...plan.errors].map(String)),
      /results in a trust policy of \d+ characters: AWS allows at most 2048/,
    );
  });
});
