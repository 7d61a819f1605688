import assert from "node:assert/strict";
import { VaultWatch, type VaultWatchArgs } from "../../../components/backup/vault-watch";
import { placeOf } from "../../../components/shared/place";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { bySid, statementsOf } from "../../support/plan/statements";
import { waitsFor } from "../../support/plan/workload";

const POLICY = "aws:sns/topicPolicy:TopicPolicy";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

function watch(args: Partial<VaultWatchArgs> = {}): ComponentProgram {
  return ({ place, opts }) =>
    new VaultWatch("watch", { place, emails: ["ops@example.com"], ...args }, opts);
}

describe("VaultWatch", () => {
  it("raises an alarm for failed copies, changed vaults and attempts to remove backups [B16]", async () => {
    const plan = await planComponent(watch({ emails: ["a@example.com", "b@example.com"] }));
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(
      plan.all(RULE).map(({ inputs }) => inputs["name"]),
      ["failed-copies", "vault-changes", "removal-attempts"].map(
        (event) => `platform-backup-${event}`,
      ),
    );
    assert.deepEqual(
      plan.all(SUBSCRIPTION).map(({ inputs }) => inputs["endpoint"]),
      ["a@example.com", "b@example.com"],
    );
  });

  it("builds in the Region of the vaults, and names its topic's ARN before it exists", async () => {
    const place = placeOf("cn-north-1", "111111111111");
    const plan = await planComponent(watch({ place }));
    assert.deepEqual(
      [...new Set(plan.all(RULE).map(({ inputs }) => inputs["region"]))],
      ["cn-north-1"],
    );
    const publish = bySid(statementsOf(plan.one(POLICY).inputs["policy"]), "EventRulesPublish");
    assert.equal(publish.Resource, "arn:aws-cn:sns:cn-north-1:111111111111:platform-backup-alarms");
  });

  it("sends nothing before the topic's policy admits it", async () => {
    const plan = await planComponent(watch());
    for (const target of plan.all(TARGET)) {
      assert.ok(waitsFor(plan, target, plan.one(POLICY)), `${target.name} would lose events`);
    }
  });

  const wrong: readonly [string, Partial<VaultWatchArgs>, string][] = [
    [
      "no addresses",
      { emails: [] },
      "emails: must have at least 1 entry, got 0; an alarm that is sent to no one is of no use",
    ],
    [
      "an address without a domain",
      { emails: ["ops"] },
      'emails[0]: must be an e-mail address, got "ops"; write it like team@example.com',
    ],
    [
      "a place without an account",
      { place: placeOf("eu-west-1", "") },
      'place.accountId: must be a 12-digit AWS account id in quotes, got ""; copy it from the AWS console and quote it, "012345678901": YAML drops leading zeros otherwise',
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(watch(args), error);
    });
  }

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(watch());
  });
});
