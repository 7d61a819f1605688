import assert from "node:assert/strict";
import {
  TrustedAccess,
  type TrustedAccessArgs,
} from "../../../components/organization/trusted-access";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { named } from "../../support/plan/workload";

const ADMINISTRATOR = "aws:organizations/delegatedAdministrator:DelegatedAdministrator";
const FEATURES = "aws:iam/organizationsFeatures:OrganizationsFeatures";
const LINKED_ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";
const SERVICE = "aws:organizations/awsServiceAccess:AwsServiceAccess";

function access(
  administrators: Partial<TrustedAccessArgs["administrators"]> = {},
  hasAnalyzerRole = false,
): ComponentProgram {
  return ({ opts, computed }) =>
    new TrustedAccess(
      "trust",
      {
        organization: opts.providers[0],
        administrators: {
          identity: computed("222222222222"),
          audit: "333333333333",
          backup: "333333333333",
          ...administrators,
        },
        hasAnalyzerRole,
      },
      opts,
    );
}

describe("TrustedAccess", () => {
  it("lets one account administer the services of several roles, each after its access [A2]", async () => {
    const plan = await planComponent(access());
    assert.deepEqual(plan.errors, []);
    const audit = plan.one(ADMINISTRATOR, "audit-config");
    assert.equal(
      audit.inputs["accountId"],
      plan.one(ADMINISTRATOR, "backup-backup").inputs["accountId"],
    );
    assert.ok(
      named(audit.dependencies).includes(`${SERVICE} config`),
      "AWS refuses an administrator of a service without access",
    );
  });

  it("leaves Access Analyzer's role to its owner, where the account has it", async () => {
    const own = await planComponent(access());
    assert.equal(own.one(LINKED_ROLE).options.retainOnDelete, true);
    assert.deepEqual((await planComponent(access({}, true))).all(LINKED_ROLE), []);
  });

  it("protects every access: disabling one locks out what works by it", async () => {
    const plan = await planComponent(access());
    for (const { name, options } of plan.all(SERVICE)) {
      assert.equal(options.protect, true, name);
    }
    assert.deepEqual(plan.one(FEATURES).inputs["enabledFeatures"], [
      "RootCredentialsManagement",
      "RootSessions",
    ]);
  });

  it("rejects an administrator that is no account's id", async () => {
    await assertRejects(
      access({ audit: "security" }),
      'administrators.audit: must be a 12-digit AWS account id in quotes, got "security"; copy it from the AWS console and quote it, "012345678901": YAML drops leading zeros otherwise',
    );
  });

  it("has the same resources in a preview, when an account has no id yet", async () => {
    await assertSameInPreview(access());
  });
});
