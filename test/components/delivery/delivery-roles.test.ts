import assert from "node:assert/strict";
import { DeliveryRoles, type DeliveryRolesArgs } from "../../../components/delivery/delivery-roles";
import type { GithubRepository } from "../../../components/delivery/github-trust";
import { placeOf } from "../../../components/shared/place";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { bySid, statementsOf } from "../../support/plan/statements";

const RIGHTS = "aws:iam/rolePolicy:RolePolicy";
const ROLE = "aws:iam/role:Role";

const platform: GithubRepository = {
  organization: "acme",
  name: "cloud",
  repositoryId: "4711",
  subjectFormat: "legacy",
};
const shop: GithubRepository = {
  organization: "acme",
  name: "shop",
  organizationId: "65",
  repositoryId: "1296269",
  subjectFormat: "immutable",
};

function roles(args: Partial<DeliveryRolesArgs> = {}): ComponentProgram {
  return ({ place, opts }) =>
    new DeliveryRoles(
      "delivery",
      {
        place,
        organizationId: "o-exampleorg1",
        state: { backend: "https://api.pulumi.com", secretsProvider: "default" },
        platform,
        applications: [shop],
        environment: "live systems",
        imageRepositoryArns: [],
        ...args,
      },
      opts,
    );
}

function subjects(plan: Awaited<ReturnType<typeof planComponent>>, role: string): unknown {
  const [trust] = statementsOf(plan.one(ROLE, `delivery-${role}`).inputs["assumeRolePolicy"]);
  return trust?.Condition?.["StringEquals"]?.["token.actions.githubusercontent.com:sub"];
}

describe("DeliveryRoles", () => {
  it("trusts one exact kind of run each [r2.17, B13]", async () => {
    const plan = await planComponent(roles());
    assert.deepEqual(plan.errors, []);
    const application = "repo:acme@65/shop@1296269";
    assert.deepEqual(subjects(plan, "platform"), ["repo:acme/cloud:environment:live systems"]);
    assert.deepEqual(subjects(plan, "platform-preview"), ["repo:acme/cloud:pull_request"]);
    assert.deepEqual(subjects(plan, "application"), [`${application}:environment:live systems`]);
    assert.deepEqual(subjects(plan, "application-build"), [`${application}:ref:refs/heads/main`]);
  });

  it("needs no rights on state outside AWS, and pushes no images when there are none", async () => {
    const plan = await planComponent(roles());
    for (const { name, inputs } of plan.all(RIGHTS)) {
      const sids = statementsOf(inputs["policy"]).map(({ Sid }) => Sid);
      assert.deepEqual(sids, ["AssumeRoleInAccounts"], name);
    }
  });

  it("assumes roles of its partition and organization alone [B12]", async () => {
    const place = placeOf("us-gov-west-1", "111111111111");
    const plan = await planComponent(roles({ place }));
    const policy = plan.one(RIGHTS, "delivery-platform").inputs["policy"];
    const assume = bySid(statementsOf(policy), "AssumeRoleInAccounts");
    assert.deepEqual(assume.Resource, ["arn:aws-us-gov:iam::*:role/platform-deployment"]);
    assert.deepEqual(assume.Condition, { StringEquals: { "aws:ResourceOrgID": "o-exampleorg1" } });
  });

  const many = Array.from({ length: 60 }, (_, index) => ({ ...platform, name: `shop-${index}` }));
  const wrong: readonly [string, Partial<DeliveryRolesArgs>, string][] = [
    [
      "no applications",
      { applications: [] },
      "applications: must not be empty; name the platform's repository when applications have none of their own",
    ],
    [
      "a wildcard in a repository's name",
      { applications: [shop, { ...platform, name: "shop-*" }] },
      'applications[1].name: must be a name on GitHub: letters, digits, - _ ., got "shop-*"; give organization and name apart, without github.com, slashes and wildcards',
    ],
    [
      "an immutable subject without its ids",
      { platform: { ...platform, subjectFormat: "both" } },
      "platform.organizationId: is required for the subject format both: GitHub's subject contains it; copy it from gh api repos/ORG/REPO --jq '.owner.id, .id'",
    ],
    [
      "more repositories than a trust policy has room for",
      { applications: many },
      "applications: must fit a trust policy of 2048 characters, got 3203 for 60 repositories; list fewer",
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}, before any role is created`, async () => {
      await assertRejects(roles(args), error);
    });
  }

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(roles());
  });
});
