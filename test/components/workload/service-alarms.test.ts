import assert from "node:assert/strict";
import { ServiceAlarms, type ServiceAlarmsArgs } from "../../../components/workload/service-alarms";
import {
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const topicArn = "arn:aws-cn:sns:cn-north-1:111111111111:alarms";

/** Alarms of the shop, with other arguments as a test gives them. */
function shop(args: Partial<ServiceAlarmsArgs> = {}): ComponentProgram {
  return ({ opts, computed }) =>
    new ServiceAlarms(
      "shop",
      {
        topicArn,
        loadBalancer: computed("app/shop/1"),
        database: "shop",
        databaseStorage: 20,
        ...args,
      },
      opts,
    );
}

describe("ServiceAlarms", () => {
  it("warns of a database that has less than a tenth of its own storage left [B18]", async () => {
    for (const [databaseStorage, bytes] of [
      [20, 2_147_483_648],
      [100, 10_737_418_240],
    ] as const) {
      const plan = await planComponent(shop({ databaseStorage }));
      const { inputs } = plan.one(ALARM, "shop-database-storage");
      assert.equal(inputs["threshold"], bytes);
      assert.equal(inputs["comparisonOperator"], "LessThanThreshold");
      assert.deepEqual(inputs["dimensions"], { DBInstanceIdentifier: "shop" });
    }
  });

  it("notifies the topic of the beginning and the end, and not when there are no requests [B8, r0.10]", async () => {
    const plan = await planComponent(shop());
    assert.deepEqual(plan.errors, []);
    assert.equal(plan.all(ALARM).length, 5);
    for (const { inputs, name } of plan.all(ALARM)) {
      assert.deepEqual(
        [inputs["alarmActions"], inputs["okActions"]],
        [[topicArn], [topicArn]],
        name,
      );
      assert.equal(inputs["treatMissingData"], "notBreaching", name);
    }
    assert.deepEqual(plan.one(ALARM, "shop-slow-answers").inputs["dimensions"], {
      LoadBalancer: "app/shop/1",
    });
  });

  itRejects<Partial<ServiceAlarmsArgs>>(shop, [
    [
      "an event bus instead of a topic",
      { topicArn: "arn:aws:events:eu-west-1:111111111111:event-bus/default" },
      'topicArn: must be the ARN of an SNS topic, got "arn:aws:events:eu-west-1:111111111111:event-bus/default"; write it like arn:aws:sns:eu-west-1:111111111111:alarms',
    ],
    [
      "the ARN of a database instead of its identifier",
      { database: "arn:aws:rds:eu-west-1:111111111111:db:shop" },
      'database: must be the identifier of a database, got "arn:aws:rds:eu-west-1:111111111111:db:shop"; give the identifier alone, not its ARN or address',
    ],
    [
      "a database without storage",
      { databaseStorage: 0 },
      "databaseStorage: must be a whole number of gibibytes of at least 1, got 0; give the database's storage",
    ],
  ]);

  it("has every alarm in a preview, where the load balancer is unknown", async () => {
    const preview = await assertSameInPreview(shop());
    assert.equal(preview.all(ALARM).length, 5);
  });
});
