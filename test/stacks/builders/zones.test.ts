import assert from "node:assert/strict";
import { loadProject } from "../../../cli/planner/project";
import { chooseZones } from "../../../stacks/company/aws/zones";
import { organizationWith } from "../../support/plan/organization";
import { planAll } from "../../support/plan/planned";
import { withProject } from "../../support/plan/project";

const zones = ["use1-az6", "use1-az3", "use1-az1", "use1-az10", "use1-az2"].map((id, index) => ({
  id,
  name: `us-east-1${"abcde".charAt(index)}`,
}));

// rig 3, workload-backup F10
describe("The zones of a workload account", () => {
  it("are the first ids that EKS accepts", () => {
    assert.deepEqual(chooseZones("us-east-1", zones, 3), {
      names: ["us-east-1c", "us-east-1e", "us-east-1a"],
    });
  });

  it("are those of the configuration, in its order", () => {
    assert.deepEqual(chooseZones("us-east-1", zones, 2, ["use1-az6", "use1-az1"]), {
      names: ["us-east-1a", "us-east-1c"],
    });
  });

  it("are named in one sentence when the account has not all of them", () => {
    assert.deepEqual(chooseZones("us-east-1", zones, 2, ["use1-az3", "use1-az4"]), {
      fault:
        "workload.zoneIds: use1-az3, use1-az4 are not among the zones of the account in us-east-1 that EKS accepts: use1-az1, use1-az2, use1-az6, use1-az10; change or remove zoneIds",
    });
    const two = zones.slice(1, 4);
    const result = chooseZones("us-east-1", two, 3);
    assert.match(
      "fault" in result ? result.fault : "",
      /fewer than 3 zones in us-east-1 .*: use1-az1, use1-az10; set availabilityZones: 2/,
    );
  });

  it("are looked up before any resource of the account is created", async () => {
    const files = {
      organization: organizationWith({
        homeRegion: "eu-west-2",
        governedRegions: ["eu-west-2"],
        "accounts.prod.stack": "none",
      }),
      stacks: {
        prod: undefined,
        sandbox: {
          role: "workload",
          workload: {
            availabilityZones: 2,
            zoneIds: ["euw2-az1", "euw2-az4"],
            cluster: { publicAccessRanges: ["198.51.100.0/24"] },
          },
        },
      },
    };
    const plan = await withProject(files, (folder) => {
      const project = loadProject(folder);
      // The plan invents the zones that it is given; without them, it is as in an account that lacks one.
      const stacks = project.stacks.map((stack) =>
        stack.role === "workload"
          ? { ...stack, settings: { ...stack.settings, zoneIds: undefined } }
          : stack,
      );
      return planAll({ ...project, stacks });
    });
    const sandbox = plan.get("sandbox");
    assert.match(
      [...(sandbox?.plan.errors ?? [])].map(({ message }) => message).join(),
      /^workload.zoneIds: euw2-az4 is not among the zones of the account in eu-west-2/,
    );
    assert.deepEqual(
      sandbox?.resources.map(({ type }) => type).filter((type) => !type.startsWith("pulumi:")),
      [],
    );
  });
});
