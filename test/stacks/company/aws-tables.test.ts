import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { zonePrefix } from "../../../cli/emulation/core/zones";
import { loadProject } from "../../../cli/planner/project";
import { organizationValues, stackValues } from "../../../stacks/checks/enumerated";
import {
  type ClassKind,
  knownRegions,
  knownTypes,
  knownVersions,
  knownZoneIds,
  regionsWith,
} from "../../../stacks/company/aws/offered";
import { refusedZoneIds } from "../../../stacks/company/aws/zones";
import { parse } from "../../../stacks/company/parse";
import { workloadSettings } from "../../../stacks/company/settings/workload";
import { repository } from "../../support/plan/planned";

const folder = join(repository, "stacks/company/aws/tables");
const files = readdirSync(folder);
const kinds: readonly ClassKind[] = ["instance", "database", "cache"];

// first-use 7
describe("The tables of what AWS offers", () => {
  it("name their models with versions, and the day on which they were read", () => {
    const days = new Set<unknown>();
    for (const file of files) {
      const table = JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, unknown>;
      assert.equal(table["writtenBy"], "npm run aws-tables", file);
      assert.match(
        String(table["source"]),
        /\(cfn-lint \d[\d.]+, botocore \d[\d.]+, moto \d/,
        file,
      );
      assert.match(String(table["read"]), /^20\d\d-\d\d-\d\d$/, file);
      days.add(table["read"]);
    }
    assert.equal(days.size, 1, "all tables are written together");
  });

  it("are smaller than 150 kilobytes together", () => {
    const sizes = files.map((file) => statSync(join(folder, file)).size);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.equal(total > 20_000 && total < 150_000, true, `${total} bytes`);
  });

  it("contain codes, types and versions of the right form, each offered in Regions that they know", () => {
    assert.equal(knownRegions.length >= 34, true, String(knownRegions.length));
    for (const region of knownRegions) {
      assert.match(region, /^[a-z]{2}-[a-z]+-\d$/);
      assert.equal(
        knownZoneIds(region).every((id) => new RegExp(`^${zonePrefix(region)}-az\\d$`).test(id)),
        true,
        region,
      );
    }
    const form = {
      instance: /^[a-z][\w-]*\.[\w-]+$/,
      database: /^db\.[\w-]+\.[\w-]+$/,
      cache: /^cache\.[\w-]+\.[\w-]+$/,
    };
    for (const kind of kinds) {
      const types = knownTypes(kind);
      assert.equal(types.length > 80, true, kind);
      assert.equal(new Set(types).size, types.length, kind);
      for (const type of types) {
        assert.match(type, form[kind]);
        const regions = regionsWith(kind, type) ?? [];
        assert.equal(regions.length > 0, true, type);
        assert.equal(
          regions.every((region) => knownRegions.includes(region)),
          true,
          type,
        );
      }
    }
    assert.deepEqual(
      [...knownVersions.postgres, ...knownVersions.valkey].filter(
        (version) => !/^\d+(?:\.\d+)?$/.test(version),
      ),
      [],
    );
  });

  it("know the zones that EKS refuses by the ids of their Regions", () => {
    for (const [region, id] of Object.entries(refusedZoneIds)) {
      assert.equal(id.startsWith(`${zonePrefix(region)}-az`), true, id);
    }
  });

  it("contain every value of the example company and every default", () => {
    const { organization, stacks } = loadProject(repository);
    const settings = parse(workloadSettings, {}, "workload", []);
    assert.ok(settings, "the defaults are valid");
    const at = (key: string): string => key;
    const values = [
      ...organizationValues(organization),
      ...stacks.flatMap((stack) => stackValues(stack, organization.homeRegion, at)),
      ...stackValues({ role: "workload", settings }, organization.homeRegion, at),
    ];
    assert.equal(values.length >= 3 + 3 * 5, true, String(values.length));
    assert.deepEqual(
      values.filter(({ isKnown }) => !isKnown),
      [],
    );
  });

  it("distinguish the Regions that offer a type from those that do not", () => {
    assert.equal(regionsWith("instance", "m7g.large")?.includes("eu-central-1"), true);
    assert.equal(regionsWith("instance", "c5a.large")?.includes("mx-central-1"), false);
    assert.deepEqual(regionsWith("instance", "t4g.lareg"), undefined);
  });
});
