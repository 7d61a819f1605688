import assert from "node:assert/strict";
import {
  dmarcRecord,
  MailIdentity,
  type MailIdentityArgs,
} from "../../../components/mail/mail-identity";
import { placeOf } from "../../../components/shared/place";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";

const RECORD = "aws:route53/record:Record";
const POLICY = "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy";

/** The identity of example.org in a Region with a DKIM suffix of its own. */
function mail(args: Partial<MailIdentityArgs> = {}): ComponentProgram {
  return ({ opts, computed }) => {
    const identity = new MailIdentity(
      "mail",
      {
        place: placeOf("eu-south-1", "111111111111"),
        organizationId: "o-abcdefghij",
        domain: "example.org",
        zoneId: computed("ZROOT"),
        senders: [],
        mailFromLabel: "bounce",
        dkimSuffix: "dkim.eu-south-1.amazonses.com",
        dmarcPolicy: "reject",
        ...args,
      },
      opts,
    );
    return { arn: identity.arn, feedback: identity.feedbackTopicArn };
  };
}

describe("MailIdentity", () => {
  it("writes DKIM, MAIL FROM and DMARC for its Region and policy", async () => {
    const plan = await planComponent(mail());
    assert.deepEqual(plan.errors, []);
    const records = new Map(plan.all(RECORD).map(({ name, inputs }) => [name, inputs]));
    for (const index of [1, 2, 3]) {
      const [target] = records.get(`mail-dkim-${index}`)?.["records"] as string[];
      assert.match(String(target), /\.dkim\.eu-south-1\.amazonses\.com$/);
    }
    const written = (name: string): unknown[] => [
      records.get(name)?.["name"],
      records.get(name)?.["records"],
    ];
    assert.deepEqual(written("mail-return"), [
      "bounce.example.org",
      ["10 feedback-smtp.eu-south-1.amazonses.com"],
    ]);
    assert.deepEqual(written("mail-dmarc"), ["_dmarc.example.org", ["v=DMARC1; p=reject"]]);
  });

  it("has a policy for each class of environments that sends, and none without senders [A11]", async () => {
    assert.deepEqual((await planComponent(mail())).all(POLICY), []);
    const senders = [
      { account: "shop", accountId: "222222222222", environment: "production" },
      { account: "lab", accountId: "333333333333", environment: "sandbox" },
    ];
    const plan = await planComponent(mail({ senders }));
    assert.equal(plan.all(POLICY).length, 2);
    const policyOf = (environments: string): string =>
      String(plan.one(POLICY, `mail-senders-${environments}`).inputs["policy"]);
    assert.match(policyOf("production"), /222222222222.*"\*@example\.org"/);
    assert.match(policyOf("nonproduction"), /333333333333/);
    assert.doesNotMatch(policyOf("nonproduction"), /"\*@example\.org"/);
  });

  it("keeps the identity, whose keys receivers have in their caches", async () => {
    const plan = await planComponent(mail());
    assert.equal(plan.one("aws:sesv2/emailIdentity:EmailIdentity").options.protect, true);
  });

  itRejects<Partial<MailIdentityArgs>>(mail, [
    [
      "a MAIL FROM domain instead of its label",
      { mailFromLabel: "bounce.example.org" },
      'mailFromLabel: must be 1 to 63 lower-case letters, digits and hyphens, without a hyphen at either end, got "bounce.example.org"; choose another name',
    ],
    [
      "two mailboxes for reports",
      { dmarcReports: "a@example.org,b@example.org" },
      'dmarcReports: must be one mailbox without ",", ";" and "!", which end an address in a DMARC record, got "a@example.org,b@example.org"; write it like dmarc@example.com',
    ],
    [
      "the ARN of an organization instead of its id",
      { organizationId: "arn:aws:organizations::111111111111:organization/o-abcdefghij" },
      'organizationId: must be the id of an organization, got "arn:aws:organizations::111111111111:organization/o-abcdefghij"; write it like o-abcdefghij',
    ],
  ]);

  it("has its three DKIM records in a preview, where no key is known", async () => {
    const preview = await assertSameInPreview(mail({ dmarcReports: "dmarc@example.org" }));
    assert.equal(preview.all(RECORD).length, 6);
  });
});

describe("dmarcRecord", () => {
  it("writes the policy first, and reports only for a mailbox", () => {
    assert.equal(dmarcRecord("none"), "v=DMARC1; p=none");
    assert.equal(
      dmarcRecord("reject", "dmarc@example.com"),
      "v=DMARC1; p=reject; rua=mailto:dmarc@example.com",
    );
  });
});
