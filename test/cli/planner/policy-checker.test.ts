import assert from "node:assert/strict";
import { policySettings } from "../../../cli/planner/policy-settings";
import { loadProject } from "../../../cli/planner/project";
import { guardrailPolicies } from "../../../policy-pack/policies";
import { repository } from "../../support/plan/planned";

describe("The policies on a plan", () => {
  it("refuses a resource without an explicit provider, which mocks accept", async () => {
    const { PolicyChecker } = await import("../../../cli/planner/policy-checker.js");
    const { runStackProgram, watchRejections } = await import("../../../cli/planner/run.js");
    const aws = await import("@pulumi/aws");
    const awsx = await import("@pulumi/awsx");
    const stop = watchRejections();
    const result = await runStackProgram({
      project: "platform",
      stack: "example",
      config: {},
      secretConfigKeys: [],
      outputsOf: () => undefined,
      preview: false,
      program: async () => {
        const provider = new aws.Provider("named", { region: "us-east-1" });
        const network: ConstructorParameters<typeof awsx.ec2.Vpc>[1] = {
          cidrBlock: "10.0.0.0/24",
          availabilityZoneNames: ["us-east-1a"],
          natGateways: { strategy: "None" },
          subnetStrategy: "Auto",
          subnetSpecs: [{ type: "Isolated", cidrBlocks: ["10.0.0.0/24"] }],
        };
        new aws.sns.Topic("topic");
        new aws.sns.Topic("sound", {}, { provider });
        aws.sns.Topic.get("read", "arn:aws:sns:us-east-1:123456789012:topic");
        new awsx.ec2.Vpc("network", network);
        new awsx.ec2.Vpc("sound", network, { providers: [provider] });
        await aws.iam.getRoles({ nameRegex: "^x$" });
        await aws.iam.getRoles({ nameRegex: "^x$" }, { provider });
        return {};
      },
    });
    stop();
    const { violations, checked } = await new PolicyChecker([]).check(result);
    const wrong = (name: string): unknown[] =>
      violations.filter(({ urn }) => urn.endsWith(`::${name}`));
    assert.deepEqual([...result.errors], []);
    for (const name of ["topic", "read", "network"]) {
      assert.equal(wrong(name).length, 1, name);
    }
    assert.equal(
      violations.some(({ message }) => message.includes("getRoles")),
      true,
    );
    assert.equal(violations.length, 4);
    assert.equal(
      violations.every(({ policy }) => policy === "explicit-provider"),
      true,
    );
    assert.equal(checked["explicit-provider"], 7);
  });

  it("lists a policy that matched no resource", async () => {
    const { PolicyChecker } = await import("../../../cli/planner/policy-checker.js");
    const { checked } = await new PolicyChecker(
      guardrailPolicies(policySettings(loadProject(repository))),
    ).check({ records: [], invokes: [] });
    assert.equal(checked["protect-cloudtrail"], 0);
    assert.equal(checked["require-tls-relations"], 0);
  });
});
