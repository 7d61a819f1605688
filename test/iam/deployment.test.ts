import assert from "node:assert/strict";
import { DEPLOYMENT_ROLE } from "../../components/shared/naming";
import { exemptRoles } from "../../stacks/guardrails";
import { bootstrapRole } from "../../stacks/company/bootstrap-role";
import { assertNone } from "../support/assert-none";
import { actionTable, actionTables } from "./actions";
import { isRefused, refused } from "./actions/refused";
import { actionsOf, isAction, requestsOf } from "./actions/requests";
import type { Request } from "./simulate";
import {
  accountOnly,
  decideByPlan,
  type MemberResource,
  type Whole,
  wholeOrganization,
} from "./whole";

describe("Deploying under all guardrails", () => {
  it("has a row of actions for every type that the plan creates in a member account, and no other", async () => {
    const { resources } = await wholeOrganization();
    const types = [...new Set(resources.map(({ type }) => type))];
    assertNone(
      types.filter((type) => !(type in actionTable)).sort(),
      "add a row with the actions of each of these types to a group in test/iam/actions",
    );
    assertNone(
      Object.keys(actionTable).filter((type) => !types.includes(type)),
      "remove the rows of these types from test/iam/actions: the plan has none in a member account",
    );
  });

  it("names actions that exist, each once for a type", async () => {
    for (const [type, row] of Object.entries(actionTable)) {
      const actions = actionsOf(row);
      assertNone(
        actions.filter((action, index) => actions.indexOf(action) !== index),
        `remove the second mention of these actions of ${type} in test/iam/actions`,
      );
      for (const action of actions) {
        assert.ok(await isAction(action), `correct ${action} of ${type} in test/iam/actions`);
      }
    }
  });

  it("passes every role and uses every key that a resource is given", async () => {
    const whole = await wholeOrganization();
    for (const resource of whole.resources.filter(({ type }) => !(type in keptForOthers))) {
      const requests = await requestsFor(whole, resource, DEPLOYMENT_ROLE);
      for (const [path, value] of textsOf(resource.values)) {
        if (/role_?arn$/i.test(path)) {
          const passed = requests.some(({ action }) => action === "iam:PassRole");
          assert.ok(
            passed,
            `${resource.type} has a role as ${path}: add iam:PassRole to its row in test/iam/actions`,
          );
        }
        if (/^arn:aws:kms:.*:key\//.test(value)) {
          const used = requests.some(
            (request) => request.action.startsWith("kms:") && request.resource === value,
          );
          assert.ok(
            used,
            `${resource.type} has a key as ${path}: add the actions of kms to its row in test/iam/actions`,
          );
        }
      }
    }
  });

  for (const [group, table] of Object.entries(actionTables)) {
    it(`is allowed to the deployment role, for all resources of ${group}`, async () => {
      const whole = await wholeOrganization();
      const resources = whole.resources.filter(({ type }) => type in table);
      assert.notEqual(resources.length, 0);
      await assertDeployable(whole, resources, DEPLOYMENT_ROLE);
    });

    it(`is allowed to the bootstrap role while accounts have no other, for one of each type of ${group}`, async () => {
      const whole = await wholeOrganization();
      const role = bootstrapRole(whole.organization);
      assert.ok(exemptRoles(whole.organization).includes(role), "no account is bootstrapped");
      const resources = firstOfEach(whole.resources.filter(({ type }) => type in table));
      await assertDeployable(whole, resources, role);
    });
  }

  it("is denied on purpose where the list of refusals names it", async () => {
    const whole = await wholeOrganization();
    const tried = await Promise.all(
      whole.resources.map((resource) => requestsFor(whole, resource, DEPLOYMENT_ROLE)),
    );
    for (const refusal of refused) {
      const requests = tried.flat().filter((request) => isRefused(request, [refusal]));
      assert.notEqual(
        requests.length,
        0,
        `no deployment needs ${refusal.action}: remove it from test/iam/actions/refused.ts`,
      );
      for (const request of requests) {
        const what = `${request.action} on ${request.resource}`;
        assert.equal(await decideByPlan(whole, request), "denied", what);
      }
    }
  });
});

/** Types that only record a key, and why their deployment does not use it. */
const keptForOthers: Readonly<Record<string, string>> = {
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    "S3 uses the key with the permissions of the principal that writes or reads",
  "aws:sns/topic:Topic":
    "Amazon SNS uses the key with the permissions of the principal that publishes",
};

/** Every text in a value, with its path. */
function textsOf(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}.${key}`));
  }
  return typeof value === "string" ? [[path.slice(1), value]] : [];
}

/** Simulates every request that a deployment of the resources needs, each once. */
async function assertDeployable(
  whole: Whole,
  resources: readonly MemberResource[],
  role: string,
): Promise<void> {
  const tried = new Set<string>();
  const denied: string[] = [];
  for (const resource of resources) {
    for (const request of await requestsFor(whole, resource, role)) {
      const key = JSON.stringify(request);
      if (tried.has(key) || isRefused(request, refused)) {
        continue;
      }
      tried.add(key);
      if ((await decideByPlan(whole, request)) === "denied") {
        denied.push(`${request.action} on ${request.resource} for ${resource.type}`);
      }
    }
  }
  assertNone(
    denied,
    `guardrails deny ${role} these requests. Exempt the role in the guardrail (denyExcept), or add a request that is denied on purpose to test/iam/actions/refused.ts`,
  );
}

/** Requests for a resource. The bootstrap role deploys first, when no resource has its own policy yet. */
async function requestsFor(
  whole: Whole,
  resource: MemberResource,
  role: string,
): Promise<Request[]> {
  const row = actionTable[resource.type];
  const requests = row ? await requestsOf(whole, resource, row, role) : [];
  return role === DEPLOYMENT_ROLE
    ? requests
    : requests.map((request) => ({
        ...request,
        resourcePolicy: accountOnly(request.resourceAccountId),
      }));
}

function firstOfEach(resources: readonly MemberResource[]): MemberResource[] {
  const first = new Map<string, MemberResource>();
  for (const resource of resources) {
    const key = `${resource.type} ${resource.account}`;
    first.set(key, first.get(key) ?? resource);
  }
  return [...first.values()];
}
