import assert from "node:assert/strict";
import {
  delegatedServices,
  trustedServices,
} from "../../../components/organization/trusted-access";
import { loadProject } from "../../../cli/planner/project";
import { defaultOrganization, setAt } from "../../support/plan/default-company";
import { accountIdAt, ORGANIZATION_ID } from "../../../components/organization/placeholder-ids";
import {
  effectiveGuardrails,
  isEnforcedSomewhere,
  organizationPolicies,
} from "../../../stacks/guardrails";
import {
  document,
  planAll,
  planned,
  type PlannedStack,
  repository,
} from "../../support/plan/planned";
import { withProject } from "../../support/plan/project";

const ORGANIZATION = "aws:organizations/organization:Organization";
const ACCOUNT = "aws:organizations/account:Account";
const UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit";

async function managementOf(changes: Readonly<Record<string, unknown>>): Promise<PlannedStack> {
  const organization = defaultOrganization();
  for (const [path, value] of Object.entries(changes)) {
    setAt(organization, path, value);
  }
  return withProject({ organization }, async (folder) => {
    const stack = (await planAll(loadProject(folder))).get("management");
    assert.ok(stack);
    assert.deepEqual([...stack.plan.errors], []);
    return stack;
  });
}

describe("The management stack", () => {
  it("makes the organization with all features, never to be replaced or deleted [r0.1]", async () => {
    const organization = (await planned("management")).one(ORGANIZATION);
    assert.equal(organization.inputs["featureSet"], "ALL");
    assert.deepEqual(organization.options, {
      protect: true,
      retainOnDelete: true,
      ignoreChanges: ["awsServiceAccessPrincipals"],
    });
    assert.equal(organization.inputs["awsServiceAccessPrincipals"], undefined);
    for (const type of ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "BACKUP_POLICY"]) {
      assert.ok((organization.inputs["enabledPolicyTypes"] as string[]).includes(type), type);
    }
  });

  it("nests the OU tree as configured, parents first [r2.1, r3.4]", async () => {
    const stack = await planned("management");
    const production = stack.one(UNIT, "Workloads/Production");
    const parent = stack.one(UNIT, "Workloads");
    assert.equal(production.inputs["name"], "Production");
    assert.equal(production.inputs["parentId"], parent.id);
    assert.match(String(parent.inputs["parentId"]), /^r-/);
    assert.ok(stack.all(UNIT).every(({ options }) => options.protect && options.retainOnDelete));
  });

  it("makes every member account in its OU, kept when the code drops it [r1.2, r3.7, r3.8, r4.2]", async () => {
    const stack = await planned("management");
    const accounts = stack.all(ACCOUNT);
    assert.equal(accounts.length, 8);
    for (const account of accounts) {
      assert.equal(account.inputs["email"], `aws+${account.name}@example.com`);
      assert.equal(account.inputs["closeOnDeletion"], false);
      assert.equal(account.inputs["roleName"], "OrganizationAccountAccessRole");
      assert.deepEqual(account.options, {
        protect: true,
        retainOnDelete: true,
        ignoreChanges: ["roleName", "iamUserAccessToBilling", "email", "name"],
      });
    }
    assert.equal(
      stack.one(ACCOUNT, "prod").inputs["parentId"],
      stack.one(UNIT, "Workloads/Production").id,
    );
  });

  it("makes accounts three at a time: CreateAccount allows no more", async () => {
    const accounts = (await planned("management")).all(ACCOUNT);
    const byUrn = new Map(accounts.map((account) => [account.urn, account]));
    const chainLength = (urn: string): number =>
      1 +
      Math.max(
        0,
        ...(byUrn.get(urn)?.dependencies ?? []).filter((on) => byUrn.has(on)).map(chainLength),
      );
    assert.equal(Math.max(...accounts.map(({ urn }) => chainLength(urn))), Math.ceil(8 / 3));
  });

  it("trusts each service before it is delegated, and after the organization is there", async () => {
    const stack = await planned("management");
    const access = stack.all("aws:organizations/awsServiceAccess:AwsServiceAccess");
    assert.deepEqual(
      access.map(({ inputs }) => inputs["servicePrincipal"]).sort(),
      Object.values(trustedServices)
        .flat()
        .map((service) => `${service}.amazonaws.com`)
        .sort(),
    );
    const organization = stack.one(ORGANIZATION).urn;
    for (const service of access) {
      assert.ok(service.dependencies.includes(organization), service.name);
      assert.equal(service.options.protect, true);
    }
    for (const delegation of stack.all(
      "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
    )) {
      const trusted = access.find(
        ({ inputs }) => inputs["servicePrincipal"] === delegation.inputs["servicePrincipal"],
      );
      assert.ok(trusted && delegation.dependencies.includes(trusted.urn), delegation.name);
    }
  });

  it("delegates Identity Center to identity, Config to audit, backup to backup [A2, r0.2, r0.5, r2.2]", async () => {
    const stack = await planned("management");
    for (const [account, services] of Object.entries(delegatedServices)) {
      for (const service of services) {
        const delegation = stack.one(
          "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
          `${account}-${service}`,
        );
        assert.equal(delegation.inputs["accountId"], stack.one(ACCOUNT, account).id);
        assert.equal(delegation.inputs["servicePrincipal"], `${service}.amazonaws.com`);
      }
    }
  });

  it("manages root access centrally and shares through RAM, each after its trusted access", async () => {
    const stack = await planned("management");
    const root = stack.one("aws:iam/organizationsFeatures:OrganizationsFeatures");
    assert.deepEqual(root.inputs["enabledFeatures"], ["RootCredentialsManagement", "RootSessions"]);
    const ram = stack.one("aws:ram/sharingWithOrganization:SharingWithOrganization");
    const access = (service: string): string =>
      stack.one("aws:organizations/awsServiceAccess:AwsServiceAccess", service).urn;
    assert.ok(root.dependencies.includes(access("iam")));
    assert.ok(ram.dependencies.includes(access("ram")));
    const analyzer = stack.one("aws:iam/serviceLinkedRole:ServiceLinkedRole");
    assert.equal(analyzer.inputs["awsServiceName"], "access-analyzer.amazonaws.com");
    assert.ok(analyzer.dependencies.includes(access("access-analyzer")));
  });

  it("switches on backups across accounts with all three keys AWS knows [A8]", async () => {
    const settings = (await planned("management")).one("aws:backup/globalSettings:GlobalSettings");
    assert.deepEqual(settings.inputs["globalSettings"], {
      isCrossAccountBackupEnabled: "true",
      isDelegatedAdministratorEnabled: "true",
      isMpaEnabled: "false",
    });
  });

  it("attaches the guardrails, minified and after their policy type is on [r2.7, r3.5, r4.9]", async () => {
    const stack = await planned("management");
    const organization = stack.one(ORGANIZATION);
    const { organizationalUnitIds, organizationRootId } = stack.plan.outputs as {
      organizationalUnitIds: Record<string, string>;
      organizationRootId: string;
    };
    const targets = [organizationRootId, ...Object.values(organizationalUnitIds)];
    const policies = stack.all("aws:organizations/policy:Policy");
    assert.ok(policies.length > 0);
    for (const policy of policies) {
      const content = String(policy.inputs["content"]);
      const type = String(policy.inputs["type"]);
      assert.equal(content, JSON.stringify(JSON.parse(content)));
      assert.ok(
        content.length <= (type === "SERVICE_CONTROL_POLICY" ? 10_240 : 5_120),
        policy.name,
      );
      assert.ok(policy.dependencies.includes(organization.urn));
      assert.ok(String(policy.inputs["description"]).length <= 512);
      assert.ok((organization.inputs["enabledPolicyTypes"] as string[]).includes(type), type);
      const attachments = stack
        .all("aws:organizations/policyAttachment:PolicyAttachment")
        .filter(({ inputs }) => inputs["policyId"] === policy.id);
      assert.equal(attachments.length, 1, policy.name);
      assert.ok(targets.includes(String(attachments[0]?.inputs["targetId"])), policy.name);
    }
  });

  it("stays within AWS's count of policies on every target, its own included [r2.7]", async () => {
    const limits: Readonly<Record<string, number>> = {
      SERVICE_CONTROL_POLICY: 10 - 1,
      RESOURCE_CONTROL_POLICY: 5 - 1,
      AISERVICES_OPT_OUT_POLICY: 5,
    };
    const stack = await planned("management");
    const types = new Map(
      stack
        .all("aws:organizations/policy:Policy")
        .map(({ id, inputs }) => [id, String(inputs["type"])]),
    );
    const counts = new Map<string, number>();
    for (const { inputs } of stack.all("aws:organizations/policyAttachment:PolicyAttachment")) {
      const type = types.get(String(inputs["policyId"])) ?? "";
      const key = `${type} ${String(inputs["targetId"])}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      assert.ok((counts.get(key) ?? 0) <= (limits[type] ?? 10), key);
    }
  });

  it("drops a guardrail that is switched off", async () => {
    const off = await managementOf({ "guardrails.deny-root-user.enabled": false });
    const sids = (stack: PlannedStack) =>
      JSON.stringify(stack.all("aws:organizations/policy:Policy"));
    assert.ok(sids(await planned("management")).includes("DenyRootUser"));
    assert.ok(!sids(off).includes("DenyRootUser"));
  });

  it("packs for the quota that is asked, and names the guardrail that does not fit", async () => {
    const quota = (documentsPerTarget: number, documentCharacters: number) => ({
      policyQuotas: { SERVICE_CONTROL_POLICY: { documentsPerTarget, documentCharacters } },
    });
    const small = await managementOf(quota(10, 5_632));
    const documents = small
      .all("aws:organizations/policy:Policy")
      .filter(({ inputs }) => inputs["type"] === "SERVICE_CONTROL_POLICY");
    assert.ok(documents.length > 4);
    assert.ok(documents.every(({ inputs }) => String(inputs["content"]).length <= 5_632));
    await assert.rejects(
      managementOf(quota(2, 5_120)),
      /guardrails\.[a-z-]+: does not fit: .* \(SERVICE_CONTROL_POLICY on root\)/,
    );
  });

  it("exempts the bootstrap role only for as long as a provider assumes it", async () => {
    const exempt = (stack: PlannedStack): boolean =>
      stack
        .all("aws:organizations/policy:Policy")
        .filter(({ inputs }) => inputs["type"] === "SERVICE_CONTROL_POLICY")
        .flatMap(({ inputs }) => document(inputs["content"]).Statement as { Condition?: object }[])
        .some(({ Condition = {} }) =>
          JSON.stringify((Condition as Record<string, object>)["ArnNotLike"] ?? {}).includes(
            "OrganizationAccountAccessRole",
          ),
        );
    assert.ok(exempt(await planned("management")));
    assert.ok(!exempt(await managementOf({ credentials: "deployment" })));
  });

  it("budgets the whole organization by AWS Budgets, which counts Marketplace charges [r2.18, r3.6]", async () => {
    const stack = await planned("management");
    const budget = stack.one("aws:budgets/budget:Budget");
    assert.equal(budget.inputs["limitAmount"], "5000.0");
    assert.equal((budget.inputs["notifications"] as object[]).length, 3);
    assert.deepEqual(stack.all("aws:cloudwatch/metricAlarm:MetricAlarm"), []);
  });

  it("runs nothing in the management account [r3.1]", async () => {
    const services = new Set(
      (await planned("management")).resources
        .filter(({ type }) => type.startsWith("aws:"))
        .map(({ type }) => type.split(/[:/]/)[1]),
    );
    assert.deepEqual([...services].sort(), [
      "account",
      "backup",
      "budgets",
      "ebs",
      "iam",
      "organizations",
      "ram",
      "s3",
    ]);
  });
});

describe("An organization that exists already", () => {
  const existing = { id: "o-abcdefghij", rootId: "r-abcd" };
  const changes = {
    existing,
    "rollout.stage": "enforce",
    "organizationalUnits.Security.id": "ou-abcd-11111111",
    "accounts.prod.id": "123456789012",
    "accounts.prod.bootstrapRole": "OrganizationAccountAccessRole",
  };

  it("is imported by a first run that changes nothing in AWS", async () => {
    const stack = await managementOf(changes);
    const organization = stack.one(ORGANIZATION);
    assert.equal(organization.options.import, existing.id);
    assert.ok(organization.options.ignoreChanges?.includes("enabledPolicyTypes"));
    assert.equal(stack.one(UNIT, "Security").options.import, "ou-abcd-11111111");
    const prod = stack.one(ACCOUNT, "prod");
    assert.equal(prod.options.import, "123456789012");
    assert.ok(prod.options.ignoreChanges?.includes("tagsAll"));
    const others = stack.resources.filter(
      ({ type }) => type.startsWith("aws:") && ![ORGANIZATION, UNIT, ACCOUNT].includes(type),
    );
    assert.deepEqual(
      others.map(({ urn }) => urn),
      [],
    );
  });

  it("gets trusted access, guardrails and baseline once it is imported", async () => {
    const stack = await managementOf({ ...changes, "existing.imported": true });
    assert.ok(stack.all("aws:organizations/policyAttachment:PolicyAttachment").length > 0);
    assert.equal(
      stack.all("aws:organizations/policyAttachment:PolicyAttachment")[0]?.inputs["targetId"],
      "r-abcd",
    );
    const organization = stack.one(ORGANIZATION);
    assert.deepEqual(organization.options.ignoreChanges, ["awsServiceAccessPrincipals"]);
  });

  it("adopts accounts and units on any later run and keeps the tags they have", async () => {
    const stack = await managementOf({ ...changes, "existing.imported": true });
    for (const adopted of [stack.one(ACCOUNT, "prod"), stack.one(UNIT, "Security")]) {
      assert.deepEqual(
        ["tags", "tagsAll"].filter((key) => !adopted.options.ignoreChanges?.includes(key)),
        [],
        adopted.name,
      );
    }
    assert.equal(stack.one(ACCOUNT, "audit").options.ignoreChanges?.includes("tags"), false);
  });

  it("keeps the policy types it has: dropping one would detach all its policies", async () => {
    const stack = await managementOf({
      ...changes,
      "existing.imported": true,
      "existing.policyTypes": ["CHATBOT_POLICY"],
    });
    const types = stack.one(ORGANIZATION).inputs["enabledPolicyTypes"] as string[];
    assert.ok(types.includes("CHATBOT_POLICY") && types.includes("SERVICE_CONTROL_POLICY"));
  });
});

describe("The guardrails' documents", () => {
  it("are what the organization's policies come to, with the ids that AWS has given", async () => {
    const stack = await planned("management");
    const { organization } = loadProject(repository);
    const expected = organizationPolicies(organization);
    const contents = stack
      .all("aws:organizations/policy:Policy")
      .map(({ inputs }) => String(inputs["content"]));
    assert.equal(contents.length, expected.length);
    for (const content of contents) {
      assert.doesNotMatch(content, /<\d{10}>|<organization/);
    }
    const { organizationId, accountIds } = stack.plan.outputs as {
      organizationId: string;
      accountIds: Record<string, string>;
    };
    const filled = expected.map(({ content }) =>
      Object.keys(organization.accounts).reduce(
        (text, key, index) => text.replaceAll(accountIdAt(index), accountIds[key] ?? ""),
        content.replaceAll(ORGANIZATION_ID, organizationId),
      ),
    );
    assert.deepEqual(contents.sort(), filled.sort());
  });

  it("carry every guardrail that AWS can enforce and that is on", () => {
    const { organization } = loadProject(repository);
    const held = new Set(organizationPolicies(organization).flatMap(({ guardrails: ids }) => ids));
    const expected = effectiveGuardrails(organization)
      .filter(({ guardrail }) => !("none" in guardrail.deny))
      .filter(({ guardrail }) => isEnforcedSomewhere(organization, guardrail))
      .map(({ guardrail }) => guardrail.id);
    // One waits for the last account to leave its bootstrap role, the other denies only what a parameter switches on.
    assert.deepEqual(expected.filter((id) => !held.has(id)).sort(), [
      "deny-public-clusters",
      "retire-bootstrap-role",
    ]);
  });
});
