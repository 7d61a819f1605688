import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Netmask } from "netmask";
import {
  subnetIndex,
  subnetRanges,
  tiers,
  zonesOf,
} from "../../../../components/network/spoke/address-layout";

const spokes = fc
  .record({
    second: fc.integer({ min: 0, max: 255 }),
    prefix: fc.integer({ min: 16, max: 20 }),
    block: fc.nat(15),
  })
  .map(({ second, prefix, block }) => {
    const step = 2 ** (24 - prefix);
    return `10.${second}.${((block * step) % 256).toString()}.0/${prefix}`;
  });
const zones = fc.integer({ min: 2, max: 4 });

describe("The address layout of a spoke", () => {
  it("keeps every subnet inside the spoke and apart from all others", () => {
    fc.assert(
      fc.property(spokes, zones, (spoke, count) => {
        const all = Object.values(subnetRanges(spoke, count))
          .flat()
          .map((range) => new Netmask(range));
        assert.equal(all.length, count * tiers.length);
        const whole = new Netmask(spoke);
        all.forEach((subnet, index) => {
          assert.ok(whole.contains(subnet), `${subnet.toString()} in ${spoke}`);
          for (const other of all.slice(index + 1)) {
            assert.equal(!subnet.contains(other) && !other.contains(subnet), true);
          }
        });
      }),
    );
  });

  it("writes every range by its first address", () => {
    fc.assert(
      fc.property(spokes, zones, (spoke, count) => {
        for (const range of Object.values(subnetRanges(spoke, count)).flat()) {
          assert.equal(new Netmask(range).toString(), range);
        }
      }),
    );
  });

  it("never renumbers a zone when another is added", () => {
    fc.assert(
      fc.property(spokes, (spoke) => {
        const [two, three] = [subnetRanges(spoke, 2), subnetRanges(spoke, 3)];
        for (const tier of tiers) {
          assert.deepEqual(three[tier].slice(0, 2), two[tier]);
        }
      }),
    );
  });

  it("gives the private tier half of a zone, and the transit gateway a /28", () => {
    const ranges = subnetRanges("10.32.0.0/20", 3);
    assert.deepEqual(ranges.private, ["10.32.0.0/23", "10.32.4.0/23", "10.32.8.0/23"]);
    assert.equal(
      ranges.transit.every((range) => range.endsWith("/28")),
      true,
    );
  });

  it("finds a subnet's route table among all, zone by zone", () => {
    assert.equal(subnetIndex(0, "public"), 0);
    assert.equal(subnetIndex(1, "private"), 5);
    assert.equal(subnetIndex(2, "transit"), 11);
  });

  it("names zones by letter", () => {
    assert.deepEqual(zonesOf("eu-central-1", 2), ["eu-central-1a", "eu-central-1b"]);
  });
});
