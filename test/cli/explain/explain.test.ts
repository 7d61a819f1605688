import assert from "node:assert/strict";
import { explain } from "../../../cli/explain/explain";
import { explanationText } from "../../../cli/output/explanation";
import { organizationWith } from "../../support/organization";

const bucket = { action: "s3:PutBucketAcl" };
const ID = "deny-public-buckets";

function speaking(
  changes: Record<string, unknown>,
  request: Parameters<typeof explain>[2],
  account = "prod",
) {
  return explain(organizationWith(changes), account, request).speaking;
}

function textOf(changes: Record<string, unknown>, request: Parameters<typeof explain>[2]): string {
  return explanationText(explain(organizationWith(changes), "prod", request)).replaceAll(
    /\s+/g,
    " ",
  );
}

describe("What the guardrails say of a request", () => {
  it("names those that deny it, with the policy's place and what must hold", () => {
    const one = speaking({}, bucket).find(({ guardrail }) => guardrail.id === ID);
    assert.deepEqual(one?.targets, ["root"]);
    assert.equal(one.denies[0]?.policyType, "SERVICE_CONTROL_POLICY");
    const text = textOf({}, bucket);
    assert.match(text, /s3:PutBucketAcl in account prod/);
    assert.match(
      text,
      /denies it when s3:x-amz-acl is public-read, public-read-write or authenticated-read \(a service control policy on root; not to .*platform-deployment/,
    );
    assert.match(text, /Config rule S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED/);
    assert.match(text, /refuses Bucket,.* BucketAcl/);
    assert.match(text, /exceptions: \[\{ account: prod, reason:/);
  });

  it("tells what is about the request first, and in a line what is about every request of the kind", () => {
    const exceptions = [{ account: "prod", reason: "a relocation", expires: "2099-12-31" }];
    const text = textOf({ "guardrails.approved-regions.exceptions": exceptions }, bucket);
    const [own = "", general = ""] = text.split("On every request of the kind: ");
    assert.match(own, /deny-public-buckets/);
    assert.doesNotMatch(own, /approved-regions|deny-root-user|require-tls/);
    assert.match(
      general,
      /approved-regions \(high\): excepted until 2099-12-31; denies it when aws:RequestedRegion is not .*judged in previews, not detected/,
    );
    assert.match(general, /deny-root-user .*not seen in previews/);
    assert.match(general, /guardrails\.deny-public-buckets\.exceptions/);
  });

  it("says that a principal is left alone, and is silent on other resources", () => {
    const principal = "arn:aws:iam::111111111111:role/platform-deployment";
    const one = speaking({}, { ...bucket, principal }).find(({ guardrail }) => guardrail.id === ID);
    assert.equal(one?.denies[0]?.exempt, true);
    assert.match(textOf({}, { ...bucket, principal }), /leaves this principal alone/);
    const onArchive = (resource: string) =>
      speaking({}, { action: "s3:PutBucketPolicy", resource }).map(({ guardrail }) => guardrail.id);
    assert.ok(onArchive("arn:aws:s3:::acme-cloudtrail-1").includes("protect-cloudtrail"));
    assert.ok(!onArchive("arn:aws:s3:::data").includes("protect-cloudtrail"));
  });

  it("tells a guardrail that only reports, one that is off, and an exception", () => {
    assert.match(
      textOf({ [`guardrails.${ID}.stage`]: "report" }, bucket),
      /only reports so far.*warns Bucket/,
    );
    const off = speaking({ [`guardrails.${ID}.enabled`]: false }, bucket);
    assert.ok(!off.some(({ guardrail }) => guardrail.id === ID));
    const exceptions = [{ account: "prod", reason: "the press kit", expires: "2099-12-31" }];
    assert.match(
      textOf({ [`guardrails.${ID}.exceptions`]: exceptions }, bucket),
      /exception until 2099-12-31: the press kit/,
    );
  });

  it("follows the account's OU: what is moved elsewhere does not speak", () => {
    const moved = { [`guardrails.${ID}.organizationalUnits`]: ["Security"] };
    const ids = (account: string) =>
      speaking(moved, bucket, account).map(({ guardrail }) => guardrail.id);
    assert.ok(!ids("prod").includes(ID));
    assert.ok(ids("audit").includes(ID));
  });

  it("names guardrails without statements by the calls that make what they judge", () => {
    const silent = speaking({}, { action: "ec2:AuthorizeSecurityGroupIngress" }).filter(
      ({ denies }) => denies.length === 0,
    );
    assert.notEqual(silent.length, 0);
    assert.match(
      textOf({}, { action: "ec2:AuthorizeSecurityGroupIngress" }),
      /lets it through: no organization policy can tell/,
    );
  });

  it("says so when nothing speaks", () => {
    const principal = "arn:aws:iam::111111111111:role/platform-break-glass";
    const nobody = { action: "sts:GetCallerIdentity", principal };
    const text = (changes: Record<string, unknown>) => textOf(changes, nobody);
    assert.doesNotMatch(text({}), /No guardrail speaks on it/);
    const off = speaking({}, nobody).map(({ guardrail }) => [
      `guardrails.${guardrail.id}.enabled`,
      false,
    ]);
    assert.match(
      text(Object.fromEntries(off) as Record<string, unknown>),
      /No guardrail speaks on it/,
    );
  });
});
