import assert from "node:assert/strict";
import type { Wire } from "../../../cli/emulation/protocol/values";
import { conflicts } from "../../support/cases/schedules";
import { planned, type PlannedResources } from "../../support/plan/planned";
import { at, workloads, workloadWith } from "../../support/plan/workload";

const PLAN = "aws:backup/plan:Plan";

/** Data stores with windows of their own, by the names that their API has for the two windows. */
const stores = {
  "aws:rds/instance:Instance": ["backupWindow", "maintenanceWindow"],
  "aws:elasticache/replicationGroup:ReplicationGroup": ["snapshotWindow", "maintenanceWindow"],
} as const;

/** Compares every job of a stack with every window of it: the number of comparisons, and the pairs that meet. */
function compared(plan: Pick<PlannedResources, "resources">): {
  readonly pairs: number;
  readonly met: string[];
} {
  const rules = plan.resources
    .filter(({ type }) => type === PLAN)
    .flatMap(({ inputs }) => inputs["rules"] as Record<string, Wire>[]);
  const windows = Object.entries(stores).flatMap(([store, [backup, maintenance]]) =>
    plan.resources
      .filter(({ type }) => type === store)
      .map(({ inputs }) => ({
        backup: text(inputs[backup]),
        maintenance: text(inputs[maintenance]),
      })),
  );
  return {
    pairs: rules.length * windows.length,
    met: rules.flatMap((rule) =>
      windows.flatMap((window) =>
        conflicts(text(rule["schedule"]) ?? "", Number(rule["startWindow"]), window),
      ),
    ),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/*
 * A test of plans, and no refusal of the emulated AWS: AWS accepts plan and database in either order, and only the job of
 * a night fails.
 */
// workload-backup F8
describe("Jobs and windows of a workload stack", () => {
  for (const stack of workloads) {
    it(`do not meet in ${stack}`, async () => {
      assert.deepEqual(compared(await planned(stack)), { pairs: 2, met: [] });
    });
  }

  for (const [schedule, maintenanceDay] of [
    ["cron(0 0 * * ? *)", "monday"],
    ["cron(45 23 ? * MON-FRI *)", "sunday"],
    ["cron(0 21 * * ? *)", "saturday"],
    ["cron(0 2,14 * * ? *)", "sunday"],
  ] as const) {
    it(`do not meet with backups by ${schedule} and maintenance on ${maintenanceDay}`, async () => {
      const plan = await workloadWith({ backup: { schedule }, maintenanceDay });
      const [job] = plan.resources.filter(({ type }) => type === PLAN);
      assert.equal(at(job?.inputs ?? {}, "rules", 0, "schedule"), schedule);
      assert.deepEqual(compared(plan), { pairs: 2, met: [] });
    });
  }

  it("meet when AWS chooses the windows", async () => {
    const plan = await planned("prod");
    const chosen = plan.resources.map((resource) => ({
      ...resource,
      inputs: Object.fromEntries(
        Object.entries(resource.inputs).filter(([input]) => !input.endsWith("Window")),
      ),
    }));
    assert.equal(compared({ resources: chosen }).met.length, 4);
  });
});
