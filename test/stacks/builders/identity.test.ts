import * as assert from "node:assert/strict";
import { loadProject, type Project } from "../../../cli/planner/project";
import { parseOrganization } from "../../../stacks/checks/parse-organization";
import { matches } from "../../../policy-pack/guardrails/support/wildcards";
import type { Problem } from "../../../stacks/company/problems";
import { parseStack } from "../../../stacks/checks/stack";
import {
  accountIds,
  document,
  planAll,
  planned,
  type PlannedResource,
  type PlannedStack,
  planOf,
  repository,
} from "../../support/plan/planned";

const SET = "aws:ssoadmin/permissionSet:PermissionSet";
const MANAGED = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment";
const INLINE = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";
const ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment";
const GROUP = "aws:identitystore/group:Group";

const project: Project = loadProject(repository);

/** The identity stack planned with another section, after the stacks it reads. */
async function plannedWith(section: object): Promise<PlannedStack> {
  const stacks = project.stacks
    .filter(({ role }) => ["management", "log-archive", "identity"].includes(role))
    .map((file) =>
      file.role === "identity"
        ? { ...file, config: { ...file.config, "platform:identity": JSON.stringify(section) } }
        : file,
    );
  const plan = (await planAll({ ...project, stacks })).get("identity");
  assert.ok(plan);
  assert.deepEqual([...plan.plan.errors], []);
  return plan;
}

/** Every assignment in words: group, set, account. */
async function assignmentsOf(identity: PlannedStack): Promise<string[]> {
  const names = await accountNames();
  const groups = byUrnOrId(identity.all(GROUP), "displayName");
  const sets = byUrnOrId(identity.all(SET), "name");
  return identity
    .all(ASSIGNMENT)
    .map(({ inputs, propertyDependencies }) =>
      [
        groups.get(propertyDependencies["principalId"]?.find((urn) => groups.has(urn)) ?? ""),
        sets.get(propertyDependencies["permissionSetArn"]?.find((urn) => sets.has(urn)) ?? ""),
        names.get(String(inputs["targetId"])),
      ].join(" "),
    )
    .sort();
}

function byUrnOrId(resources: readonly PlannedResource[], input: string): Map<string, string> {
  return new Map(resources.map((resource) => [resource.urn, String(resource.inputs[input])]));
}

async function accountNames(): Promise<Map<string, string>> {
  const { plan } = await planned("management");
  const ids = plan.outputs["accountIds"] as Record<string, string>;
  return new Map(Object.entries(ids).map(([name, id]) => [id, name]));
}

describe("The identity stack", () => {
  it("makes the permission sets Prod-ReadOnly, NonProd-Developer and Security-Audit beside the administrators' [r0.2, r2.11]", async () => {
    const identity = await planned("identity");
    const sets = identity.all(SET).map(({ inputs }) => [inputs["name"], inputs["sessionDuration"]]);
    assert.deepEqual(Object.fromEntries(sets) as unknown, {
      "Prod-ReadOnly": "PT8H",
      "NonProd-Developer": "PT8H",
      "Security-Audit": "PT8H",
      "Platform-Administrator": "PT1H",
    });
    assert.deepEqual(identity.plan.outputs["permissionSetNames"], {
      readOnly: "Prod-ReadOnly",
      developer: "NonProd-Developer",
      securityAudit: "Security-Audit",
      administrator: "Platform-Administrator",
    });
  });

  it("gives each set its AWS managed policies, fewer than a role's quota [r0.2, r2.6, r2.11]", async () => {
    const identity = await planned("identity");
    const policies: Record<string, string[]> = {};
    for (const set of identity.all(SET)) {
      const own = identity
        .all(MANAGED)
        .filter((attachment) =>
          attachment.propertyDependencies["permissionSetArn"]?.includes(set.urn),
        );
      policies[String(set.inputs["name"])] = own
        .map(({ inputs }) => String(inputs["managedPolicyArn"]))
        .sort();
      assert.ok(own.length <= 10);
    }
    assert.deepEqual(policies, {
      "Prod-ReadOnly": [
        "arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess",
        "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess",
      ],
      "NonProd-Developer": ["arn:aws:iam::aws:policy/PowerUserAccess"],
      "Security-Audit": ["arn:aws:iam::aws:policy/SecurityAudit"],
      "Platform-Administrator": ["arn:aws:iam::aws:policy/AdministratorAccess"],
    });
  });

  it("denies developers what only the platform may change [r2.5, r2.11]", async () => {
    const identity = await planned("identity");
    const inline = String(identity.one(INLINE, "access-developer").inputs["inlinePolicy"]);
    const { Statement: statements } = document(inline);
    assert.ok(statements.every((statement) => statement["Effect"] === "Deny"));
    const denied = statements.flatMap((statement) => statement["Action"] as string[]);
    for (const action of [
      "sts:AssumeRole",
      "cloudtrail:StopLogging",
      "config:StopConfigurationRecorder",
      "backup:DeleteRecoveryPoint",
      "kms:ScheduleKeyDeletion",
      "ec2:CreateVpcPeeringConnection",
      "ec2:DeleteTransitGateway",
      "eks:CreateAccessEntry",
      "route53:DeleteHostedZone",
    ]) {
      assert.ok(
        denied.some((pattern) => matches(pattern, action)),
        action,
      );
    }
    assert.deepEqual(
      statements.find((statement) => statement["Sid"] === "PlatformRoles")?.["Resource"],
      "arn:aws:iam::*:role/platform-*",
    );
  });

  it("lets readers find a cluster and adds no other right to the managed policies [r2.6]", async () => {
    const identity = await planned("identity");
    const inline = document(identity.one(INLINE, "access-readOnly").inputs["inlinePolicy"]);
    assert.deepEqual(
      inline.Statement.flatMap((statement) => statement["Action"] as string[]),
      ["eks:DescribeCluster", "eks:ListClusters"],
    );
  });

  it("lets auditors ask the organization's logs, through Athena only [r1.4, r2.9, r2.11]", async () => {
    const inline = (await planned("identity")).one(INLINE, "access-securityAudit").inputs;
    const { Statement: statements } = document(inline["inlinePolicy"]);
    const ask = statements.find((statement) => statement["Sid"] === "AskLogs");
    assert.ok((ask?.["Action"] as string[]).includes("athena:StartQueryExecution"));
    const reading = statements.filter((statement) =>
      [statement["Action"]].flat().some((action) => /^(?:s3|kms):/.test(String(action))),
    );
    assert.equal(reading.length, 2);
    for (const { Condition: condition } of reading) {
      assert.deepEqual(condition, {
        "ForAnyValue:StringEquals": { "aws:CalledVia": "athena.amazonaws.com" },
      });
    }
    const archive = (await accountIds())["log-archive"] ?? "";
    assert.ok(
      (reading[0]?.["Resource"] as string[]).includes(
        `arn:aws:s3:::acme-cloudtrail-${archive}-*/*`,
      ),
    );
  });

  it("keeps every inline policy within 10,240 characters [r0.2]", async () => {
    for (const { inputs } of (await planned("identity")).all(INLINE)) {
      assert.ok(String(inputs["inlinePolicy"]).replace(/\s/g, "").length <= 10_240);
    }
  });

  it("owns sets, groups and assignments in the identity account alone, in the instance's Region [A2, r0.2]", async () => {
    const id = [...(await accountNames())].find(([, name]) => name === "identity")?.[0];
    for (const stack of (await planOf()).values()) {
      const people = stack.resources.filter(({ type }) =>
        /^aws:(?:ssoadmin|identitystore)\//.test(type),
      );
      if (stack.plan.stack !== "identity") {
        assert.deepEqual(
          people.map(({ urn }) => urn),
          [],
        );
        continue;
      }
      assert.ok(people.length > 20);
      for (const { inputs, provider } of people) {
        assert.deepEqual(provider, { account: id, region: "us-east-1" });
        assert.equal(inputs["region"], "us-east-1");
      }
    }
  });

  it("assigns groups as configured, and nobody in the management account [A2, r0.2, r2.11]", async () => {
    const assigned = await assignmentsOf(await planned("identity"));
    const expected = Object.entries({
      "platform-engineers Platform-Administrator": "identity network operations backup sandbox",
      "platform-engineers Prod-ReadOnly":
        "log-archive audit identity network operations backup prod sandbox",
      "developers NonProd-Developer": "sandbox",
      "developers Prod-ReadOnly": "prod sandbox",
      "security Security-Audit":
        "log-archive audit identity network operations backup prod sandbox",
    }).flatMap(([who, accounts]) => accounts.split(" ").map((account) => `${who} ${account}`));
    assert.deepEqual(assigned, expected.sort());
    assert.ok(!assigned.some((line) => line.endsWith(" management")));
  });

  it("gives people a way into every account but the management account, by one login and no IAM user [r1.1, r2.11]", async () => {
    const reached = new Set(
      (await assignmentsOf(await planned("identity"))).map((line) => line.split(" ")[2]),
    );
    const members = Object.keys(project.organization.accounts).filter(
      (name) => name !== "management",
    );
    assert.deepEqual([...reached].sort(), members.sort());
    for (const stack of (await planOf()).values()) {
      assert.deepEqual(stack.all("aws:iam/user:User"), []);
      assert.deepEqual(stack.all("aws:iam/accessKey:AccessKey"), []);
    }
  });

  it("gives people nothing but reading in production [r2.6]", async () => {
    const inProduction = (await assignmentsOf(await planned("identity")))
      .filter((line) => line.endsWith(" prod"))
      .map((line) => line.split(" ")[1]);
    assert.deepEqual([...new Set(inProduction)].sort(), ["Prod-ReadOnly", "Security-Audit"]);
  });

  it("assigns a set only after all of its policies are attached [A2, r0.2]", async () => {
    const identity = await planned("identity");
    const policies = [...identity.all(MANAGED), ...identity.all(INLINE)];
    for (const assignment of identity.all(ASSIGNMENT)) {
      const [set] = (assignment.propertyDependencies["permissionSetArn"] ?? []).filter((urn) =>
        identity.all(SET).some((resource) => resource.urn === urn),
      );
      assert.ok(set);
      const own = policies.filter((policy) =>
        policy.propertyDependencies["permissionSetArn"]?.includes(set),
      );
      assert.ok(own.length > 0);
      for (const { urn } of own) {
        assert.ok(assignment.dependencies.includes(urn), `${assignment.name} waits for ${urn}`);
      }
    }
  });

  it("works in the Region of the instance when it is not the home Region [r0.2]", async () => {
    const identity = await plannedWith({
      region: "us-west-2",
      assignments: { people: { readOnly: ["prod"] } },
    });
    for (const type of [SET, MANAGED, INLINE, ASSIGNMENT, GROUP]) {
      assert.ok(identity.all(type).length > 0);
      for (const { provider } of identity.all(type)) {
        assert.equal(provider?.region, "us-west-2");
      }
    }
  });

  it("finds groups that an identity provider has synchronised instead of making them [r2.11, r4.7]", async () => {
    const identity = await plannedWith({
      groupSource: "external",
      assignments: { "aws people": { readOnly: ["prod"], securityAudit: ["prod"] } },
    });
    assert.deepEqual(identity.all(GROUP), []);
    const assignments = identity.all(ASSIGNMENT);
    assert.deepEqual(
      assignments.map(({ name }) => name),
      ["access-aws people-readOnly-prod", "access-aws people-securityAudit-prod"],
    );
    for (const { inputs } of assignments) {
      assert.match(String(inputs["principalId"]), /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
  });
});

describe("The identity section", () => {
  const problemsOf = (assignments: object): Problem[] => {
    const problems: Problem[] = [];
    parseStack(
      "identity",
      { role: "identity", identity: { assignments } },
      project.organization,
      problems,
    );
    return problems;
  };

  it("rejects sets that change things in a production account [r2.6]", () => {
    assert.deepEqual(
      problemsOf({ developers: { developer: ["sandbox", "prod"], administrator: ["prod"] } }),
      [
        {
          path: "Pulumi.identity.yaml: identity.assignments.developers.developer",
          rule: "must not name a production account: people have only read access there",
          found: '"prod"',
          remedy: "assign readOnly; changes reach production through the pipeline",
        },
        {
          path: "Pulumi.identity.yaml: identity.assignments.developers.administrator",
          rule: "must not name a production account: people have only read access there",
          found: '"prod"',
          remedy: "assign readOnly; changes reach production through the pipeline",
        },
      ],
    );
  });

  it("goes by the account's environment, not by its name [r2.6]", () => {
    const problems: Problem[] = [];
    const organization = parseOrganization(
      {
        ...project.organization,
        accounts: {
          ...project.organization.accounts,
          sandbox: { ...project.organization.accounts["sandbox"], environment: "production" },
        },
      },
      problems,
    );
    assert.deepEqual(problems, []);
    parseStack(
      "identity",
      { role: "identity", identity: { assignments: { developers: { developer: ["sandbox"] } } } },
      organization,
      problems,
    );
    assert.deepEqual(
      problems.map(({ found }) => found),
      ['"sandbox"'],
    );
  });

  it("allows reading and auditing in production, and everything else outside [r2.6]", () => {
    assert.deepEqual(
      problemsOf({
        people: {
          readOnly: ["prod"],
          securityAudit: ["prod"],
          developer: ["sandbox"],
          administrator: ["network"],
        },
      }),
      [],
    );
  });

  it("rejects an assignment of the management account [A2]", () => {
    assert.deepEqual(
      problemsOf({ people: { administrator: ["management"] } }).map(({ rule }) => rule),
      [
        "must not name the management account: the delegated administrator of Identity Center cannot assign it",
      ],
    );
  });
});
