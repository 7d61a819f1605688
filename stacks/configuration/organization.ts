import * as z from "zod";
import { guardrails } from "../../policy-pack/guardrails";
import type { Parameter } from "../../policy-pack/guardrails/guardrail";
import { didYouMean, must, parse, type Problem, show } from "./problems";
import {
  accountId,
  addressRange,
  count,
  domainName,
  email,
  EMAIL_LIMIT,
  iamName,
  isAccountEmail,
  overlap,
  parseRange,
  region,
  slug,
  tagValue,
  text,
} from "./rules";
import { composedNames } from "./composed-names";
import { isRoleName, roleNames } from "../roles";

/** What stands in `Pulumi.yaml` before the company has filled in its own facts: planned, never deployed. */
export const placeholders = {
  managementAccountId: "000000000000",
  stateBackend: "s3://state-of-example",
  secretsProvider: "awskms://alias/state-of-example",
} as const;

export const environments = ["production", "staging", "development", "sandbox", "shared"] as const;

/** Deepest OU tree that AWS allows below the root. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const OU_DEPTH = 5;

const ouPath = must(
  z.string(),
  (path) =>
    path.split("/").length <= OU_DEPTH &&
    path.split("/").every((part) => /^[\w .&-]{1,128}$/.test(part) && part.trim() === part),
  `must be one to ${OU_DEPTH} organizational unit names joined by "/"`,
  'write it like "Workloads/Production": AWS nests at most five levels',
);

const account = z.strictObject({
  /** Display name in AWS, 1-50 characters. @default - the account's key */
  name: must(
    z.string(),
    (name) => /^[\x20-\x7e]{1,50}$/.test(name),
    "must be 1 to 50 printable ASCII characters",
    "shorten it: it is the account's display name in AWS",
  ).optional(),
  /** Path of its OU. @default - the organization's root, as for the management account */
  organizationalUnit: ouPath.optional(),
  environment: z.enum(environments).default("shared"),
  /** Id of an account that exists already: it is adopted, never created. @default - created */
  id: accountId.optional(),
  /** @default - the organization's pattern with the account's key */
  email: email.optional(),
  /**
   * Role that the first deployment assumes in the account.
   * @default - by origin: `OrganizationAccountAccessRole` for created accounts, `AWSControlTowerExecution` under Control Tower
   */
  bootstrapRole: iamName.optional(),
  /**
   * Which role the providers assume: `bootstrap` until the account's baseline has been deployed once, then `deployment`.
   * @default - the organization's `credentials`
   */
  credentials: z.enum(["bootstrap", "deployment"]).optional(),
  /**
   * Who runs AWS Config there: `external` for an account whose recorder exists already, since AWS allows one a Region.
   * @default - `managed`; `external` under Control Tower, which records what it has enrolled
   */
  configRecorder: z.enum(["managed", "external"]).optional(),
  /** Roles built in the account, where it is shared by several stacks. @default - the one stack of that account */
  roles: z
    .array(
      must(z.string(), isRoleName, "unknown role", `use one of ${roleNames.join(", ")}`).transform(
        (name) => name as (typeof roleNames)[number],
      ),
    )
    .optional(),
  tags: z.record(text, tagValue).default({}),
});

const contact = z.strictObject({
  name: text,
  title: text,
  emailAddress: email,
  phoneNumber: must(
    z.string(),
    (phone) => /^[\d\s+()-]{1,25}$/.test(phone),
    "must be a phone number of at most 25 digits, spaces, + ( ) or -",
    'write it like "+1 555 0100"',
  ),
});

/** Quotas of AWS Organizations. @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
export const policyQuotas = {
  /** Since May 2026. */
  current: { documentsPerTarget: 10, documentCharacters: 10_240 },
  /** Before, and in partitions that lag. */
  legacy: { documentsPerTarget: 5, documentCharacters: 5_120 },
} as const;

const sections = {
  name: slug(20),
  domain: domainName,
  homeRegion: region,
  governedRegions: must(
    z.array(region),
    (regions) => regions.length > 0 && new Set(regions).size === regions.length,
    "must list at least one Region and each only once",
    "list the Regions the company works in, the home Region among them",
  ),
  /** E-mail address of created accounts; `{account}` becomes the account's key. */
  email: must(
    z.string(),
    (pattern) =>
      pattern.split("{account}").length === 2 && isAccountEmail(pattern.replace("{account}", "x")),
    "must be an e-mail address with {account} in it",
    "write it like aws+{account}@example.com, on a mailbox that several people read",
  ),
  /** The organization that exists already: imported, never created. @default - created */
  existing: z
    .strictObject({
      id: must(
        z.string(),
        (id) => /^o-[a-z0-9]{10,32}$/.test(id),
        "must be the id of an organization",
        "copy it from `aws organizations describe-organization`",
      ),
      rootId: must(
        z.string(),
        (id) => /^r-[a-z0-9]{4,32}$/.test(id),
        "must be the id of an organization's root",
        "copy it from `aws organizations list-roots`",
      ),
      /** Policy types that are on today besides those this program turns on. */
      policyTypes: z.array(text).default([]),
      /** Set to true after the first deployment, which only imports what exists and changes nothing. */
      imported: z.boolean().default(false),
    })
    .optional(),
  governance: z.enum(["organizations", "control-tower"]).default("organizations"),
  /** Role that providers assume, for accounts that do not say. */
  credentials: z.enum(["bootstrap", "deployment"]).default("bootstrap"),
  /** Where Pulumi keeps state, made before the first deployment (docs/getting-started.md). */
  state: z.strictObject({
    backend: must(
      z.string(),
      (url) => /^(?:s3|gs|azblob|https|file):\/\/.*\S$/.test(url),
      "must be the URL of a Pulumi state backend",
      "write it like s3://my-state-bucket or https://api.pulumi.com",
    ),
    secretsProvider: must(
      z.string(),
      (url) => /^(?:awskms:\/\/\S+|service|passphrase)$/.test(url),
      "must be a Pulumi secrets provider",
      "write it like awskms://alias/my-state?region=us-east-1, or service for Pulumi Cloud",
    ),
  }),
  /** OUs by path; parents are made on the way. `id` adopts one that exists. */
  organizationalUnits: z.record(
    ouPath,
    z
      .strictObject({
        id: must(
          z.string(),
          (id) => /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/.test(id),
          "must be the id of an organizational unit",
          "copy it from the Organizations console",
        ).optional(),
      })
      .default({}),
  ),
  accounts: must(
    z.record(slug(30), account),
    (accounts) => accounts["management"]?.id !== undefined,
    "must contain the account management with its id",
    "the organization is made in the management account, which exists before it: give its id",
  ),
  /** IPv4 ranges of the company; a workload account's VPC takes its spoke's. */
  addressPlan: z.strictObject({
    pool: addressRange,
    spokes: z.record(slug(30), addressRange).default({}),
  }),
  /** Who AWS writes to, in every account. @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html */
  contacts: z.strictObject({ billing: contact, operations: contact, security: contact }),
  tags: z
    .strictObject({
      /** Keys that every taggable resource must carry. */
      required: z
        .array(text)
        .default(["Environment", "Project", "Owner", "CostCenter", "ManagedBy"]),
      /** Values for every resource; `Environment` comes from the account, `ManagedBy` is `pulumi`. */
      values: z.record(text, tagValue).default({}),
    })
    .prefault({}),
  /** Switch (`enabled`) and parameters by guardrail id. */
  guardrails: guardrailSettings().prefault({}),
  /** Quotas that organization policies are packed for. */
  policyQuotas: z.enum(["current", "legacy"]).default("current"),
  cost: z.strictObject({
    /** Limit of the organization's budget, in US dollars a month. */
    monthlyBudget: count,
    /** Who is told. */
    emails: must(
      z.array(email),
      (emails) => emails.length >= 1 && emails.length <= 10,
      "must list 1 to 10 e-mail addresses",
      "AWS Budgets sends to at most ten addresses a notification",
    ),
  }),
};

export const organizationSchema = z.strictObject(sections);

/** The company, as every stack must agree on it. */
export type Organization = z.output<typeof organizationSchema>;
export type Account = Organization["accounts"][string];
export type Environment = (typeof environments)[number];

/**
 * Validates the `organization` of `Pulumi.yaml`: shape first, then every relation between the sections whose shape
 * holds, so that one run tells all that is wrong.
 */
export function parseOrganization(value: unknown, problems: Problem[]): Organization | undefined {
  const before = problems.length;
  const organization = parse(organizationSchema, value, "organization", problems);
  const sound = organization ?? soundSections(value);
  if (sound !== undefined) {
    for (const check of relations) {
      check(sound, problems);
    }
  }
  return problems.length === before ? organization : undefined;
}

type Sound = Partial<Organization>;

function soundSections(value: unknown): Sound | undefined {
  if (typeof value !== "object" || value === null) {
    return undefined;
  }
  const sound: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(sections)) {
    const result = schema.safeParse((value as Record<string, unknown>)[key]);
    if (result.success) {
      sound[key] = result.data;
    }
  }
  return sound;
}

type Relation = (organization: Sound, problems: Problem[]) => void;

const relations: readonly Relation[] = [
  homeRegionIsGoverned,
  emailsAreUnique,
  unitsExist,
  adoptedAccountsHaveARole,
  controlTowerComesFirst,
  rangesFit,
  requiredTagsHaveValues,
  namesFit,
  sharedAccountsAreOrdered,
];

function homeRegionIsGoverned({ homeRegion, governedRegions }: Sound, problems: Problem[]): void {
  if (homeRegion && governedRegions && !governedRegions.includes(homeRegion)) {
    problems.push({
      path: "organization.homeRegion",
      rule: "must be one of the governed Regions",
      found: show(homeRegion),
      remedy: `add it to organization.governedRegions, or choose one of ${governedRegions.join(", ")}`,
    });
  }
}

/** Address of an account: its own, else the pattern's. */
export function accountEmail(name: string, account: Account, pattern: string): string {
  return account.email ?? pattern.replace("{account}", name);
}

function emailsAreUnique({ accounts, email: pattern }: Sound, problems: Problem[]): void {
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

/** Every OU path with its parents, parents first. */
export function unitPaths(units: Organization["organizationalUnits"]): string[] {
  const paths = new Set<string>();
  for (const path of Object.keys(units).sort()) {
    const parts = path.split("/");
    parts.forEach((_, index) => paths.add(parts.slice(0, index + 1).join("/")));
  }
  return [...paths];
}

function unitsExist({ accounts, organizationalUnits }: Sound, problems: Problem[]): void {
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

function adoptedAccountsHaveARole({ accounts, governance }: Sound, problems: Problem[]): void {
  for (const [name, account] of Object.entries(accounts ?? {})) {
    const adopted = account.id !== undefined && name !== "management";
    if (adopted && governance === "organizations" && account.bootstrapRole === undefined) {
      problems.push({
        path: `organization.accounts.${name}.bootstrapRole`,
        rule: "is required for an account that exists already: AWS makes no role in an invited account",
        found: "nothing",
        remedy:
          "name the role that trusts the management account: OrganizationAccountAccessRole if Organizations created it",
      });
    }
  }
}

/** Under Control Tower the organization and every account exist before: Account Factory makes them. */
function controlTowerComesFirst(
  { governance, existing, accounts }: Sound,
  problems: Problem[],
): void {
  if (governance !== "control-tower") {
    return;
  }
  if (existing === undefined) {
    problems.push({
      path: "organization.existing",
      rule: "is required under Control Tower, which has made the organization",
      found: "nothing",
      remedy: "give its id and rootId",
    });
  }
  for (const [name, { id }] of Object.entries(accounts ?? {})) {
    if (id === undefined) {
      problems.push({
        path: `organization.accounts.${name}.id`,
        rule: "is required under Control Tower: Account Factory makes and enrols accounts",
        found: "nothing",
        remedy: "make the account in Account Factory and give its id",
      });
    }
  }
}

/** Smallest and largest VPC: four subnet tiers over three zones need a /20; AWS allows no more than a /16. */
const SPOKE_BITS = { largest: 16, smallest: 20 } as const;

function rangesFit({ addressPlan, accounts }: Sound, problems: Problem[]): void {
  if (!addressPlan) {
    return;
  }
  const pool = parseRange(addressPlan.pool);
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

function requiredTagsHaveValues({ tags, accounts }: Sound, problems: Problem[]): void {
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

function namesFit({ name, accounts, governedRegions }: Sound, problems: Problem[]): void {
  if (name === undefined || !accounts || !governedRegions) {
    return;
  }
  for (const composed of composedNames(name, Object.keys(accounts), governedRegions)) {
    if (composed.value.length > composed.limit) {
      problems.push({
        path: composed.path,
        rule: `makes ${composed.what} of ${composed.value.length} characters, AWS allows ${composed.limit}`,
        found: show(composed.value),
        remedy: "choose a shorter name",
      });
    }
  }
}

function sharedAccountsAreOrdered({ accounts }: Sound, problems: Problem[]): void {
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

function guardrailSettings() {
  const shape = guardrails.map((guardrail) => {
    const parameters = Object.entries(guardrail.parameters).map(
      ([name, parameter]) => [name, parameterSchema(parameter).optional()] as const,
    );
    const setting = z.strictObject({
      enabled: z.boolean().default(true),
      ...Object.fromEntries(parameters),
    });
    return [guardrail.id, setting.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(shape));
}

function parameterSchema(parameter: Parameter): z.ZodType {
  switch (parameter.type) {
    case "strings":
      return z.array(text);
    case "boolean":
      return z.boolean();
    case "number":
      return z.number();
  }
}
