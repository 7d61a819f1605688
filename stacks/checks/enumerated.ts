import { closest } from "fastest-levenshtein";
import { partitionOf } from "../../components/shared/place";
import { guardrails } from "../../policy-pack/guardrails";
import {
  type ClassKind,
  knownPolicyTypes,
  knownRegions,
  knownTypes,
  knownVersions,
  knownZoneIds,
  regionsWith,
  tablesRead,
} from "../company/aws/offered";
import { refusedZoneIds, usableZoneIds } from "../company/aws/zones";
import type { Organization } from "../company/organization";
import { type Problem, show } from "../company/problems";
import type { Role } from "../company/roles";
import type { Settings } from "../company/settings";
import { eachItem, soundOr, whereSound } from "../company/sound";
import { regionsIn } from "../company/state-address";

/** A configured value that AWS enumerates, compared with the tables of `stacks/company/aws`. */
export interface EnumeratedValue {
  readonly path: string;
  readonly value: string;
  /** Continues "must be": "an AWS Region". */
  readonly what: string;
  readonly isKnown: boolean;
  /** Form that an accepted value must have as well. @default - any */
  readonly form?: RegExp;
  /** Values that the message may suggest. */
  readonly candidates: readonly string[];
}

/** A role and its settings. */
export type StackSettings = {
  readonly [R in Role]: { readonly role: R; readonly settings: Settings<R> };
}[Role];

/** Path of a key of the stack's configuration, for a problem. */
type PathOf = (key: string) => string;

/** Refuses each Region and type of policies that AWS does not have, and each Region of another partition. */
export function organizationValuesAreKnown(organization: Organization, problems: Problem[]): void {
  refuseUnknown(organizationValues(organization), organization.accepted, problems);
}

/** Refuses each Region, class and version of a stack that AWS does not have, or does not have in the home Region. */
export function checkEnumerated(
  configuration: StackSettings,
  organization: Organization,
  at: PathOf,
  problems: Problem[],
): void {
  const homeRegion = soundOr("", () => organization.homeRegion);
  refuseUnknown(stackValues(configuration, homeRegion, at), organization.accepted, problems);
}

/** True for a Region that AWS has, as the tables know it or `organization.accepted` claims. */
export function isRegion(code: string, accepted: Accepted): boolean {
  return knownRegions.includes(code) || isAccepted(code, accepted);
}

/** Values of the organization that AWS enumerates, without those that have a problem of their own. */
export function organizationValues(organization: Organization): EnumeratedValue[] {
  const found: EnumeratedValue[] = [];
  whereSound(() => {
    found.push(region("organization.homeRegion", organization.homeRegion));
  });
  const list = (path: string, codes: readonly string[]): void => {
    eachItem(codes, (code, index) => {
      found.push(region(`${path}[${index}]`, code));
    });
  };
  whereSound(() => {
    list("organization.governedRegions", organization.governedRegions);
  });
  for (const key of ["backend", "secretsProvider"] as const) {
    whereSound(() => {
      for (const code of regionsIn(organization.state[key])) {
        found.push(region(`organization.state.${key}`, code));
      }
    });
  }
  whereSound(() => {
    eachItem(organization.existing?.policyTypes ?? [], (value, index) => {
      found.push({
        path: `organization.existing.policyTypes[${index}]`,
        value,
        what: "a type of organization policies",
        isKnown: knownPolicyTypes.includes(value),
        form: /^[A-Z0-9_]+_POLICY(?:_[A-Z0-9]+)?$/,
        candidates: knownPolicyTypes,
      });
    });
  });
  for (const { id, parameters } of guardrails) {
    for (const [name, parameter] of Object.entries(parameters)) {
      whereSound(() => {
        const setting = organization.guardrails[id] as Record<string, unknown> | undefined;
        const given = setting?.[name];
        if (parameter.type === "strings" && parameter.of === "region" && Array.isArray(given)) {
          list(`organization.guardrails.${id}.${name}`, given);
        }
      });
    }
  }
  return found;
}

/** Values of a stack that AWS enumerates, without those that have a problem of their own. */
export function stackValues(
  configuration: StackSettings,
  homeRegion: string,
  at: PathOf,
): EnumeratedValue[] {
  const found: EnumeratedValue[] = [];
  const each = (path: string, values: () => readonly string[], of: ValueOf): void => {
    whereSound(() => {
      eachItem(values(), (value, index) => {
        found.push(of(at(path.replace("[]", `[${index}]`)), value, homeRegion));
      });
    });
  };
  if (configuration.role === "identity") {
    const { settings } = configuration;
    each("identity.region", () => (settings.region === undefined ? [] : [settings.region]), region);
  }
  if (configuration.role === "workload") {
    const { settings } = configuration;
    each("workload.zoneIds[]", () => settings.zoneIds ?? [], zone);
    each(
      "workload.cluster.nodes.instanceTypes[]",
      () => settings.cluster.nodes.instanceTypes,
      classOf("instance", "an EC2 instance type"),
    );
    each(
      "workload.database.instanceClass",
      () => [settings.database.instanceClass],
      classOf("database", "an instance class of RDS for PostgreSQL"),
    );
    each(
      "workload.database.engineVersion",
      () => [settings.database.engineVersion],
      version("postgres", "a major version of PostgreSQL"),
    );
    each(
      "workload.cache.nodeType",
      () => [settings.cache.nodeType],
      classOf("cache", "a node type of ElastiCache"),
    );
    each(
      "workload.cache.engineVersion",
      () => [settings.cache.engineVersion],
      version("valkey", "a version of Valkey"),
    );
  }
  return found;
}

/** Compares a value of one kind with the tables. */
type ValueOf = (path: string, value: string, homeRegion: string) => EnumeratedValue;

function region(path: string, value: string): EnumeratedValue {
  const isKnown = knownRegions.includes(value);
  return { path, value, what: "an AWS Region", isKnown, candidates: knownRegions };
}

/** A zone of the home Region. In a Region whose zones the tables do not know, any id counts as known. */
function zone(path: string, value: string, homeRegion: string): EnumeratedValue {
  const refused = refusedZoneIds[homeRegion];
  const ids = knownZoneIds(homeRegion);
  // The refused zone exists: zonesFitRegion states why it cannot be used.
  const isKnown = ids.length === 0 || ids.includes(value) || value === refused;
  const candidates = usableZoneIds(homeRegion);
  return { path, value, what: `the id of a zone of ${homeRegion}`, isKnown, candidates };
}

function version(engine: "postgres" | "valkey", what: string): ValueOf {
  const candidates = knownVersions[engine];
  return (path, value) => ({
    path,
    value,
    what: `${what} that AWS offers`,
    isKnown: candidates.includes(value),
    candidates,
  });
}

/** Form of each class of machines. */
const forms: Readonly<Record<ClassKind, RegExp>> = {
  instance: /^[a-z0-9-]+\.[a-z0-9-]+$/,
  database: /^db\.[a-z0-9-]+\.[a-z0-9]+$/,
  cache: /^cache\.[a-z0-9]+\.[a-z0-9]+$/,
};

/** A class of machines. In a Region that the tables do not know, the class must exist in any Region. */
function classOf(kind: ClassKind, what: string): ValueOf {
  return (path, value, homeRegion) => {
    const isHere = (type: string): boolean => {
      const places = regionsWith(kind, type);
      return (
        places !== undefined && (!knownRegions.includes(homeRegion) || places.includes(homeRegion))
      );
    };
    const exists = regionsWith(kind, value) !== undefined;
    const isKnown = isHere(value);
    return {
      path,
      value,
      what: exists ? `${what} that AWS offers in ${homeRegion}` : what,
      isKnown,
      form: forms[kind],
      candidates: isKnown ? [] : knownTypes(kind).filter(isHere),
    };
  };
}

/** The accepted values of the organization. */
type Accepted = Organization["accepted"];

function isAccepted(value: string, accepted: Accepted): boolean {
  return accepted.some((_, index) => soundOr(false, () => accepted[index]?.value === value));
}

function refuseUnknown(
  values: readonly EnumeratedValue[],
  accepted: Accepted,
  problems: Problem[],
): void {
  for (const { path, value, what, isKnown, candidates, form } of values) {
    if (isKnown || (form?.test(value) !== false && isAccepted(value, accepted))) {
      continue;
    }
    const partition = partitionOf(value);
    if (what === "an AWS Region" && partition !== "aws") {
      problems.push({
        path,
        rule: `must be a Region of the partition aws: this program has not been tried in ${partition}`,
        found: show(value),
        remedy: "choose a Region such as us-east-1 or eu-central-1",
      });
      continue;
    }
    problems.push({
      path,
      rule: `must be ${what}`,
      found: show(value),
      remedy: `${suggestion(value, candidates)}; a value that AWS has added since ${tablesRead} belongs in organization.accepted`,
    });
  }
}

/** Number of candidates up to which a message lists all of them. */
const FEW = 8;

/**
 * Suggests a candidate: the same without the prefix `db.` or `cache.`, or else the most similar one, if possible of the
 * same size, such as `large`.
 */
function suggestion(value: string, candidates: readonly string[]): string {
  if (candidates.length <= FEW) {
    return `use one of ${candidates.join(", ")}`;
  }
  const size = /\.[^.]*$/.exec(value)?.[0];
  const same = candidates.filter((candidate) => size !== undefined && candidate.endsWith(size));
  const guess =
    candidates.find((candidate) => candidate.endsWith(`.${value}`)) ??
    closest(value, same.length > 0 ? same : candidates);
  return `the nearest is "${guess}"`;
}
