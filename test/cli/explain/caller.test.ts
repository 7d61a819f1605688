import assert from "node:assert/strict";
import { type Caller, callerOf } from "../../../cli/explain/caller";
import { conditionHolds } from "../../../cli/evaluation/condition-operators";
import { organizationWith } from "../../support/plan/organization";

const OURS = "o-ours";
const members = [
  "log-archive",
  "audit",
  "identity",
  "network",
  "operations",
  "backup",
  "prod",
  "sandbox",
];
/** Account ids, in the order of the members. */
const idOf = (key: string): string => `10000000000${members.indexOf(key)}`;

const known = organizationWith({
  existing: { id: "o-abcdefghij", rootId: "r-abcd" },
  "rollout.stage": "enforce",
  ...Object.fromEntries(
    members.flatMap((key) => [
      [`accounts.${key}.id`, idOf(key)],
      [`accounts.${key}.bootstrapRole`, "OrganizationAccountAccessRole"],
    ]),
  ),
});

/** Evaluates one condition for a caller. */
function holds({ keys }: Caller, operator: string, key: string, value: string) {
  return conditionHolds(operator, key, [value], keys);
}

function caller(arn: string, organization = known) {
  return callerOf(organization, "prod", arn, OURS);
}

describe("The caller, by its ARN", () => {
  it("is the role of a session, whose path is unknown", () => {
    const session = caller(
      `arn:aws:sts::${idOf("prod")}:assumed-role/platform-break-glass/somebody`,
    );
    const isRole = (role: string) =>
      holds(session, "ArnLike", "aws:PrincipalArn", `arn:aws:iam::*:role/${role}`);
    assert.equal(isRole("platform-break-glass"), true);
    assert.equal(isRole("emergency/platform-break-glass"), true);
    assert.equal(isRole("platform-break"), false);
    assert.equal(isRole("emergency/*"), false);
    assert.equal(holds(session, "ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:user/*"), false);
  });

  it("has the path of Identity Center in a session of a permission set", () => {
    const session = caller(
      `arn:aws:sts::${idOf("prod")}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/jo`,
    );
    for (const [role, expected] of [
      ["aws-reserved/sso.amazonaws.com/*", true],
      ["aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Admin_*", true],
      ["aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Admin_*", true],
      ["aws-reserved/sso.amazonaws.com/*AWSReservedSSO_Audit_*", false],
      ["AWSReservedSSO_Admin_*", false],
    ] as const) {
      assert.equal(
        holds(session, "ArnLike", "aws:PrincipalArn", `arn:*:iam::*:role/${role}`),
        expected,
        `${role} is matched wrongly`,
      );
    }
  });

  it("keeps the path of a role", () => {
    const role = caller(`arn:aws:iam::${idOf("prod")}:role/ci/deploy`);
    assert.equal(holds(role, "ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/ci/deploy"), true);
    assert.equal(
      holds(role, "ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/other/deploy"),
      false,
    );
  });

  it("belongs to an account by the ids of the configuration", () => {
    const standing = (id: string) => {
      const { account, isBound, isMember } = caller(`arn:aws:iam::${id}:role/x`);
      return { account, isBound, isMember };
    };
    assert.deepEqual(standing(idOf("prod")), { account: "prod", isBound: true, isMember: true });
    assert.deepEqual(standing(idOf("audit")), { account: "audit", isBound: false, isMember: true });
    assert.deepEqual(standing("999999999999"), {
      account: undefined,
      isBound: false,
      isMember: false,
    });
  });

  it("is of an unknown account when the configuration lacks ids", () => {
    const { isBound, isMember } = caller("arn:aws:iam::999999999999:role/x", organizationWith());
    assert.deepEqual([isBound, isMember], [undefined, undefined]);
  });

  it("decides the condition keys of account, organization and AWS services", () => {
    const stranger = caller("arn:aws:iam::999999999999:role/x");
    const member = caller(`arn:aws:iam::${idOf("audit")}:role/x`);
    assert.equal(holds(stranger, "StringEquals", "aws:PrincipalAccount", "999999999999"), true);
    assert.equal(holds(stranger, "StringEquals", "aws:PrincipalOrgID", OURS), false);
    assert.equal(holds(stranger, "StringEquals", "aws:PrincipalOrgID", "o-partner"), undefined);
    assert.equal(holds(member, "StringEquals", "aws:PrincipalOrgID", OURS), true);
    assert.equal(holds(member, "StringEquals", "aws:PrincipalOrgID", "o-partner"), false);
    assert.equal(holds(member, "StringEquals", "aws:PrincipalIsAWSService", "true"), false);
    assert.equal(holds(member, "StringEquals", "aws:SourceVpc", "vpc-1"), undefined);
  });
});
