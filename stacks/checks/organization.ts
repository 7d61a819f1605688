import { accountEmail, unitPaths } from "../company/accounts";
import { partitionOf } from "../../components/shared/place";
import { composedNames } from "./name-lengths";
import { guardrailsAreSound, platformRolesStayProtected } from "./guardrails";
import type { SoundSections } from "../company/organization";
import { didYouMean, type Problem, show } from "../company/problems";
import { EMAIL_LIMIT, overlap, parseRange } from "../company/values";

/** A check between sections of the organization. */
type Check = (organization: SoundSections, problems: Problem[]) => void;

/** Every check between the sections of an organization. */
export const organizationChecks: readonly Check[] = [
  homeRegionIsGoverned,
  regionsAreOfOnePartition,
  idsAreUnique,
  emailsAreUnique,
  unitsExist,
  adoptedAccountsHaveARole,
  controlTowerComesFirst,
  rangesFit,
  requiredTagsHaveValues,
  namesFit,
  rolesAreBuiltOnce,
  guardrailsAreSound,
  platformRolesStayProtected,
];

function homeRegionIsGoverned(
  { homeRegion, governedRegions }: SoundSections,
  problems: Problem[],
): void {
  if (homeRegion && governedRegions && !governedRegions.includes(homeRegion)) {
    problems.push({
      path: "organization.homeRegion",
      rule: "must be one of the governed Regions",
      found: show(homeRegion),
      remedy: `add it to organization.governedRegions, or choose one of ${governedRegions.join(", ")}`,
    });
  }
}

function regionsAreOfOnePartition(
  { governedRegions = [] }: SoundSections,
  problems: Problem[],
): void {
  const partitions = [...new Set(governedRegions.map(partitionOf))];
  if (partitions.length > 1) {
    problems.push({
      path: "organization.governedRegions",
      rule: `must lie in one partition, not in ${partitions.join(" and ")}`,
      found: show(governedRegions),
      remedy: "an organization exists in one partition only: make a project for each",
    });
  }
}

function idsAreUnique({ accounts }: SoundSections, problems: Problem[]): void {
  const owners = new Map<string, string>();
  for (const [name, { id }] of Object.entries(accounts ?? {})) {
    const owner = id === undefined ? undefined : owners.get(id);
    if (owner !== undefined) {
      problems.push({
        path: `organization.accounts.${name}.id`,
        rule: `must differ from that of account ${owner}`,
        found: show(id),
        remedy: "give each account its own id, or let one account hold several roles",
      });
    }
    if (id !== undefined) {
      owners.set(id, name);
    }
  }
}

function emailsAreUnique({ accounts, email: pattern }: SoundSections, problems: Problem[]): void {
  if (!accounts || pattern === undefined) {
    return;
  }
  const owners = new Map<string, string>();
  for (const [name, account] of Object.entries(accounts)) {
    const address = accountEmail(name, account, pattern);
    if (address.length > EMAIL_LIMIT) {
      problems.push({
        path: `organization.accounts.${name}.email`,
        rule: `must be at most ${EMAIL_LIMIT} characters once composed`,
        found: show(address),
        remedy: "shorten organization.email or give the account an address of its own",
      });
    }
    const owner = owners.get(address.toLowerCase());
    if (owner !== undefined) {
      problems.push({
        path: `organization.accounts.${name}.email`,
        rule: `must differ from that of account ${owner}: AWS ignores letter case and never frees an address`,
        found: show(address),
        remedy: "give each account an address of its own, closed accounts included",
      });
    }
    owners.set(address.toLowerCase(), name);
  }
}

function unitsExist({ accounts, organizationalUnits }: SoundSections, problems: Problem[]): void {
  if (!accounts || !organizationalUnits) {
    return;
  }
  const paths = unitPaths(organizationalUnits);
  for (const [name, { organizationalUnit }] of Object.entries(accounts)) {
    const path = `organization.accounts.${name}.organizationalUnit`;
    if (name === "management") {
      if (organizationalUnit !== undefined) {
        problems.push({
          path,
          rule: "the management account stays at the root, where no guardrail could bind it anyway",
          found: show(organizationalUnit),
          remedy: "remove the key",
        });
      }
    } else if (organizationalUnit === undefined || !paths.includes(organizationalUnit)) {
      problems.push({
        path,
        rule: "must be one of organization.organizationalUnits",
        found: show(organizationalUnit),
        remedy: didYouMean(organizationalUnit ?? "", paths),
      });
    }
  }
}

function adoptedAccountsHaveARole(
  { accounts, governance }: SoundSections,
  problems: Problem[],
): void {
  for (const [name, account] of Object.entries(accounts ?? {})) {
    const adopted = account.id !== undefined && name !== "management";
    if (adopted && governance === "organizations" && account.bootstrapRole === undefined) {
      problems.push({
        path: `organization.accounts.${name}.bootstrapRole`,
        rule: "is required for an account that exists already: AWS creates no role in an invited account",
        found: "nothing",
        remedy:
          "name the role that trusts the management account: OrganizationAccountAccessRole if Organizations created it",
      });
    }
  }
}

/** Under Control Tower the organization and every account exist before: Account Factory creates them. */
function controlTowerComesFirst(
  { governance, existing, accounts }: SoundSections,
  problems: Problem[],
): void {
  if (governance !== "control-tower") {
    return;
  }
  if (existing === undefined) {
    problems.push({
      path: "organization.existing",
      rule: "is required under Control Tower, which has created the organization",
      found: "nothing",
      remedy: "give its id and rootId",
    });
  }
  for (const [name, { id }] of Object.entries(accounts ?? {})) {
    if (id === undefined) {
      problems.push({
        path: `organization.accounts.${name}.id`,
        rule: "is required under Control Tower: Account Factory creates and enrols accounts",
        found: "nothing",
        remedy: "create the account in Account Factory and give its id",
      });
    }
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc1918 and https://www.rfc-editor.org/rfc/rfc6598 */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].flatMap(
  (range) => parseRange(range) ?? [],
);

/** Smallest and largest VPC: four subnet tiers over three zones need a /20; AWS allows no more than a /16. */
const SPOKE_BITS = { largest: 16, smallest: 20 } as const;

function rangesFit({ addressPlan, accounts }: SoundSections, problems: Problem[]): void {
  if (!addressPlan) {
    return;
  }
  const pool = parseRange(addressPlan.pool);
  if (pool && !privateRanges.some((range) => range.contains(pool))) {
    problems.push({
      path: "organization.addressPlan.pool",
      rule: "must lie inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10",
      found: show(addressPlan.pool),
      remedy: "choose a private range: others are in use on the internet",
    });
  }
  const seen: { name: string; range: NonNullable<ReturnType<typeof parseRange>> }[] = [];
  for (const [name, written] of Object.entries(addressPlan.spokes)) {
    const path = `organization.addressPlan.spokes.${name}`;
    const problem = (rule: string, remedy: string): void => {
      problems.push({ path, rule, found: show(written), remedy });
    };
    const range = parseRange(written);
    if (!range || !pool) {
      continue;
    }
    if (accounts && accounts[name] === undefined) {
      problem(
        "must belong to an account of organization.accounts",
        didYouMean(name, Object.keys(accounts)),
      );
    }
    if (!pool.contains(range)) {
      problem(
        `must lie inside organization.addressPlan.pool ${addressPlan.pool}`,
        "choose a range of the pool",
      );
    }
    if (range.bitmask < SPOKE_BITS.largest || range.bitmask > SPOKE_BITS.smallest) {
      problem(
        `must be a /${SPOKE_BITS.largest} to a /${SPOKE_BITS.smallest}: AWS allows no larger VPC, and four subnet tiers in three zones fit in no smaller one`,
        "choose a range such as 10.32.0.0/16",
      );
    }
    for (const other of seen) {
      if (overlap(range, other.range)) {
        problem(
          `must not overlap the range of ${other.name}, ${other.range.toString()}`,
          "move one of the two: routes between overlapping networks are impossible",
        );
      }
    }
    seen.push({ name, range });
  }
}

function requiredTagsHaveValues({ tags, accounts }: SoundSections, problems: Problem[]): void {
  if (!tags || !accounts) {
    return;
  }
  const given = new Set(["Environment", "ManagedBy", ...Object.keys(tags.values)]);
  for (const key of tags.required.filter((required) => !given.has(required))) {
    const lacking = Object.entries(accounts).filter(([, account]) => !(key in account.tags));
    if (lacking.length > 0) {
      problems.push({
        path: `organization.tags.values.${key}`,
        rule: "is required by organization.tags.required",
        found: "nothing",
        remedy: `give it a value, or give it in the tags of ${lacking.map(([name]) => name).join(", ")}`,
      });
    }
  }
}

function namesFit({ name, accounts, governedRegions }: SoundSections, problems: Problem[]): void {
  if (name === undefined || !accounts || !governedRegions) {
    return;
  }
  for (const composed of composedNames(name, Object.keys(accounts), governedRegions)) {
    if (composed.value.length > composed.limit) {
      problems.push({
        path: composed.path,
        rule: `results in ${composed.what} of ${composed.value.length} characters, AWS allows ${composed.limit}`,
        found: show(composed.value),
        remedy: "choose a shorter name",
      });
    }
  }
}

function rolesAreBuiltOnce({ accounts }: SoundSections, problems: Problem[]): void {
  const builtIn = new Map<string, string>();
  for (const [name, { roles }] of Object.entries(accounts ?? {})) {
    for (const role of roles ?? []) {
      const other = builtIn.get(role);
      if (other !== undefined && role !== "workload") {
        problems.push({
          path: `organization.accounts.${name}.roles`,
          rule: `must not name ${role}: account ${other} builds it already`,
          found: show(roles),
          remedy: "build each role but workload in one account only",
        });
      }
      builtIn.set(role, name);
    }
  }
}
