import assert from "node:assert/strict";
import {
  ThreatDetection,
  type ThreatDetectionArgs,
} from "../../../components/security/threat-detection";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { waitsFor } from "../../support/plan/workload";

const ADMINISTRATOR = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount";
const CONFIGURATION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration";
const DETECTOR = "aws:guardduty/detector:Detector";
const FEATURE = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature";
const ROLE = "aws:iam/serviceLinkedRole:ServiceLinkedRole";

function detection(args: Partial<ThreatDetectionArgs> = {}): ComponentProgram {
  return ({ place, opts, provider }) => {
    const { detectorIds } = new ThreatDetection(
      "threats",
      {
        accountId: place.accountId,
        managementProvider: provider("999999999999"),
        regions: ["eu-west-1", "ap-east-2"],
        features: [],
        ...args,
      },
      opts,
    );
    return { regions: Object.keys(detectorIds) };
  };
}

describe("ThreatDetection", () => {
  it("has a protected detector in each Region, appointed after it exists [r2.2]", async () => {
    const plan = await planComponent(detection());
    assert.deepEqual(plan.errors, []);
    assert.deepEqual(plan.outputs["regions"], ["eu-west-1", "ap-east-2"]);
    for (const region of ["eu-west-1", "ap-east-2"]) {
      const detector = plan.one(DETECTOR, `threats-${region}`);
      assert.equal(detector.options.protect, true);
      const administrator = plan.one(ADMINISTRATOR, `threats-${region}`);
      assert.equal(administrator.provider?.account, "999999999999");
      assert.ok(waitsFor(plan, administrator, detector), "AWS would create a detector of its own");
    }
  });

  it("installs agents for runtime monitoring alone", async () => {
    const features = ["RUNTIME_MONITORING", "S3_DATA_EVENTS"] as const;
    const plan = await planComponent(detection({ features, regions: ["eu-west-1"] }));
    const agents = plan
      .all(FEATURE)
      .map(({ inputs }) => [
        inputs["name"],
        (inputs["additionalConfigurations"] as unknown[] | undefined)?.length ?? 0,
      ]);
    assert.deepEqual(agents.sort(), [
      ["RUNTIME_MONITORING", 3],
      ["S3_DATA_EVENTS", 0],
    ]);
    for (const { options } of plan.all(FEATURE)) {
      assert.deepEqual(options.ignoreChanges, ["additionalConfigurations"]);
    }
  });

  it("creates the management account's role before its members, unless it exists", async () => {
    const plan = await planComponent(detection({ regions: ["eu-west-1"] }));
    assert.ok(
      waitsFor(plan, plan.one(CONFIGURATION), plan.one(ROLE)),
      "GuardDuty would leave the management account out",
    );
    const existing = await planComponent(detection({ hasManagementRole: true }));
    assert.deepEqual([existing.errors, existing.all(ROLE)], [[], []]);
  });

  const wrong: readonly [string, Partial<ThreatDetectionArgs>, string][] = [
    [
      "a Region that is none",
      { regions: ["eu-west"] },
      'regions[0]: must be the code of an AWS Region, got "eu-west"; use a code such as us-east-1 or eu-central-1',
    ],
    [
      "a feature that is listed twice",
      { features: ["S3_DATA_EVENTS", "S3_DATA_EVENTS"] },
      'features: must contain each entry once, got "S3_DATA_EVENTS" twice; remove the repeated one',
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(detection(args), error);
    });
  }

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(detection({ features: ["RDS_LOGIN_EVENTS"] }));
  });
});
