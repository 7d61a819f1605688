import assert from "node:assert/strict";
import { type Question, explain } from "../../../cli/explain/explain";
import { explanationText } from "../../../cli/output/explanation";
import { dayFromToday } from "../../../stacks/company/clock";
import { organizationPolicies } from "../../../stacks/guardrails";
import { organizationWith } from "../../support/plan/organization";
import { planOf } from "../../support/plan/planned";

const bucket = { action: "s3:PutBucketAcl" };
const ID = "deny-public-buckets";
const BREAK_GLASS = "arn:aws:sts::111111111111:assumed-role/platform-break-glass/somebody";
const lastDay = dayFromToday(90);
const exceptions = [{ account: "prod", reason: "the press kit", expires: lastDay }];
/** Ids for all accounts, so that an id outside the organization is recognized. */
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

/** Section of one guardrail in the text. */
function sectionOf(id: string, text: string): string {
  return new RegExp(`${id} \\(.*?to comply`).exec(text)?.[0] ?? "";
}

describe("The explanation of a request", () => {
  it("names the guardrails that deny it, with policy and condition", () => {
    const one = applicable({}, bucket).find(({ guardrail }) => guardrail.id === ID);
    assert.equal(one?.denies[0]?.policyType, "SERVICE_CONTROL_POLICY");
    const text = textOf({}, bucket);
    assert.match(text, /s3:PutBucketAcl in account prod/);
    assert.match(
      text,
      /denies it when s3:x-amz-acl is public-read, public-read-write or authenticated-read \(service control policy acme-guardrails-\d on root; exempt: .*platform-deployment/,
    );
    assert.match(text, /Config rule S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED/);
    assert.match(text, /mandatory check of Bucket,.* BucketAcl/);
    assert.match(text, /exceptions: \[\{ account: prod, reason:/);
  });

  it("contains the names of policies in AWS", async () => {
    const policies = (await planOf()).get("management")?.all("aws:organizations/policy:Policy");
    const names = policies?.map(({ inputs }) => inputs["name"]) ?? [];
    for (const { denies, settings } of applicable({}, { action: "ec2:*" })) {
      for (const { policy } of [...denies.flatMap(({ attachments }) => attachments), ...settings]) {
        assert.ok(names.includes(policy), policy);
      }
    }
  });

  it("names the policy that contains the statement, when a guardrail is in several policies", () => {
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

  it("lists guardrails of this request first, and one line for each that applies to every request", () => {
    const text = textOf({ "guardrails.approved-regions.exceptions": exceptions }, bucket);
    const [own = "", general = ""] = text.split("Guardrails that apply to every request: ");
    assert.match(own, /deny-public-buckets/);
    assert.doesNotMatch(own, /approved-regions|deny-root-user|require-tls/);
    assert.match(
      general,
      new RegExp(
        String.raw`approved-regions \(high\): exempts this account until ${lastDay}; not detected`,
      ),
    );
    assert.match(general, /deny-root-user .*not checked in previews/);
  });

  it("shows that a principal is exempt, and leaves out guardrails of other resources", () => {
    const principal = "arn:aws:iam::111111111111:role/platform-deployment";
    const one = applicable({}, { ...bucket, principal }).find(
      ({ guardrail }) => guardrail.id === ID,
    );
    assert.equal(one?.denies[0]?.exempt, true);
    assert.match(textOf({}, { ...bucket, principal }), /exempts this principal/);
    const onArchive = (resource: string) =>
      applicable({}, { action: "s3:PutBucketPolicy", resource }).map(
        ({ guardrail }) => guardrail.id,
      );
    assert.ok(onArchive("arn:aws:s3:::acme-cloudtrail-1").includes("protect-cloudtrail"));
    assert.ok(!onArchive("arn:aws:s3:::data").includes("protect-cloudtrail"));
  });

  it("lists only guardrails whose scope contains the account's OU", () => {
    const moved = { [`guardrails.${ID}.organizationalUnits`]: ["Security"] };
    const ids = (account: string) =>
      applicable(moved, bucket, account).map(({ guardrail }) => guardrail.id);
    assert.ok(!ids("prod").includes(ID));
    assert.ok(ids("audit").includes(ID));
  });

  it("includes a guardrail that only reports, and none that is off", () => {
    const report = sectionOf(ID, textOf({ [`guardrails.${ID}.stage`]: "report" }, bucket));
    assert.match(report, /is in stage report.*advisory check of Bucket/);
    const off = applicable({ [`guardrails.${ID}.enabled`]: false }, bucket);
    assert.ok(!off.some(({ guardrail }) => guardrail.id === ID));
  });

  it("shows the effect of an exception: AWS and previews exempt the account, detection goes on", () => {
    const text = sectionOf(ID, textOf({ [`guardrails.${ID}.exceptions`]: exceptions }, bucket));
    assert.match(text, new RegExp(`exception until ${lastDay}: the press kit`));
    assert.match(text, new RegExp(`AWS exempts this account until ${lastDay}`));
    assert.match(text, new RegExp(`preview exempts the stacks of this account until ${lastDay}`));
    assert.match(text, /detection still detects it: Config rule/);
    assert.doesNotMatch(text, /denies|mandatory/);
    const id = "deny-network-peering";
    const peering = textOf(
      { [`guardrails.${id}.exceptions`]: exceptions },
      { action: "ec2:CreateVpcPeeringConnection" },
    );
    assert.match(sectionOf(id, peering), /detection no: AWS Config has no managed rule/);
  });

  it("names the resources of a deny that does not cover all, unless the question names one", () => {
    const trail = (question: Question) => sectionOf("protect-cloudtrail", textOf({}, question));
    const policy = { action: "s3:PutBucketPolicy" };
    assert.match(trail(policy), /denies it on arn:aws:s3:::acme-cloudtrail-/);
    const resource = "arn:aws:s3:::acme-cloudtrail-1";
    assert.match(trail({ ...policy, resource }), /denies it \(service/);
  });

  it("states when no guardrail applies", () => {
    const breakGlass = { action: "sts:GetCallerIdentity", principal: BREAK_GLASS };
    const text = (changes: Record<string, unknown>) => textOf(changes, breakGlass);
    assert.doesNotMatch(text({}), /No guardrail applies\./);
    const off = applicable({}, breakGlass).map(({ guardrail }) => [
      `guardrails.${guardrail.id}.enabled`,
      false,
    ]);
    assert.match(
      text(Object.fromEntries(off) as Record<string, unknown>),
      /No guardrail applies\./,
    );
  });

  it("lists the actions that a wildcard matches", () => {
    const text = sectionOf("deny-network-peering", textOf({}, { action: "ec2:*VpcPeering*" }));
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

describe("The explanation of a call that no statement names", () => {
  it("contains the reason when no organization policy can enforce a guardrail", () => {
    const ingress = { action: "ec2:AuthorizeSecurityGroupIngress" };
    const text = sectionOf("restrict-open-ingress", textOf({}, ingress));
    assert.match(text, /does not deny it: no condition key shows the ports/);
  });

  it("names the preview of the resource, when the statements do not cover the call", () => {
    const text = sectionOf(
      "deny-public-documents",
      textOf({}, { action: "ssm:ModifyDocumentPermission" }),
    );
    assert.match(text, /AWS does not deny it: its statements do not cover this request/);
    assert.match(text, /preview mandatory check of Document/);
  });

  it("lists a guardrail as its own section when it also applies to every request", () => {
    const text = textOf({}, { action: "ec2:CreateLaunchTemplate" });
    assert.match(
      sectionOf("require-imdsv2", text),
      /declarative policy .*preview mandatory check of .*LaunchTemplate/,
    );
  });

  it("names the policy that enforces settings in the account, and a guardrail that only reports", () => {
    const id = "restrict-tag-values";
    const tags = { action: "ec2:CreateTags" };
    assert.match(
      sectionOf(id, textOf({}, tags)),
      /AWS enforces its settings in the account \(tag policy acme-guardrails-tag-1 on root; no principal is exempt\)/,
    );
    const report = sectionOf(id, textOf({ [`guardrails.${id}.stage`]: "report" }, tags));
    assert.match(report, /AWS does not deny it: the guardrail is in stage report/);
    const launch = sectionOf("require-imdsv2", textOf({}, { action: "ec2:RunInstances" }));
    assert.match(
      launch,
      /denies it when ec2:MetadataHttpTokens.*declarative policy acme-guardrails-declarative-1/,
    );
    const other = applicable({}, bucket).find(({ guardrail }) => guardrail.id === "require-imdsv2");
    assert.notEqual(other?.settings.length, 0);
    assert.doesNotMatch(textOf({}, bucket), /enforces its settings/);
  });
});

describe("The explanation of a request by a principal", () => {
  it("takes a session for its role", () => {
    const text = textOf({}, { action: "cloudtrail:StopLogging", principal: BREAK_GLASS });
    assert.match(sectionOf("protect-cloudtrail", text), /AWS exempts this principal/);
  });

  it("of another organization contains resource control policies only", () => {
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
      /999999999999 is not an account of the organization: its service control policies do/,
    );
    assert.match(
      sectionOf("deny-outside-principals", text),
      /AWS denies it \(resource control policy/,
    );
  });

  it("of another account points to the policies of that account", () => {
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

  it("of an account that may be this one names the condition", () => {
    const principal = "arn:aws:iam::999999999999:role/x";
    const text = textOf({}, { ...bucket, principal });
    assert.match(
      text,
      /has no id for account prod\. If its id is not 999999999999, its service control policies/,
    );
    assert.match(text, /deny-outside-principals .*aws:PrincipalOrgID is not this organization/);
    assert.match(sectionOf(ID, text), /denies it when s3:x-amz-acl/);
  });
});

describe("The exception that an explanation offers", () => {
  const offered = (changes: Record<string, unknown>, question: Question): string =>
    / organization\.guardrails\..*$/.exec(textOf(changes, question))?.[0] ?? "";

  it("is from the guardrails that deny, by name when there is only one", () => {
    const text = offered({}, bucket);
    assert.match(
      text,
      /guardrails\.<id>\.exceptions: .* <id> is one of: deny-public-buckets, .*approved-regions/,
    );
    assert.match(offered({}, { action: "ec2:CreateTags" }), /one of: .*restrict-tag-values/);
    const principal = "arn:aws:iam::127311923021:root";
    assert.match(
      offered(withIds, { action: "s3:GetObject", principal }),
      /guardrails\.require-tls\.exceptions/,
    );
  });

  it("is not from a guardrail with an exception, one that only reports, or one that exempts the principal", () => {
    assert.doesNotMatch(
      offered({ [`guardrails.${ID}.exceptions`]: exceptions }, bucket),
      /public-b/,
    );
    assert.doesNotMatch(offered({ [`guardrails.${ID}.stage`]: "report" }, bucket), /public-b/);
    assert.equal(offered({}, { action: "cloudtrail:StopLogging", principal: BREAK_GLASS }), "");
  });

  it("is never from the guardrail that protects the exemptions of all others", () => {
    const text = textOf({}, { action: "iam:UpdateAssumeRolePolicy" });
    assert.match(
      text,
      /denies it on .*platform-.* <id> is one of: .* protect-platform-roles has no exceptions\.$/,
    );
    assert.doesNotMatch(text, /<id> is one of: [^:]*protect-platform-roles,/);
  });

  it("is from a guardrail that only previews check, when AWS denies nothing", () => {
    const question = {
      action: "ec2:AuthorizeSecurityGroupIngress",
      principal: BREAK_GLASS,
    };
    assert.match(offered({}, question), /restrict-open-ingress/);
  });
});
