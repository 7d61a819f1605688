import assert from "node:assert/strict";
import * as yaml from "yaml";
import { type Question, explain } from "../../../cli/explain/explain";
import { explanationText } from "../../../cli/output/explanation";
import { loadProject } from "../../../cli/planner/project";
import { dayFromToday } from "../../../stacks/company/clock";
import { expiredExceptions, organizationPolicies } from "../../../stacks/guardrails";
import { defaultOrganization } from "../../support/plan/default-company";
import { organizationWith } from "../../support/plan/organization";
import { planOf } from "../../support/plan/planned";
import { withProject } from "../../support/plan/project";

const bucket = { action: "s3:PutBucketAcl" };
const ID = "deny-public-buckets";
const BREAK_GLASS = "arn:aws:sts::111111111111:assumed-role/platform-break-glass/somebody";
const lastDay = dayFromToday(90);
const exceptions = [{ account: "prod", reason: "the press kit", expires: lastDay }];
/** Ids for all accounts, so that an id outside the organization is recognized. */
const withIds = {
  existing: { id: "o-abcdefghij", rootId: "r-abcd" },
  "rollout.stage": "enforce",
  ...Object.fromEntries(
    Object.keys(organizationWith().accounts)
      .filter((key) => key !== "management")
      .flatMap((key, index) => [
        [`accounts.${key}.id`, `10000000000${index}`],
        [`accounts.${key}.bootstrapRole`, "OrganizationAccountAccessRole"],
      ]),
  ),
};

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
    assert.match(text, /mandatory check of s3 Bucket,.* s3 BucketAcl/);
    assert.match(text, /deny-public-buckets: exceptions: - account: prod reason: /);
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
      ["protect-firewalls", "wafv2:UpdateWebACL"],
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
    assert.ok(
      onArchive("arn:aws:s3:::acme-cloudtrail-111122223333-us-east-1").includes(
        "protect-cloudtrail",
      ),
    );
    assert.ok(!onArchive("arn:aws:s3:::data").includes("protect-cloudtrail"));
    assert.ok(!onArchive("arn:aws:s3:::acme-config-service-prod").includes("protect-cloudtrail"));
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
    assert.match(report, /is in stage report.*advisory check of s3 Bucket/);
    const off = applicable({ [`guardrails.${ID}.enabled`]: false }, bucket);
    assert.ok(!off.some(({ guardrail }) => guardrail.id === ID));
  });

  it("distinguishes what previews refuse from what they advise, until a company decides for all", () => {
    const id = "require-encrypted-messages";
    const shown = (preview: string | undefined): string =>
      sectionOf(
        id,
        textOf(preview === undefined ? {} : { [`guardrails.${id}.preview`]: preview }, {
          action: "sns:CreateTopic",
        }),
      );
    assert.match(shown(undefined), /mandatory check of sqs Queue.*; advisory check of sns Topic/);
    assert.match(shown("refuse"), /mandatory check of sqs Queue, sns Topic/);
    assert.match(shown("advise"), /advisory check of sqs Queue, sns Topic/);
    assert.doesNotMatch(shown("advise"), /mandatory/);
  });

  it("names a guardrail that would deny it and is off, and one that is opt-in", () => {
    const off = { "guardrails.protect-cloudtrail.enabled": false };
    assert.match(
      textOf(off, { action: "cloudtrail:StopLogging" }),
      /No guardrail applies to cloudtrail:StopLogging itself\. Off, and would apply to it: protect-cloudtrail \(critical\): switched off in organization\.guardrails\.protect-cloudtrail\.enabled/,
    );
    assert.match(
      textOf({}, { action: "ec2:CreateKeyPair" }),
      /Off, and would apply to it: deny-ssh-keys \(medium\): opt-in; switch it on in organization\.guardrails\.deny-ssh-keys\.enabled/,
    );
    assert.doesNotMatch(textOf({}, { action: "s3:GetObject" }), /Off, and would/);
  });

  it("shows the effect of an exception: AWS and previews exempt the account, detection goes on", () => {
    const text = sectionOf(ID, textOf({ [`guardrails.${ID}.exceptions`]: exceptions }, bucket));
    assert.match(text, new RegExp(`exception until ${lastDay}: the press kit`));
    assert.match(text, new RegExp(`AWS exempts this account until ${lastDay}`));
    assert.match(
      text,
      new RegExp(`preview exempts the resources of this account until ${lastDay}`),
    );
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
    const resource = "arn:aws:s3:::acme-cloudtrail-111122223333-us-east-1";
    assert.match(trail({ ...policy, resource }), /denies it \(service/);
  });

  it("states when no guardrail applies", () => {
    const breakGlass = { action: "sts:GetCallerIdentity", principal: BREAK_GLASS };
    const text = (changes: Record<string, unknown>) => textOf(changes, breakGlass);
    const off = applicable({}, breakGlass).map(({ guardrail }) => [
      `guardrails.${guardrail.id}.enabled`,
      false,
    ]);
    assert.match(
      text(Object.fromEntries(off) as Record<string, unknown>),
      /No guardrail applies to sts:GetCallerIdentity itself\. Guardrails only deny/,
    );
  });

  it("lists the actions that a wildcard matches", () => {
    const text = sectionOf("deny-network-peering", textOf({}, { action: "ec2:*VpcPeering*" }));
    assert.match(
      text,
      /denies ec2:AcceptVpcPeeringConnection, ec2:CreateVpcPeeringConnection, ec2:/,
    );
  });

  it("contains the note about an unknown action", () => {
    const explanation = explain(organizationWith(), "prod", bucket);
    assert.match(explanationText(explanation, "AWS publishes no action"), /^Note: AWS publishes/m);
    assert.doesNotMatch(explanationText(explanation), /Note:/);
  });

  it("states what guardrails do not decide, and that a role of the program has policies of its own", () => {
    const principal = "arn:aws:iam::111111111111:role/platform-application-deploy";
    const text = textOf({}, { action: "iam:CreateRole", principal });
    assert.match(text, /IAM policies must allow the call as well/);
    assert.match(text, /platform-application-deploy is a role of this program: its own policies/);
    assert.doesNotMatch(textOf({}, { ...bucket, principal: BREAK_GLASS }), /is a role of this/);
  });

  it("explains the account ids that it contains, and that break-glass is not built", () => {
    const text = textOf({}, { action: "s3:GetObject" });
    assert.match(text, /127311923021 is an account of AWS: load balancers in us-east-1 write/);
    assert.match(text, /platform-break-glass \(not built yet\)/);
  });

  it("takes the Region from the resource, unless the question names one", () => {
    const queue = (region: string, given?: string) =>
      applicable(
        {},
        {
          action: "sqs:CreateQueue",
          resource: `arn:aws:sqs:${region}:111111111111:q`,
          ...(given !== undefined && { region: given }),
        },
      ).some(({ guardrail }) => guardrail.id === "approved-regions");
    assert.equal(queue("us-east-1"), false);
    assert.equal(queue("eu-west-1"), true);
    assert.equal(queue("us-east-1", "eu-west-1"), true);
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
    assert.match(text, /preview mandatory check of ssm Document/);
  });

  it("lists a guardrail as its own section when it also applies to every request", () => {
    const text = textOf({}, { action: "ec2:CreateLaunchTemplate" });
    assert.match(
      sectionOf("require-imdsv2", text),
      /declarative policy .*preview mandatory check of .*ec2 LaunchTemplate/,
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

  it("that is a role of this program names the command that shows its policies, with the folder", () => {
    const principal = "arn:aws:iam::111111111111:role/platform-deployment";
    const explanation = explain(organizationWith(), "prod", { ...bucket, principal });
    const text = explanationText(explanation, undefined, 400, "/srv/company");
    assert.match(text, /and npm run plan -- --cwd \/srv\/company --tree <stack> shows them\./);
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
  /** Guardrails of the exceptions in the text that can be pasted. */
  function offered(changes: Record<string, unknown>, question: Question): string[] {
    const text = explanationText(
      explain(organizationWith(changes), "prod", question),
      undefined,
      200,
    );
    return blocksOf(text).flatMap((guardrails) =>
      Object.keys(guardrails).filter((id) => "exceptions" in (guardrails[id] ?? {})),
    );
  }

  it("is from the guardrails that deny the request", () => {
    assert.deepEqual(offered({}, bucket), ["deny-public-buckets", "protect-cloudtrail"]);
    assert.ok(offered({}, { action: "ec2:CreateTags" }).includes("restrict-tag-values"));
  });

  it("is not from a guardrail with an exception, one that only reports, or one that exempts the principal", () => {
    const without = [
      { [`guardrails.${ID}.exceptions`]: exceptions },
      { [`guardrails.${ID}.stage`]: "report" },
    ];
    for (const changes of without) {
      assert.ok(!offered(changes, bucket).includes(ID));
    }
    const stopping = { action: "cloudtrail:StopLogging", principal: BREAK_GLASS };
    assert.deepEqual(offered({}, stopping), []);
  });

  it("is never from the guardrail that protects the exemptions of all others", () => {
    const question = { action: "iam:UpdateAssumeRolePolicy" };
    assert.ok(!offered({}, question).includes("protect-platform-roles"));
    assert.match(textOf({}, question), /protect-platform-roles has no exceptions\./);
  });

  it("is from a guardrail that only previews check, when AWS denies nothing", () => {
    const question = { action: "ec2:AuthorizeSecurityGroupIngress", principal: BREAK_GLASS };
    assert.ok(offered({}, question).includes("restrict-open-ingress"));
  });

  // first-use 4 and 12: the documented line was no YAML for this place, and its date was refused by Pulumi.
  it("can be pasted: merged into Pulumi.yaml, the project loads without a problem", async () => {
    const denied: readonly Question[] = [
      bucket,
      { action: "sqs:CreateQueue", resource: "arn:aws:sqs:eu-west-1:111111111111:q" },
      { action: "ec2:AuthorizeSecurityGroupIngress", principal: BREAK_GLASS },
    ];
    for (const question of denied) {
      const text = explanationText(explain(organizationWith(), "prod", question), undefined, 60);
      const blocks = blocksOf(text);
      assert.ok(blocks.length > 0, question.action);
      for (const guardrails of blocks) {
        const facts = defaultOrganization();
        const merged = { ...(facts["guardrails"] as object), ...guardrails };
        const organization = { ...facts, guardrails: merged };
        await withProject({ organization }, (folder) => {
          const { organization: loaded } = loadProject(folder);
          assert.deepEqual(expiredExceptions(loaded), []);
          for (const [id, setting] of Object.entries(guardrails)) {
            const given = loaded.guardrails[id] as unknown as Record<string, unknown>;
            for (const [key, value] of Object.entries(setting)) {
              assert.deepEqual(given[key], value);
            }
          }
        });
      }
    }
  });
});

/** Settings of guardrails in each block of YAML of a text, with the path of Pulumi.yaml. */
function blocksOf(text: string): Record<string, object>[] {
  return [...text.matchAll(/^ {2}config:\n(?: {4,}.*\n)+/gm)].map(([block]) => {
    const read = yaml.parse(block) as {
      config: { organization: { default: { guardrails: Record<string, object> } } };
    };
    return read.config.organization.default.guardrails;
  });
}
