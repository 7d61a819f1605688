import { Netmask } from "netmask";

/** Private ranges of IPv4. @see https://www.rfc-editor.org/rfc/rfc1918 */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;

/**
 * Ranges that a spoke's route table drops unless a more specific route is propagated into it: without them a default
 * route to a shared attachment, an egress network for one, would lead from production to the others and back.
 *
 * The company's pool is added when it lies outside the private ranges. A range that is exactly a spoke's is left out: a
 * static route wins over a propagated one of the same length and would cut that spoke off.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html#tgw-route-evaluation-overview
 */
export function droppedRanges(pool: string, spokes: readonly string[]): string[] {
  const ranges: string[] = [...PRIVATE_RANGES];
  if (!PRIVATE_RANGES.some((range) => new Netmask(range).contains(pool))) {
    ranges.push(pool);
  }
  return ranges.filter((range) => !spokes.includes(range));
}
