import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateProject } from "../../bench/generate";
import { Cloud } from "../../cli/emulation/cloud/cloud";
import { CloudError } from "../../cli/emulation/core/errors";
import { planProject, type StackPlan } from "../../cli/planner/plan";
import { loadProject } from "../../cli/planner/project";
import { reveal, type Wire } from "../../cli/emulation/protocol/values";
import { repository } from "../support/plan/planned";
import { sweeping } from "../support/sweep";

/** Number of accounts: few in every test run, a thousand in a sweep. */
const accounts = sweeping ? 1000 : 50;

describe(`An organization of ${accounts} accounts`, () => {
  it("stays within the limits of AWS that depend on the number of accounts", async function () {
    this.timeout(120_000);
    const folder = mkdtempSync(join(tmpdir(), "platform-scale-"));
    try {
      generateProject(repository, folder, accounts);
      const project = loadProject(folder);
      const central = project.stacks.filter(({ role }) => role !== "workload");
      const cloud = new Cloud(project.organization.accounts["management"]?.id ?? "");
      const refused: string[] = [];
      for await (const plan of planProject({ ...project, stacks: central })) {
        assert.deepEqual([...plan.errors], []);
        refused.push(...create(cloud, plan));
      }
      assert.deepEqual(refused, []);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Creates the planned resources of a stack in the emulated cloud. Returns the errors. */
function create(cloud: Cloud, { stack, records }: StackPlan): string[] {
  return records.flatMap(({ type, name, urn, inputs, provider: site }) => {
    if (site === undefined || !type.startsWith("aws:")) {
      return [];
    }
    const asked = { type, name, urn, inputs: reveal(inputs.toJavaScript()) as Wire, site };
    const request = { ...asked, inputs: cloud.check(asked, new Set(), undefined, {}).inputs };
    try {
      cloud.create(request);
      return [];
    } catch (error) {
      if (error instanceof CloudError) {
        return [`${stack}: ${type} ${name}: ${error.message}`];
      }
      throw error;
    }
  });
}
