import assert from "node:assert/strict";
import {
  SecurityNotifications,
  type SecurityNotificationsArgs,
} from "../../../components/security/notifications";
import { placeOf } from "../../../components/shared/place";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { bySid, statementsOf } from "../../support/plan/statements";

const POLICY = "aws:sns/topicPolicy:TopicPolicy";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const TOPIC = "aws:sns/topic:Topic";

function notifications(args: Partial<SecurityNotificationsArgs> = {}): ComponentProgram {
  return ({ place, opts }) => {
    const { topicArn } = new SecurityNotifications(
      "news",
      { place, organizationId: "o-exampleorg1", emails: [], ...args },
      opts,
    );
    return { topicArn };
  };
}

describe("SecurityNotifications", () => {
  it("subscribes addresses and the incident tool, whose URL is not known at preview [r2.19]", async () => {
    const plan = await assertSameInPreview((context) =>
      notifications({
        emails: ["soc@example.com"],
        incidentEndpoint: context.computed("https://incidents.example.com/aws"),
      })(context),
    );
    assert.deepEqual(
      plan.all(SUBSCRIPTION).map(({ inputs }) => inputs["protocol"]),
      ["email", "https"],
    );
  });

  it("subscribes every address [r2.19]", async () => {
    const emails = ["soc@example.com", "night@example.com"];
    const plan = await planComponent(notifications({ emails }));
    const endpoints = plan.all(SUBSCRIPTION).map(({ inputs }) => inputs["endpoint"]);
    assert.deepEqual(endpoints.toSorted(), emails.toSorted());
  });

  it("has a topic without subscriptions, which other programs may add", async () => {
    const plan = await planComponent(notifications());
    assert.deepEqual([plan.errors, plan.all(SUBSCRIPTION)], [[], []]);
    assert.equal(plan.one(TOPIC).options.protect, true);
  });

  it("admits the organization's alarms in its Region and partition alone", async () => {
    const place = placeOf("cn-north-1", "333333333333");
    const plan = await planComponent(notifications({ place }));
    const topicArn = "arn:aws-cn:sns:cn-north-1:333333333333:platform-security-notifications";
    assert.equal(plan.outputs["topicArn"], topicArn);
    const statements = statementsOf(plan.one(POLICY).inputs["policy"]);
    assert.deepEqual(bySid(statements, "AlarmsOfTheOrganizationPublish").Condition, {
      StringEquals: { "aws:SourceOrgID": "o-exampleorg1" },
      ArnLike: { "aws:SourceArn": "arn:aws-cn:cloudwatch:cn-north-1:*:alarm:*" },
    });
  });

  it("rejects an address that is listed twice", async () => {
    await assertRejects(
      notifications({ emails: ["soc@example.com", "soc@example.com"] }),
      'emails: must contain each entry once, got "soc@example.com" twice; remove the repeated one',
    );
  });
});
