import assert from "node:assert/strict";
import * as fc from "fast-check";
import { Netmask } from "netmask";
import {
  subnetIndex,
  subnetRanges,
  tiers,
} from "../../../../components/network/spoke/address-layout";

/** First address and prefix length of the ranges that a company may take its spokes from. */
const pools = [
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const;

/** A spoke of /16 to /20 anywhere in one of the pools, its first and its last place included. */
const spokes = fc
  .record({
    pool: fc.constantFrom(...pools),
    prefix: fc.integer({ min: 16, max: 20 }),
    place: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ pool: [base, length], prefix, place }) => {
    const places = 2 ** (prefix - length);
    const index = Math.min(Math.floor(place * places), places - 1);
    const first = new Netmask(`${base}/${length}`).netLong + index * 2 ** (32 - prefix);
    const bytes = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
    return `${bytes.join(".")}/${prefix}`;
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

  it("lays a spoke out as its documentation shows", () => {
    assert.deepEqual(subnetRanges("172.16.32.0/19", 2), {
      private: ["172.16.32.0/22", "172.16.40.0/22"],
      public: ["172.16.36.0/24", "172.16.44.0/24"],
      data: ["172.16.37.0/24", "172.16.45.0/24"],
      transit: ["172.16.38.0/28", "172.16.46.0/28"],
    });
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
});
