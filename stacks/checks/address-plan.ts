import type { Netmask } from "netmask";
import { closedToWorkloads } from "../company/accounts";
import type { Organization } from "../company/organization";
import { misspeltOr, type Problem, show } from "../company/problems";
import { eachEntry } from "../company/sound";
import { overlap, parseRange } from "../company/values";

/** Ranges for private networks. @see https://www.rfc-editor.org/rfc/rfc1918 and https://www.rfc-editor.org/rfc/rfc6598 */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];
const privateRanges = PRIVATE_RANGES.flatMap((range) => parseRange(range) ?? []);

/** Prefix lengths of a VPC. AWS allows at most a /16. Four subnet tiers in three zones need at least a /20. */
export const SPOKE_BITS = { largest: 16, smallest: 20 } as const;

/** The range of one account's VPC. */
interface Spoke {
  /** Key of the account. */
  readonly account: string;
  readonly range: Netmask;
}

/** Refuses a pool with public addresses. */
export function poolIsPrivate({ addressPlan }: Organization, problems: Problem[]): void {
  const pool = parseRange(addressPlan.pool);
  if (pool && !privateRanges.some((range) => range.contains(pool))) {
    problems.push({
      path: "organization.addressPlan.pool",
      rule: "must lie inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
      found: show(addressPlan.pool),
      remedy: "choose a private range: all other addresses belong to networks on the internet",
    });
  }
}

/** Refuses a range whose account does not exist. */
export function spokesBelongToAccounts(
  { addressPlan, accounts }: Organization,
  problems: Problem[],
): void {
  const known = Object.keys(accounts);
  const withRange = Object.keys(addressPlan.spokes);
  for (const { account, range } of spokesOf(addressPlan)) {
    if (!known.includes(account)) {
      const rule = "must belong to an account of organization.accounts";
      const remedy = misspeltOr(account, known, withRange, "remove the range, or add the account");
      problems.push(spokeProblem(account, range, rule, remedy));
    }
  }
}

/** Refuses a range of an account in which no workload may run. */
export function spokesAreOfWorkloads(organization: Organization, problems: Problem[]): void {
  const closed = closedToWorkloads(organization);
  for (const { account, range } of spokesOf(organization.addressPlan)) {
    if (closed.includes(account)) {
      const rule = "must belong to an account in which workloads may run";
      problems.push(spokeProblem(account, range, rule, "remove the range"));
    }
  }
}

/** Refuses a range that is too large or too small for a VPC. */
export function spokesFit({ addressPlan }: Organization, problems: Problem[]): void {
  const { largest, smallest } = SPOKE_BITS;
  for (const { account, range } of spokesOf(addressPlan)) {
    if (range.bitmask < largest || range.bitmask > smallest) {
      const rule = `must be a /${largest} to a /${smallest}: AWS allows no larger VPC, and a smaller one has no room for four subnet tiers in three zones`;
      problems.push(spokeProblem(account, range, rule, "choose a range such as 10.32.0.0/16"));
    }
  }
}

/** Refuses a range that lies outside the pool. */
export function spokesAreInPool({ addressPlan }: Organization, problems: Problem[]): void {
  const pool = parseRange(addressPlan.pool);
  for (const { account, range } of spokesOf(addressPlan)) {
    if (pool && !pool.contains(range)) {
      const rule = `must lie inside organization.addressPlan.pool, ${pool.toString()}`;
      problems.push(spokeProblem(account, range, rule, "choose a range inside the pool"));
    }
  }
}

/** Refuses two ranges that share addresses: the transit gateway could not route between them. */
export function spokesDoNotOverlap({ addressPlan }: Organization, problems: Problem[]): void {
  const spokes = spokesOf(addressPlan);
  spokes.forEach(({ account, range }, index) => {
    for (const other of spokes.slice(0, index)) {
      if (overlap(range, other.range)) {
        const rule = `must not overlap the range of ${other.account}, ${other.range.toString()}`;
        const remedy = "change one of the two: traffic cannot be routed between overlapping ranges";
        problems.push(spokeProblem(account, range, rule, remedy));
      }
    }
  });
}

function spokesOf({ spokes }: Organization["addressPlan"]): Spoke[] {
  const found: Spoke[] = [];
  eachEntry(spokes, (account, written) => {
    const range = parseRange(written);
    if (range) {
      found.push({ account, range });
    }
  });
  return found;
}

function spokeProblem(account: string, range: Netmask, rule: string, remedy: string): Problem {
  const path = `organization.addressPlan.spokes.${account}`;
  return { path, rule, found: show(range.toString()), remedy };
}
