import assert from "node:assert/strict";
import { EventRules, type EventRulesArgs } from "../../../components/security/event-rules";
import { SecurityNotifications } from "../../../components/security/notifications";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { statementsOf } from "../../support/plan/statements";

const BUS = "aws:cloudwatch/eventBusPolicy:EventBusPolicy";
const ROLE = "aws:iam/role:Role";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

const organizationId = "o-exampleorg1";
const event = {
  description: "",
  pattern: { source: ["aws.sts"] },
  perRegion: true,
  apiCalls: true,
};
const events = [
  { ...event, name: "everywhere" },
  { ...event, name: "home-only", perRegion: false, apiCalls: false },
];
const bus = "arn:aws:events:eu-west-1:111111111111:event-bus/default";

function rules(args: Partial<EventRulesArgs> = {}): ComponentProgram {
  return ({ place, opts }) => {
    const topic = { place, organizationId, emails: [] };
    const notifications = new SecurityNotifications("news", topic, opts);
    const regions = ["eu-west-1", "eu-north-1"];
    return new EventRules(
      "events",
      { place, organizationId, regions, events, notifications, ...args },
      opts,
    );
  };
}

describe("EventRules", () => {
  it("watches every event in the home Region, and in others what AWS reports only there", async () => {
    const plan = await planComponent(rules());
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(
      plan.all(RULE).map(({ inputs }) => [inputs["name"], inputs["region"]]),
      [
        ["everywhere", "eu-west-1"],
        ["home-only", "eu-west-1"],
        ["everywhere", "eu-north-1"],
      ],
    );
    const targets = plan.all(TARGET).map(({ inputs }) => inputs["arn"]);
    const topic = "arn:aws:sns:eu-west-1:111111111111:platform-security-notifications";
    assert.deepEqual(targets.sort(), [bus, topic, topic]);
  });

  it("requests API calls of EventBridge where an event is one", async () => {
    const states = (await planComponent(rules())).all(RULE).map(({ inputs }) => inputs["state"]);
    assert.deepEqual(
      [...new Set(states)],
      ["ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS", "ENABLED"],
    );
  });

  it("needs no role when all events are at home, and admits the organization [r2.2]", async () => {
    const plan = await planComponent(rules({ regions: ["eu-west-1"] }));
    assert.deepEqual(plan.all(ROLE), []);
    const [admit] = statementsOf(plan.one(BUS).inputs["policy"]);
    assert.deepEqual(
      [admit?.Resource, admit?.Condition],
      [bus, { StringEquals: { "aws:PrincipalOrgID": organizationId } }],
    );
  });

  it("rejects a name that EventBridge refuses, and events of one name", async () => {
    for (const [list, error] of [
      [
        [{ ...event, name: "sign ins" }],
        'events[0].name: must be 1 to 64 letters, digits and . - _, got "sign ins"; rules are named by it: shorten it',
      ],
      [
        [...events, { ...event, name: "everywhere" }],
        'events: must contain each entry once, got "everywhere" twice; remove the repeated one',
      ],
    ] as const) {
      assert.deepEqual((await planComponent(rules({ events: list }))).errors, [error]);
    }
  });

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(rules());
  });
});
