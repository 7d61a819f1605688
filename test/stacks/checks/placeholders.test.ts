import assert from "node:assert/strict";
import platform from "../../../index";
import { planProject } from "../../../cli/planner/plan";
import { loadProject } from "../../../cli/planner/project";
import { defaultOrganization, setAt } from "../../support/plan/default-company";
import { withProject } from "../../support/plan/project";

/** Errors of `pulumi up` for a workload stack, in a company with its own facts or with the template's placeholders. */
async function refusalOf(company: "own" | "template", ranges: readonly string[]): Promise<string> {
  const organization = defaultOrganization();
  if (company === "own") {
    setAt(organization, "accounts.management.id", "123456789012");
    setAt(organization, "state.backend", "s3://acme-state");
    setAt(organization, "state.secretsProvider", "awskms://alias/acme-state");
  }
  const workload = {
    zoneNames: ["us-east-1a", "us-east-1b", "us-east-1d"],
    cluster: { publicAccessRanges: ranges },
  };
  const stacks = { prod: { role: "workload", workload } };
  return withProject({ organization, stacks }, async (folder) => {
    const project = loadProject(folder);
    const prod = project.stacks.filter(({ stack }) => stack === "prod");
    for await (const plan of planProject(
      { ...project, stacks: prod },
      { program: () => platform() },
    )) {
      assert.deepEqual(
        plan.records.filter(({ type }) => type.startsWith("aws:")),
        [],
        "no resource is created",
      );
      return [...plan.errors].map(({ message }) => message).join("\n");
    }
    throw new Error("prod was not planned");
  });
}

const rangeSentence =
  "workload.cluster.publicAccessRanges in Pulumi.prod.yaml still has the template's placeholder 203.0.113.0/24: replace it with the range that you deploy from (docs/roles/workload.md)";

describe("A deployment of a workload", () => {
  it("is refused, in one sentence, while the template's range may reach the Kubernetes API", async () => {
    assert.equal(await refusalOf("own", ["198.51.100.0/24", "203.0.113.0/24"]), rangeSentence);
  });

  it("is refused for the organization's placeholders as well", async () => {
    const lines = (await refusalOf("template", ["203.0.113.0/24"])).split("\n");
    assert.equal(lines.length, 2);
    assert.match(lines[0] ?? "", /^organization\.accounts\.management\.id, .* still have/);
    assert.equal(lines[1], rangeSentence);
  });

  it("reads other stacks once the range is the company's own", async () => {
    assert.match(await refusalOf("own", ["198.51.100.0/24"]), /^stack management /);
  });
});
