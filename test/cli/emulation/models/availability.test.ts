import assert from "node:assert/strict";
import {
  describedRegions,
  refuseAbsent,
  regionsWithout,
} from "../../../../cli/emulation/models/availability";
import table from "../../../../cli/emulation/models/availability.json";
import { disabledRegions } from "../../../../stacks/company/aws/enabled-regions";
import { knownRegions } from "../../../../stacks/company/aws/offered";
import { formatProblem } from "../../../../stacks/company/problems";
import { check, defaultFiles } from "../../../stacks/checks/company-files";
import { assertNone } from "../../../support/assert-none";
import { planOf } from "../../../support/plan/planned";
import { type PlannedInputs, ofPlans } from "./planned-inputs";

const HOME = "us-east-1";

/** Regions of the partition of which the models have no list of types. */
const undescribed = ["me-south-1"];

/** Problems of the default company with its home in a Region, and without another governed one. */
function problemsIn(homeRegion: string): string[] {
  const { organization, stacks } = defaultFiles();
  return check({
    organization: { ...organization, homeRegion, governedRegions: [homeRegion] },
    stacks,
  }).problems.map(formatProblem);
}

// identity-network-delivery F3: a Region that lacks what the plan creates there
describe("The table of Regions", () => {
  const planned: PlannedInputs[] = [];

  before(async () => {
    for await (const resource of ofPlans()) {
      planned.push(resource);
    }
  });

  it("has every AWS type that a company plans, in one of its lists", () => {
    const lists = [Object.keys(table.missing), table.everywhere, table.unlisted, table.worldwide];
    const listed = lists.flat();
    const types = new Set(planned.map(({ type }) => type));
    assert.ok(types.size > 120, `${types.size} types`);
    assertNone(
      [...types].filter((type) => !listed.includes(type)),
      "run npm run aws-tables",
    );
    assert.equal(new Set(listed).size, listed.length, "a type is in two lists");
  });

  it("describes every Region of the partition but those that the models leave out", () => {
    assert.deepEqual(
      knownRegions.filter((region) => !describedRegions.includes(region)),
      undescribed,
    );
  });

  it("lacks nothing where a company may have its home, nor in any Region that it governs", async () => {
    const plans = [...(await planOf()).values()];
    const records = plans.flatMap(({ resources }) => resources);
    const typesIn = (isHome: boolean): Set<string> =>
      new Set(
        records
          .filter(({ provider, type }) => type.startsWith("aws:") && provider !== undefined)
          .filter(({ provider }) => (provider?.region === HOME) === isHome)
          .map(({ type }) => type),
      );
    const [atHome, elsewhere] = [typesIn(true), typesIn(false)];
    assert.ok(atHome.size > 100 && elsewhere.size > 5, `${atHome.size}, ${elsewhere.size} types`);
    const homes = knownRegions.filter(
      (region) =>
        !problemsIn(region).some((problem) => problem.includes("organization.homeRegion")),
    );
    assert.ok(homes.length > 10, homes.join());
    const lacking = (regions: readonly string[], types: ReadonlySet<string>): string[] =>
      regions.flatMap((region) =>
        [...types]
          .filter((type) => regionsWithout(type).includes(region))
          .map((type) => `${type} in ${region}`),
      );
    assertNone(lacking(homes, atHome), "the configuration must refuse these home Regions");
    assertNone(lacking(knownRegions, elsewhere), "the configuration must refuse these Regions");
    const refused = knownRegions.filter((region) => !homes.includes(region));
    assert.deepEqual(refused, disabledRegions(knownRegions));
    assert.deepEqual(
      refused.filter((region) => lacking([region], atHome).length === 0),
      undescribed,
      "a Region is refused although it has everything",
    );
  });

  it("refuses a resource in a Region that lacks its type", () => {
    const type = "aws:securityhub/findingAggregator:FindingAggregator";
    const site = { account: "111111111111", region: "eu-central-2" };
    assert.throws(() => {
      refuseAbsent({ type, name: "security-hub", site });
    }, /UnknownEndpoint: AWS does not offer aws:securityhub\S+ in eu-central-2: no endpoint accepts security-hub/);
    assert.doesNotThrow(() => {
      refuseAbsent({ type, name: "security-hub", site: { ...site, region: "eu-central-1" } });
    });
  });
});
