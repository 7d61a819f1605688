import assert from "node:assert/strict";
import { type Question, explain } from "../../../cli/explain/explain";
import { explanationText } from "../../../cli/output/explanation";
import { organizationPolicies } from "../../../stacks/guardrails";
import { organizationWith } from "../../support/plan/organization";
import { planOf } from "../../support/plan/planned";

const bucket = { action: "s3:PutBucketAcl" };
const ID = "deny-public-buckets";
const BREAK_GLASS = "arn:aws:sts::111111111111:assumed-role/platform-break-glass/somebody";
const exceptions = [{ account: "prod", reason: "the press kit", expires: "2099-12-31" }];
/** All accounts have their ids, so that outsiders are told from members. */
const withIds = Object.fromEntries(
  Object.keys(organizationWith().accounts)
    .filter((key) => key !== "management")
    .flatMap((key, index) => [
      [`accounts.${key}.id`, `10000000000${index}`],
      [`accounts.${key}.bootstrapRole`, "OrganizationAccountAccessRole"],
    ]),
);

function applicable(changes: Record<string, unknown>, question: Question, account = "prod") {
  return explain(organizationWith(changes), account, question).applicable;
}

function textOf(changes: Record<string, unknown>, question: Question): string {
  return explanationText(explain(organizationWith(changes), "prod", question)).replaceAll(
    /\s+/g,
    " ",
  );
}

/** What the text says of one guardrail. */
function said(id: string, text: string): string {
  return new RegExp(`${id} \\(.*?to comply`).exec(text)?.[0] ?? "";
}

describe("What the guardrails say of a request", () => {
  it("names those that deny it, with the policy and what must hold", () => {
    const one = applicable({}, bucket).find(({ guardrail }) => guardrail.id === ID);
    assert.equal(one?.denies[0]?.policyType, "SERVICE_CONTROL_POLICY");
    const text = textOf({}, bucket);
    assert.match(text, /s3:PutBucketAcl in account prod/);
    assert.match(
      text,
      /denies it when s3:x-amz-acl is public-read, public-read-write or authenticated-read \(service control policy acme-guardrails-\d on root; not to .*platform-deployment/,
    );
    assert.match(text, /Config rule S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED/);
    assert.match(text, /refuses Bucket,.* BucketAcl/);
    assert.match(text, /exceptions: \[\{ account: prod, reason:/);
  });

  it("calls a policy as AWS shows it", async () => {
    const policies = (await planOf()).get("management")?.all("aws:organizations/policy:Policy");
    const names = policies?.map(({ inputs }) => inputs["name"]) ?? [];
    for (const { denies, settings } of applicable({}, { action: "ec2:*" })) {
      for (const { policy } of [...denies.flatMap(({ attachments }) => attachments), ...settings]) {
        assert.ok(names.includes(policy), policy);
      }
    }
  });

  it("names the one policy that holds the statement, where a guardrail is in several", () => {
    const documents = organizationPolicies(organizationWith()).filter(
      ({ policyType, target }) => policyType === "SERVICE_CONTROL_POLICY" && target.kind === "root",
    );
    const attachments = (action: string, id: string, changes = {}) =>
      applicable(changes, { action })
        .filter(({ guardrail }) => guardrail.id === id)
        .flatMap(({ denies }) =>
          denies.map((deny) => deny.attachments.map(({ policy }) => policy)),
        );
    for (const [id, action] of [
      ["require-imdsv2", "ec2:ModifyInstanceMetadataDefaults"],
      ["protect-config", "config:StopConfigurationRecorder"],
      ["protect-log-groups", "logs:DeleteLogGroup"],
    ] as const) {
      const held = documents.map(
        ({ guardrails, content }) => guardrails.includes(id) && content.includes(`"${action}"`),
      );
      assert.equal(held.filter(Boolean).length, 1, action);
      assert.deepEqual(attachments(action, id)[0], [`acme-guardrails-${held.indexOf(true) + 1}`]);
    }
    const changes = { [`guardrails.${ID}.exceptions`]: [{ ...exceptions[0], account: "sandbox" }] };
    assert.equal(attachments(bucket.action, ID, changes)[0]?.length, 1);
  });

  it("tells what is about the request first, and in a line what is about every request of the kind", () => {
    const text = textOf({ "guardrails.approved-regions.exceptions": exceptions }, bucket);
    const [own = "", general = ""] = text.split("On every request of the kind: ");
    assert.match(own, /deny-public-buckets/);
    assert.doesNotMatch(own, /approved-regions|deny-root-user|require-tls/);
    assert.match(
      general,
      /approved-regions \(high\): leaves this account alone until 2099-12-31; not detected/,
    );
    assert.match(general, /deny-root-user .*not seen in previews/);
  });

  it("says that a principal is left alone, and is silent on other resources", () => {
    const principal = "arn:aws:iam::111111111111:role/platform-deployment";
    const one = applicable({}, { ...bucket, principal }).find(
      ({ guardrail }) => guardrail.id === ID,
    );
    assert.equal(one?.denies[0]?.exempt, true);
    assert.match(textOf({}, { ...bucket, principal }), /leaves this principal alone/);
    const onArchive = (resource: string) =>
      applicable({}, { action: "s3:PutBucketPolicy", resource }).map(
        ({ guardrail }) => guardrail.id,
      );
    assert.ok(onArchive("arn:aws:s3:::acme-cloudtrail-1").includes("protect-cloudtrail"));
    assert.ok(!onArchive("arn:aws:s3:::data").includes("protect-cloudtrail"));
  });

  it("follows the account's OU: what is moved elsewhere does not speak", () => {
    const moved = { [`guardrails.${ID}.organizationalUnits`]: ["Security"] };
    const ids = (account: string) =>
      applicable(moved, bucket, account).map(({ guardrail }) => guardrail.id);
    assert.ok(!ids("prod").includes(ID));
    assert.ok(ids("audit").includes(ID));
  });

  it("tells a guardrail that only reports, and none that is off", () => {
    const report = said(ID, textOf({ [`guardrails.${ID}.stage`]: "report" }, bucket));
    assert.match(report, /only reports so far.*warns of Bucket/);
    const off = applicable({ [`guardrails.${ID}.enabled`]: false }, bucket);
    assert.ok(!off.some(({ guardrail }) => guardrail.id === ID));
  });

  it("tells what an exception comes to: neither AWS nor the preview refuses, detection still finds", () => {
    const text = said(ID, textOf({ [`guardrails.${ID}.exceptions`]: exceptions }, bucket));
    assert.match(text, /exception until 2099-12-31: the press kit/);
    assert.match(text, /AWS leaves this account alone until 2099-12-31/);
    assert.match(text, /preview leaves the stacks of this account alone until 2099-12-31/);
    assert.match(text, /detection still finds it: Config rule/);
    assert.doesNotMatch(text, /denies|refuses/);
    const id = "deny-network-peering";
    const peering = textOf(
      { [`guardrails.${id}.exceptions`]: exceptions },
      { action: "ec2:CreateVpcPeeringConnection" },
    );
    assert.match(said(id, peering), /detection no: AWS Config has no managed rule/);
  });

  it("names the resources that it denies, when the question names none and they are not all", () => {
    const trail = (question: Question) => said("protect-cloudtrail", textOf({}, question));
    const policy = { action: "s3:PutBucketPolicy" };
    assert.match(trail(policy), /denies it on arn:aws:s3:::acme-cloudtrail-/);
    const resource = "arn:aws:s3:::acme-cloudtrail-1";
    assert.match(trail({ ...policy, resource }), /denies it \(service/);
  });

  it("says so when nothing speaks", () => {
    const nobody = { action: "sts:GetCallerIdentity", principal: BREAK_GLASS };
    const text = (changes: Record<string, unknown>) => textOf(changes, nobody);
    assert.doesNotMatch(text({}), /No guardrail speaks on it/);
    const off = applicable({}, nobody).map(({ guardrail }) => [
      `guardrails.${guardrail.id}.enabled`,
      false,
    ]);
    assert.match(
      text(Object.fromEntries(off) as Record<string, unknown>),
      /No guardrail speaks on it/,
    );
  });

  it("says which actions are meant by a wildcard", () => {
    const text = said("deny-network-peering", textOf({}, { action: "ec2:*VpcPeering*" }));
    assert.match(
      text,
      /denies ec2:AcceptVpcPeeringConnection, ec2:CreateVpcPeeringConnection, ec2:/,
    );
  });

  it("warns of an action that no guardrail names", () => {
    assert.match(
      textOf({}, { action: "s3:PutBuckeAcl" }),
      /Note: no guardrail names s3:PutBuckeAcl/,
    );
    assert.doesNotMatch(textOf({}, bucket), /Note:/);
  });
});

describe("What the guardrails say of a call that their statements do not name", () => {
  it("has the reason of those that no organization policy can enforce", () => {
    const ingress = { action: "ec2:AuthorizeSecurityGroupIngress" };
    const text = said("restrict-open-ingress", textOf({}, ingress));
    assert.match(text, /lets it through: no condition key shows the ports/);
  });

  it("lets it through where the guardrail has statements, and previews what it makes", () => {
    const text = said(
      "deny-public-documents",
      textOf({}, { action: "ssm:ModifyDocumentPermission" }),
    );
    assert.match(text, /AWS lets it through: its statements do not cover this request/);
    assert.match(text, /preview refuses Document/);
  });

  it("is about the request even where the guardrail says something of every request", () => {
    const text = textOf({}, { action: "ec2:CreateLaunchTemplate" });
    assert.match(
      said("require-imdsv2", text),
      /declarative policy .*preview refuses .*LaunchTemplate/,
    );
  });

  it("names the policy of settings that holds the account, and says when it only reports", () => {
    const id = "restrict-tag-values";
    const tags = { action: "ec2:CreateTags" };
    assert.match(
      said(id, textOf({}, tags)),
      /AWS holds the account to its settings \(tag policy acme-guardrails-tag-1 on root; nobody is exempt\)/,
    );
    const report = said(id, textOf({ [`guardrails.${id}.stage`]: "report" }, tags));
    assert.match(report, /AWS lets it through: the guardrail only reports so far/);
    const launch = said("require-imdsv2", textOf({}, { action: "ec2:RunInstances" }));
    assert.match(
      launch,
      /denies it when ec2:MetadataHttpTokens.*declarative policy acme-guardrails-declarative-1/,
    );
    const other = applicable({}, bucket).find(({ guardrail }) => guardrail.id === "require-imdsv2");
    assert.notEqual(other?.settings.length, 0);
    assert.doesNotMatch(textOf({}, bucket), /holds the account/);
  });
});

describe("What the guardrails say to a principal", () => {
  it("of a session counts as its role", () => {
    const text = textOf({}, { action: "cloudtrail:StopLogging", principal: BREAK_GLASS });
    assert.match(said("protect-cloudtrail", text), /AWS leaves this principal alone/);
  });

  it("of another organization is what resource control policies say", () => {
    const principal = "arn:aws:iam::999999999999:role/x";
    const question = { action: "s3:GetObject", principal };
    for (const { denies, guardrail } of applicable(withIds, question)) {
      for (const { policyType } of denies) {
        assert.equal(policyType, "RESOURCE_CONTROL_POLICY", guardrail.id);
      }
    }
    const text = textOf(withIds, question);
    assert.match(
      text,
      /999999999999 is no account of the organization: service control policies do/,
    );
    assert.match(said("deny-outside-principals", text), /AWS denies it \(resource control policy/);
  });

  it("of another account is what that account's policies say as well", () => {
    const by = (id: string) =>
      textOf(withIds, { ...bucket, principal: `arn:aws:iam::${id}:role/administrator` });
    const audit = organizationWith(withIds).accounts["audit"]?.id ?? "";
    const prod = organizationWith(withIds).accounts["prod"]?.id ?? "";
    assert.match(
      by(audit),
      /is account audit: the service control policies of prod do not bind .*--account audit/,
    );
    assert.doesNotMatch(by(audit), /denies it when s3:x-amz-acl|deny-outside-principals/);
    assert.match(
      by("000000000000"),
      /is the management account: the service control policies of prod do not/,
    );
    assert.match(by(prod), /by arn:aws:iam::\d+:role\/administrator deny-public-buckets/);
  });

  it("of an account that may be this one says what hangs on it", () => {
    const principal = "arn:aws:iam::999999999999:role/x";
    const text = textOf({}, { ...bucket, principal });
    assert.match(
      text,
      /has no id for prod: if it is not 999999999999, its service control policies/,
    );
    assert.match(text, /deny-outside-principals .*aws:PrincipalOrgID is not this organization/);
    assert.match(said(ID, text), /denies it when s3:x-amz-acl/);
  });
});

describe("The exception that is offered", () => {
  const offered = (changes: Record<string, unknown>, question: Question): string =>
    / organization\.guardrails\..*$/.exec(textOf(changes, question))?.[0] ?? "";

  it("is from what denies, by name where it is one alone", () => {
    const text = offered({}, bucket);
    assert.match(
      text,
      /guardrails\.<id>\.exceptions: .* with <id> of: deny-public-buckets, .*approved-regions/,
    );
    assert.match(offered({}, { action: "ec2:CreateTags" }), /of: .*restrict-tag-values/);
    const principal = "arn:aws:iam::127311923021:root";
    assert.match(
      offered(withIds, { action: "s3:GetObject", principal }),
      /guardrails\.require-tls\.exceptions/,
    );
  });

  it("is not from what has one, only reports, or leaves the principal alone", () => {
    assert.doesNotMatch(
      offered({ [`guardrails.${ID}.exceptions`]: exceptions }, bucket),
      /public-b/,
    );
    assert.doesNotMatch(offered({ [`guardrails.${ID}.stage`]: "report" }, bucket), /public-b/);
    assert.equal(offered({}, { action: "cloudtrail:StopLogging", principal: BREAK_GLASS }), "");
  });

  it("is never from what the exemptions of all others rest on", () => {
    const text = textOf({}, { action: "iam:UpdateAssumeRolePolicy" });
    assert.match(
      text,
      /denies it on .*platform-.* with <id> of: .* protect-platform-roles has no exceptions\.$/,
    );
    assert.doesNotMatch(text, /<id> of: [^:]*protect-platform-roles,/);
  });

  it("is from what only previews refuse where AWS denies nothing", () => {
    const question = {
      action: "ec2:AuthorizeSecurityGroupIngress",
      principal: BREAK_GLASS,
    };
    assert.match(offered({}, question), /restrict-open-ingress/);
  });
});
