import assert from "node:assert/strict";
import {
  BackupFailures,
  type BackupFailuresArgs,
} from "../../../components/backup/backup-failures";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { statementsOf } from "../../support/plan/statements";
import { waitsFor } from "../../support/plan/workload";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const ROLE = "aws:iam/role:Role";
const RIGHTS = "aws:iam/rolePolicy:RolePolicy";

const bus = "arn:aws-us-gov:events:us-gov-west-1:333333333333:event-bus/security";

function failures(args: Partial<BackupFailuresArgs> = {}): ComponentProgram {
  return ({ place, opts }) =>
    new BackupFailures("failures", { accountId: place.accountId, eventBusArn: bus, ...args }, opts);
}

describe("BackupFailures", () => {
  it("hands failed, stopped and expired jobs on to the bus, whatever its name [B16]", async () => {
    const plan = await planComponent(failures());
    assert.deepEqual(plan.errors, []);
    const pattern = JSON.parse(String(plan.one(RULE).inputs["eventPattern"])) as object;
    assert.deepEqual(pattern, {
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change"],
      detail: { state: ["FAILED", "ABORTED", "EXPIRED"] },
    });
    assert.equal(plan.one(TARGET).inputs["arn"], bus);
  });

  it("may put events to this bus alone, and waits for that right", async () => {
    const plan = await planComponent(failures());
    assert.deepEqual(statementsOf(plan.one(RIGHTS).inputs["policy"]), [
      { Effect: "Allow", Action: "events:PutEvents", Resource: bus },
    ]);
    assert.ok(
      waitsFor(plan, plan.one(TARGET), plan.one(RIGHTS)),
      "events before that would be lost",
    );
    const [trust] = statementsOf(plan.one(ROLE).inputs["assumeRolePolicy"]);
    assert.deepEqual(trust?.Condition, { StringEquals: { "aws:SourceAccount": "111111111111" } });
  });

  it("rejects a bus that is no ARN", async () => {
    await assertRejects(
      failures({ eventBusArn: "default" }),
      'eventBusArn: must be the ARN of an event bus, got "default"; write it like arn:aws:events:eu-west-1:111111111111:event-bus/default',
    );
  });

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(failures());
  });
});
