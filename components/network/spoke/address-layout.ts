import { Netmask } from "netmask";

/** Subnet tiers of a zone, in the order that awsx returns them: public, then private, then the isolated ones as written. */
export const tiers = ["public", "private", "data", "transit"] as const;
export type Tier = (typeof tiers)[number];

/** Prefix length of the transit gateway's subnets; AWS recommends a /28 for each zone. */
const TRANSIT_PREFIX = 28;

/**
 * IPv4 ranges of a spoke by tier, one a zone.
 *
 * The spoke is cut into four equal zone blocks however many zones are in use, so that a third zone never renumbers the
 * first two. Half a block is private, an eighth each is public and data, and a /28 is left for the transit gateway.
 *
 * A spoke of /19 with two zones, for example: four blocks of /21, of which the last two stay free.
 *
 * | zone | block          | private        | public         | data           | transit        |
 * | ---- | -------------- | -------------- | -------------- | -------------- | -------------- |
 * | 1    | 172.16.32.0/21 | 172.16.32.0/22 | 172.16.36.0/24 | 172.16.37.0/24 | 172.16.38.0/28 |
 * | 2    | 172.16.40.0/21 | 172.16.40.0/22 | 172.16.44.0/24 | 172.16.45.0/24 | 172.16.46.0/28 |
 *
 * @param range Range of the spoke in CIDR form, /16 to /20.
 * @param zones Number of zones, at most four.
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/tgw-best-design-practices.html
 * @example
 * subnetRanges("172.16.32.0/19", 2).private // ["172.16.32.0/22", "172.16.40.0/22"]
 */
export function subnetRanges(range: string, zones: number): Readonly<Record<Tier, string[]>> {
  const spoke = new Netmask(range);
  const block = spoke.bitmask + 2;
  const size = (prefix: number): number => 2 ** (32 - prefix);
  const ranges: Record<Tier, string[]> = { public: [], private: [], data: [], transit: [] };
  for (let zone = 0; zone < zones; zone++) {
    const start = spoke.netLong + zone * size(block);
    const half = start + size(block + 1);
    ranges.private.push(cidr(start, block + 1));
    ranges.public.push(cidr(half, block + 3));
    ranges.data.push(cidr(half + size(block + 3), block + 3));
    ranges.transit.push(cidr(half + 2 * size(block + 3), TRANSIT_PREFIX));
  }
  return ranges;
}

/** Place of a tier's subnet in awsx's lists that hold every subnet of the network, route tables among them. */
export function subnetIndex(zone: number, tier: Tier): number {
  return zone * tiers.length + tiers.indexOf(tier);
}

function cidr(address: number, prefix: number): string {
  const bytes = [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256);
  return `${bytes.join(".")}/${prefix}`;
}
