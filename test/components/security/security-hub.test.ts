import assert from "node:assert/strict";
import { SecurityHub, type SecurityHubArgs } from "../../../components/security/security-hub";
import { placeOf } from "../../../components/shared/place";
import {
  assertRejects,
  assertSameInPreview,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { at, waitsFor } from "../../support/plan/workload";

const ADMINISTRATOR = "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount";
const AGGREGATOR = "aws:securityhub/findingAggregator:FindingAggregator";
const ASSOCIATION = "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation";
const HUB = "aws:securityhub/account:Account";
const POLICY = "aws:securityhub/configurationPolicy:ConfigurationPolicy";

function hub(args: Partial<SecurityHubArgs> = {}): ComponentProgram {
  return ({ place, opts, provider }) =>
    new SecurityHub(
      "findings",
      {
        place,
        managementProvider: provider("999999999999"),
        regions: ["eu-west-1", "eu-north-1"],
        organizationRootId: "r-ab12",
        standards: ["pci-dss-4.0.1"],
        ...args,
      },
      opts,
    );
}

describe("SecurityHub", () => {
  it("gathers the findings of other Regions, or of none when there is one [r2.10]", async () => {
    const linked = (await planComponent(hub())).one(AGGREGATOR).inputs;
    assert.deepEqual(linked["specifiedRegions"], ["eu-north-1"]);
    const alone = (await planComponent(hub({ regions: ["eu-west-1"] }))).one(AGGREGATOR).inputs;
    assert.deepEqual([alone["linkingMode"], alone["specifiedRegions"]], ["NO_REGIONS", undefined]);
  });

  it("enables the standards by ARNs of its partition, and switches off the listed controls alone", async () => {
    const place = placeOf("us-gov-west-1", "111111111111");
    const plan = await planComponent(hub({ place, disabledControls: ["Macie.1"] }));
    assert.deepEqual(plan.errors, []);
    const policy = plan.one(POLICY).inputs["configurationPolicy"] as object;
    assert.match(
      JSON.stringify(policy),
      /arn:aws-us-gov:securityhub:us-gov-west-1::standards\/pci-dss\/v\/4.0.1.*Macie\.1/,
    );
    const without = (await planComponent(hub())).one(POLICY).inputs;
    const disabled = at(without, "configurationPolicy", "securityControlsConfiguration");
    assert.deepEqual(disabled, { disabledControlIdentifiers: [] });
  });

  it("is appointed by the management account, and binds it before the policy reaches it", async () => {
    const plan = await planComponent(hub());
    assert.equal(plan.one(ADMINISTRATOR).provider?.account, "999999999999");
    const management = plan.one(HUB, "findings-management");
    assert.equal(management.provider?.account, "999999999999");
    assert.ok(
      waitsFor(plan, plan.one(ASSOCIATION), management),
      "it could not enable the hub then",
    );
  });

  const wrong: readonly [string, Partial<SecurityHubArgs>, string][] = [
    [
      "an OU in the place of the root",
      { organizationRootId: "ou-ab12-11111111" },
      'organizationRootId: must be the id of an organization\'s root, got "ou-ab12-11111111"; aws organizations list-roots prints it, such as r-abcd',
    ],
    [
      "a control that is no id",
      { disabledControls: ["Macie"] },
      'disabledControls[0]: must be the id of a control, got "Macie"; write it like Macie.1',
    ],
  ];
  for (const [title, args, error] of wrong) {
    it(`rejects ${title}`, async () => {
      await assertRejects(hub(args), error);
    });
  }

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(hub());
  });
});
