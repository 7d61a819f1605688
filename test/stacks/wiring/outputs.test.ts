import assert from "node:assert/strict";
import { loadProject } from "../../../cli/planner/project";
import { roleNames } from "../../../stacks/company/roles";
import { outputAmong, outputsOf } from "../../../stacks/wiring/outputs";
import { assertNone } from "../../support/assert-none";
import { defaultOrganization, setAt } from "../../support/plan/default-company";
import { planAll } from "../../support/plan/planned";
import { type ProjectFiles, withProject } from "../../support/plan/project";

/** Companies in which something optional is absent: each output that may be absent is absent in one of them. */
const companies: Readonly<Record<string, ProjectFiles>> = {
  "the example": {},
  "without connectivity": { organization: { ...defaultOrganization(), connectivity: "none" } },
  "without a repository on GitHub": {
    stacks: { operations: { role: "operations", account: "operations" } },
  },
  "under Control Tower": { organization: ofControlTower() },
};

function ofControlTower(): Record<string, unknown> {
  const organization = defaultOrganization();
  setAt(organization, "governance", "control-tower");
  setAt(organization, "existing", { id: "o-abcdefghij", rootId: "r-abcd", imported: true });
  setAt(organization, "rollout.stage", "enforce");
  Object.keys(organization["accounts"] as object).forEach((account, index) => {
    setAt(organization, `accounts.${account}.id`, String(111111111111 * (index + 1)));
  });
  return organization;
}

/** Outputs that may be absent, `role.key`. */
const optional = roleNames.flatMap((role) =>
  Object.entries(outputsOf(role))
    .filter(([, { schema }]) => schema.safeParse(undefined).success)
    .map(([key]) => `${role}.${key}`),
);

// identity-network-delivery F3
describe("Outputs that may be absent", () => {
  /** Names of the companies in which an output is absent, by `role.key`. */
  const absent = new Map<string, string[]>(optional.map((output) => [output, []]));

  before(async function () {
    this.timeout(120_000);
    for (const [company, files] of Object.entries(companies)) {
      await withProject(files, async (folder) => {
        const stacks = await planAll(loadProject(folder));
        for (const { plan } of stacks.values()) {
          assert.deepEqual([...plan.errors], [], company);
          for (const key of Object.keys(outputsOf(plan.role))) {
            if (!(key in plan.outputs)) {
              absent.get(`${plan.role}.${key}`)?.push(company);
            }
          }
        }
      });
    }
  });

  it("are each absent in a company of this test, and present in another", () => {
    const always = Object.keys(companies).length;
    assertNone(
      optional.filter((output) => [0, always].includes(new Set(absent.get(output)).size)),
      "add a company in which the output is absent, or remove optional()",
    );
  });

  it("are one object when they are absent together, so that no reader finds the half of them", () => {
    const together = optional.flatMap((output, index) =>
      optional
        .slice(index + 1)
        .filter(
          (other) =>
            other.split(".")[0] === output.split(".")[0] &&
            String(absent.get(other)) === String(absent.get(output)),
        )
        .map((other) => `${output} and ${other}`),
    );
    assertNone(together, "make them parts of one output");
  });

  it("are read in the form of 0.1.0 until their stack is upgraded, and not by half", () => {
    const tables = { production: "tgw-rtb-1", nonproduction: "tgw-rtb-2", shared: "tgw-rtb-3" };
    const old = { transitGatewayId: "tgw-1", transitRouteTableIds: tables };
    assert.deepEqual(outputAmong("network", "transit", old), {
      gatewayId: "tgw-1",
      routeTableIds: tables,
    });
    const half = { transitGatewayId: "tgw-1", transitRouteTableIds: {} };
    assert.equal(outputAmong("network", "transit", half), undefined);
    assert.equal(outputAmong("network", "transit", { transitRouteTableIds: {} }), undefined);
    const roles = {
      deliveryRoleArn: "a",
      deliveryPreviewRoleArn: "b",
      applicationBuildRoleArn: "c",
      applicationDeliveryRoleArn: "d",
    };
    assert.deepEqual(outputAmong("operations", "delivery", roles), {
      roleArn: "a",
      previewRoleArn: "b",
      applicationBuildRoleArn: "c",
      applicationDeliveryRoleArn: "d",
    });
    assert.equal(outputAmong("operations", "delivery", {}), undefined);
  });
});
