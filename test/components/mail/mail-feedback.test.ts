import assert from "node:assert/strict";
import { MailFeedback, type MailFeedbackArgs } from "../../../components/mail/mail-feedback";
import { placeOf } from "../../../components/shared/place";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";
import { bySid, statementsOf } from "../../support/plan/statements";

const POLICY = "aws:sns/topicPolicy:TopicPolicy";
const DESTINATION = "aws:sesv2/configurationSetEventDestination:ConfigurationSetEventDestination";
const NOTIFICATIONS = "aws:ses/identityNotificationTopic:IdentityNotificationTopic";
const place = placeOf("eu-south-1", "111111111111");
const identityArn = "arn:aws:ses:eu-south-1:111111111111:identity/example.org";

/** Feedback on the mail of example.org, with other arguments as a test gives them. */
function feedback(args: Partial<MailFeedbackArgs> = {}): ComponentProgram {
  return ({ opts, computed }) =>
    new MailFeedback(
      "mail",
      {
        place,
        identity: computed("example.org"),
        identityArn,
        configurationSetName: "newsletters",
        ...args,
      },
      opts,
    );
}

describe("MailFeedback", () => {
  it("lets SES publish for this identity and this configuration set alone [A11]", async () => {
    const plan = await planComponent(feedback());
    assert.deepEqual(plan.errors, []);
    const { Resource, Condition } = bySid(
      statementsOf(plan.one(POLICY).inputs["policy"]),
      "MailPublishesFeedback",
    );
    assert.equal(Resource, "arn:aws:sns:eu-south-1:111111111111:platform-mail-feedback");
    assert.deepEqual(Condition, {
      StringEquals: {
        "aws:SourceAccount": "111111111111",
        "aws:SourceArn": [
          identityArn,
          "arn:aws:ses:eu-south-1:111111111111:configuration-set/newsletters",
        ],
      },
    });
  });

  it("subscribes each address, and none without addresses [A11]", async () => {
    const subscribed = async (emails?: readonly string[]): Promise<unknown[]> => {
      const plan = await planComponent(feedback(emails && { emails }));
      return plan
        .all("aws:sns/topicSubscription:TopicSubscription")
        .map(({ inputs }) => [inputs["protocol"], inputs["endpoint"], inputs["region"]]);
    };
    assert.deepEqual(await subscribed(), []);
    assert.deepEqual(await subscribed(["bounces@example.org"]), [
      ["email", "bounces@example.org", "eu-south-1"],
    ]);
  });

  it("sends bounces and complaints of both ways to the topic, once SES may publish", async () => {
    const plan = await planComponent(feedback());
    const ways = [...plan.all(NOTIFICATIONS), plan.one(DESTINATION)];
    assert.deepEqual(
      plan
        .all(NOTIFICATIONS)
        .map(({ inputs }) => inputs["notificationType"])
        .sort(),
      ["Bounce", "Complaint"],
    );
    for (const way of ways) {
      assert.ok(way.dependencies.includes(plan.one(POLICY).urn), way.name);
    }
  });

  itRejects<Partial<MailFeedbackArgs>>(feedback, [
    [
      "a set's name with a space",
      { configurationSetName: "news letters" },
      'configurationSetName: must be 1 to 64 letters, digits, "-" and "_", got "news letters"; choose another name',
    ],
    [
      "the domain instead of the identity's ARN",
      { identityArn: "example.org" },
      'identityArn: must be the ARN of an identity of Amazon SES, got "example.org"; write it like arn:aws:ses:eu-west-1:111111111111:identity/example.com',
    ],
  ]);

  it("has a topic policy that can be read in a preview", async () => {
    const preview = await assertSameInPreview(feedback());
    assert.equal(statementsOf(preview.one(POLICY).inputs["policy"]).length, 1);
  });
});
