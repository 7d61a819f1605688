import assert from "node:assert/strict";
import {
  ConfigRecorder,
  type ConfigRecorderArgs,
} from "../../../components/account-baseline/config-recorder";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { waitsFor } from "../../support/plan/workload";

const CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";
const RECORDER = "aws:cfg/recorder:Recorder";
const STATUS = "aws:cfg/recorderStatus:RecorderStatus";

function recorder(args: Partial<ConfigRecorderArgs> = {}): ComponentProgram {
  return ({ opts, computed }) =>
    new ConfigRecorder(
      "records",
      {
        regions: ["eu-west-1", "ap-south-2"],
        homeRegion: "eu-west-1",
        bucketName: computed("history"),
        ...args,
      },
      opts,
    );
}

describe("ConfigRecorder", () => {
  it("delivers each Region's records once a day, and starts after the channel [A10]", async () => {
    const plan = await planComponent(recorder());
    assert.deepEqual(plan.errors, []);
    for (const region of ["eu-west-1", "ap-south-2"]) {
      const name = `records-${region}`;
      const channel = plan.one(CHANNEL, name);
      assert.equal(channel.inputs["region"], region);
      assert.equal(channel.inputs["s3BucketName"], "history");
      assert.ok(waitsFor(plan, channel, plan.one(RECORDER, name)), "the channel needs a recorder");
      assert.ok(
        waitsFor(plan, plan.one(STATUS, name), channel),
        "AWS starts it with a channel only",
      );
    }
  });

  it("records with one service-linked role in all Regions", async () => {
    const plan = await planComponent(recorder());
    const role = plan.one("aws:iam/serviceLinkedRole:ServiceLinkedRole");
    assert.deepEqual(role.options.ignoreChanges, ["description"], "the service describes it");
    assert.equal(role.inputs["awsServiceName"], "config.amazonaws.com");
    const roles = new Set(plan.all(RECORDER).map(({ inputs }) => inputs["roleArn"]));
    assert.equal(roles.size, 1);
  });

  it("uses the role that the account has, and keeps its own when the stack goes", async () => {
    const own = await planComponent(recorder());
    const { retainOnDelete } = own.one("aws:iam/serviceLinkedRole:ServiceLinkedRole").options;
    assert.equal(retainOnDelete, true);
    const roleArn = "arn:aws:iam::111111111111:role/aws-service-role/config.amazonaws.com/Config";
    const existing = await planComponent(recorder({ roleArn }));
    assert.deepEqual(existing.all("aws:iam/serviceLinkedRole:ServiceLinkedRole"), []);
    for (const { inputs } of existing.all(RECORDER)) {
      assert.equal(inputs["roleArn"], roleArn);
    }
  });

  it("rejects a home Region that it does not record", async () => {
    await assertRejects(
      recorder({ homeRegion: "eu-central-1" }),
      'homeRegion: must be one of the Regions eu-west-1, ap-south-2, got "eu-central-1"; no other Region records IAM',
    );
  });

  it("rejects a Region that is listed twice", async () => {
    await assertRejects(
      recorder({ regions: ["eu-west-1", "eu-west-1"] }),
      'regions: must contain each entry once, got "eu-west-1" twice; remove the repeated one',
    );
  });

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(recorder());
  });
});
