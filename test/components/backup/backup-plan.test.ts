import assert from "node:assert/strict";
import { BackupPlan, type BackupPlanArgs } from "../../../components/backup/backup-plan";
import { placeOf } from "../../../components/shared/place";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { at } from "../../support/plan/workload";

const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const PLAN = "aws:backup/plan:Plan";
const ROLE = "aws:iam/role:Role";
const SETTINGS = "aws:backup/regionSettings:RegionSettings";

const isolated = "arn:aws:backup:eu-west-1:222222222222:backup-vault:isolated";

function plan(args: Partial<BackupPlanArgs> = {}): ComponentProgram {
  return ({ place, opts }) =>
    new BackupPlan(
      "orders",
      {
        place,
        schedule: "cron(30 2 ? * SUN *)",
        retentionDays: 1,
        copyRetentionDays: 400,
        resourceTypes: ["EBS", "DynamoDB"],
        isolatedVaultArn: isolated,
        backupAccountId: "222222222222",
        ...args,
      },
      opts,
    );
}

describe("BackupPlan", () => {
  it("keeps the copy for its own time, and not for the backup's [A8]", async () => {
    const planned = await planComponent(plan());
    assert.deepEqual(planned.errors, []);
    const { inputs } = planned.one(PLAN);
    assert.equal(at(inputs, "rules", 0, "schedule"), "cron(30 2 ? * SUN *)");
    assert.deepEqual(at(inputs, "rules", 0, "lifecycle"), { deleteAfter: 1 });
    assert.deepEqual(at(inputs, "rules", 0, "copyActions"), [
      { destinationVaultArn: isolated, lifecycle: { deleteAfter: 400 } },
    ]);
  });

  it("opts in to its types, and to full management where AWS Backup has it", async () => {
    const { inputs } = (await planComponent(plan())).one(SETTINGS);
    assert.deepEqual(inputs["resourceTypeOptInPreference"], { EBS: true, DynamoDB: true });
    assert.deepEqual(inputs["resourceTypeManagementPreference"], { DynamoDB: true });
  });

  // workload-backup F9
  it("leaves the settings of all other types, which AWS returns too", async () => {
    const { ignoreChanges = [] } = (await planComponent(plan())).one(SETTINGS).options;
    for (const map of ["resourceTypeOptInPreference", "resourceTypeManagementPreference"]) {
      for (const type of ["RDS", "SAP HANA on Amazon EC2", "EKS", "Timestream"]) {
        assert.ok(ignoreChanges.includes(`${map}["${type}"]`), `${map} ${type}`);
      }
      assert.ok(!ignoreChanges.includes(`${map}["DynamoDB"]`), map);
    }
  });

  it("takes AWS's policies of its partition, and keeps the role that removes expired backups", async () => {
    const place = placeOf("us-gov-east-1", "111111111111");
    const isolatedVaultArn = isolated.replace("arn:aws:", "arn:aws-us-gov:");
    const planned = await planComponent(plan({ place, isolatedVaultArn }));
    for (const { inputs } of planned.all(ATTACHMENT)) {
      assert.match(String(inputs["policyArn"]), /^arn:aws-us-gov:iam::aws:policy\//);
    }
    const { protect, retainOnDelete } = planned.one(ROLE).options;
    assert.deepEqual([protect, retainOnDelete], [true, true]);
  });

  const wrong: readonly [string, Partial<BackupPlanArgs>, string][] = [
    [
      "a schedule that is no expression",
      { schedule: "0 3 * * *" },
      'schedule: must be a cron expression of AWS: minutes, hours, day of the month, month, day of the week and year, one of the two days being ?, got "0 3 * * *"; write it like cron(0 3 * * ? *), in UTC; AWS Backup takes no rate(...)',
    ],
    [
      "a retention of no days",
      { copyRetentionDays: 0 },
      "copyRetentionDays: must be a whole number of days from 1 to 36500, got 0; AWS Backup takes no other",
    ],
    [
      "no types",
      { resourceTypes: [] },
      "resourceTypes: must have at least 1 entry, got 0; a plan without types backs up nothing",
    ],
    [
      "a vault of another account",
      { backupAccountId: "333333333333" },
      `isolatedVaultArn: must be the ARN of a vault in backupAccountId 333333333333, got "${isolated}"; only that account may use the key of the copies`,
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(plan(args), error);
    });
  }

  it("rejects a type that AWS Backup does not know, and lists those that it knows", async () => {
    const { errors } = await planComponent(plan({ resourceTypes: ["EBS", "Dynamo"] }));
    assert.match(
      errors.join(),
      /^resourceTypes\[1\]: must be a type .*, got "Dynamo"; use one of .*DynamoDB/,
    );
  });

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(plan());
  });
});
