import * as z from "zod";
import { environments } from "../../policy-pack/guardrails/types/guardrail";
import { guardrailSettings } from "./guardrail-settings";
import { must } from "./problems";
import {
  accountId,
  addressRange,
  count,
  domainName,
  email,
  iamName,
  isAccountEmail,
  ouPath,
  region,
  slug,
  tagKey,
  tagValue,
  text,
  unique,
} from "./values";
import { policyQuotasSchema } from "./policy-quotas";
import { isRoleName, roleNames } from "./roles";

/** What stands in `Pulumi.yaml` before the company has filled in its own facts: planned, never deployed. */
export const placeholders = {
  managementAccountId: "000000000000",
  stateBackend: "s3://state-of-example",
  secretsProvider: "awskms://alias/state-of-example",
} as const;

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
  tags: z.record(tagKey, tagValue).default({}),
});

/** Tags whose values come from elsewhere: the account's environment, and the program itself. */
const ownTags = ["environment", "managedby"];
const companyTagKey = must(
  tagKey,
  (key) => !ownTags.includes(key.toLowerCase()),
  "must not be Environment or ManagedBy",
  "Environment comes from each account and ManagedBy is always pulumi: remove it",
);

/** @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const TAGS_PER_RESOURCE = 50;

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

export const sections = {
  /** Prefix of names; how long it may be depends on the Regions, whose codes stand in bucket names. */
  name: slug(32),
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
    z.record(slug(40), account),
    (accounts) => accounts["management"]?.id !== undefined,
    "must contain the account management with its id",
    "the organization is made in the management account, which exists before it: give its id",
  ),
  /** IPv4 ranges of the company; a workload account's VPC takes its spoke's. */
  addressPlan: z.strictObject({
    pool: addressRange,
    spokes: z.record(slug(40), addressRange).default({}),
  }),
  /** Who AWS writes to, in every account. @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html */
  contacts: z.strictObject({ billing: contact, operations: contact, security: contact }),
  tags: z
    .strictObject({
      /** Keys that every taggable resource must carry. */
      required: must(
        unique(tagKey),
        ({ length }) => length >= 1 && length <= TAGS_PER_RESOURCE,
        `must list 1 to ${TAGS_PER_RESOURCE} keys`,
        "AWS takes no more tags on a resource, and the rule that looks for them needs one; guardrails.require-tags.enabled: false requires none",
      ).default(["Environment", "Project", "Owner", "CostCenter", "ManagedBy"]),
      /** Values for every resource; `Environment` comes from the account, `ManagedBy` is `pulumi`. */
      values: z.record(companyTagKey, tagValue).default({}),
    })
    .prefault({}),
  /** What differs from the catalogue, by guardrail id: switch, stage, scope, exemptions, exceptions and parameters. */
  guardrails: guardrailSettings.prefault({}),
  /** Quotas that organization policies are packed for. */
  policyQuotas: policyQuotasSchema.default("current"),
  cost: z.strictObject({
    /** Limit of the organization's budget, in US dollars a month. */
    monthlyBudget: count,
    /** Who is told. */
    emails: must(
      unique(email),
      (emails) => emails.length >= 1 && emails.length <= 10,
      "must list 1 to 10 e-mail addresses",
      "AWS Budgets sends to at most ten addresses a notification",
    ),
  }),
};

export const organizationSchema = z.strictObject(sections);

/** The company, as every stack must agree on it. */
export type Organization = z.output<typeof organizationSchema>;
/** The sections of an organization that are right by themselves; checks between sections work with what there is. */
export type SoundSections = Partial<Organization>;
export type Account = Organization["accounts"][string];
export type { GuardrailSetting } from "./guardrail-settings";
export type { Environment } from "../../policy-pack/guardrails/types/guardrail";
