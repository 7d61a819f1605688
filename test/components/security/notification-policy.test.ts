import * as assert from "node:assert/strict";
import { topicStatements } from "../../../components/security/notification-policy";
import { placeOf } from "../../../components/shared/place";
import { publishersEncrypt } from "../../../components/shared/topic-documents";
import { answer } from "../../support/plan/access";

const AUDIT = "333333333333";
const WORKLOAD = "444444444444";
const TOPIC = `arn:aws:sns:us-east-1:${AUDIT}:platform-security-notifications`;
const place = placeOf("us-east-1", AUDIT);

function publish(principal: string, context: Record<string, string>): Promise<string> {
  return answer({
    principal,
    action: "sns:Publish",
    resource: TOPIC,
    owner: AUDIT,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: topicStatements(place, "o-exampleorg1"),
    }),
    context,
  });
}

describe("The notification topic's policies", () => {
  it("accept event rules of the audit account and reject those of others [r2.19, r0.5]", async () => {
    const events = "events.amazonaws.com";
    assert.equal(await publish(events, { "aws:SourceAccount": AUDIT }), "Allowed");
    assert.equal(await publish(events, { "aws:SourceAccount": WORKLOAD }), "ImplicitlyDenied");
  });

  it("lose no notification where EventBridge tells no source account", async () => {
    assert.equal(await publish("events.amazonaws.com", {}), "Allowed");
  });

  it("accept alarms of every account of the organization, and of no other", async () => {
    const alarm = `arn:aws:cloudwatch:us-east-1:${WORKLOAD}:alarm:root-use`;
    const own = { "aws:SourceOrgID": "o-exampleorg1", "aws:SourceArn": alarm };
    const cloudWatch = "cloudwatch.amazonaws.com";
    assert.equal(await publish(cloudWatch, own), "Allowed");
    assert.equal(
      await publish(cloudWatch, { ...own, "aws:SourceOrgID": "o-otherorgan1" }),
      "ImplicitlyDenied",
    );
    assert.equal(await publish(cloudWatch, { "aws:SourceArn": alarm }), "ImplicitlyDenied");
  });

  it("refuse plain HTTP", async () => {
    const role = `arn:aws:iam::${AUDIT}:role/anybody`;
    assert.equal(await publish(role, { "aws:SecureTransport": "false" }), "ExplicitlyDenied");
  });

  it("let publishers use the key without conditions, which fail for EventBridge", () => {
    const services = ["events.amazonaws.com", "cloudwatch.amazonaws.com"];
    const publishers = publishersEncrypt(services);
    assert.deepEqual(publishers.Principal, { Service: services });
    assert.deepEqual(publishers.Action, ["kms:Decrypt", "kms:GenerateDataKey*"]);
    assert.equal(publishers.Condition, undefined);
  });
});
