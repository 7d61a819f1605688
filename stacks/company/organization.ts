import * as z from "zod";
import { LARGEST_BUDGET } from "../../components/cost/largest-budget";
import { environments } from "../../policy-pack/guardrails/types/guardrail";
import { guardrailSettings } from "./guardrail-settings";
import { rollout } from "./rollout";
import { lastDay } from "./last-day";
import { must } from "./problems";
import {
  TAGS_PER_RESOURCE,
  accountId,
  addressRange,
  domainName,
  email,
  isAccountEmail,
  numberIn,
  ouPath,
  ownTags,
  region,
  roleName,
  slug,
  tagKey,
  tagValue,
  textLike,
  textUpTo,
  unique,
} from "./values";
import { policyQuotasSchema } from "./policy-quotas";
import { isRoleName, roleNames } from "./roles";
import { isSecretsProvider, isStateBackend } from "./state-address";

/**
 * Key of a tag that resources of every service get. GuardDuty and Security Hub allow the fewest characters.
 *
 * @see https://docs.aws.amazon.com/guardduty/latest/APIReference/API_TagResource.html
 */
const companyTagKey = must(
  must(
    tagKey,
    (key) => /^[\w+\-=.:/]+$/.test(key),
    "must contain only letters from A to Z, digits and _ . : / = + -",
    "rename it, such as CostCenter for Cost Center: GuardDuty and Security Hub refuse other characters",
  ),
  (key) => !ownTags.some((own) => own.toLowerCase() === key.toLowerCase()),
  "must not be Environment, ManagedBy or platform:managed-by",
  "remove it: the program sets Environment by account, and the other two to pulumi",
);

const account = z.strictObject({
  /** Keys that the account had before, the oldest first: names that cannot change in AWS contain the first one. @default - none */
  formerly: unique(slug(40)).min(1).optional(),
  /** Display name in AWS, 1-50 characters: that of an account that exists is changed in AWS. @default - the account's first key */
  name: must(
    z.string(),
    (name) => /^[\x20-\x7e]{1,50}$/.test(name),
    "must be 1 to 50 printable ASCII characters",
    "use a short ASCII name, such as Production: AWS shows it for the account",
  ).optional(),
  /** Path of the account's OU. Required for every account except management, which is in the root. */
  organizationalUnit: ouPath.optional(),
  /**
   * Decides which guardrails bind the account, who may change it and which builds deploy to it. Required, except for the
   * accounts of the roles other than workload.
   * @default - `shared`, for those accounts
   */
  environment: z.enum(environments).optional(),
  /** `none` for an account that this program creates and governs, and that no stack builds in. @default - a stack is required */
  stack: z.enum(["none"]).optional(),
  /** Id of an existing account: the program imports it. @default - the program creates the account */
  id: accountId.optional(),
  /** Address of the root user: that of an account that exists is changed in AWS. @default - the organization's `email` with the account's first key */
  email: email.optional(),
  /**
   * Role that the first deployment assumes in the account.
   * @default - `OrganizationAccountAccessRole`, or `AWSControlTowerExecution` under Control Tower
   */
  bootstrapRole: roleName.optional(),
  /**
   * Role that the providers assume: `bootstrap` until the account's baseline has been deployed once, then `deployment`.
   * @default - the organization's `credentials`
   */
  credentials: z.enum(["bootstrap", "deployment"]).optional(),
  /**
   * `external` for an account that already has a recorder of AWS Config: AWS allows one in each Region.
   * @default - `managed`; `external` under Control Tower, which creates recorders in enrolled accounts
   */
  configRecorder: z.enum(["managed", "external"]).optional(),
  /** Roles built in the account when several stacks share it. @default - the role of its only stack */
  roles: z
    .array(
      must(z.string(), isRoleName, "unknown role", `use one of ${roleNames.join(", ")}`).transform(
        (name) => name as (typeof roleNames)[number],
      ),
    )
    .optional(),
  /** Tags of every resource of the account: value by key. */
  tags: z.record(companyTagKey, tagValue).default({}),
});

/** Names of stacks with their project, as Pulumi allows them: letters, digits, hyphens, underscores and dots. */
const stackPattern = must(
  z.string(),
  (pattern) => /^[\w.*-]{1,100}\/[\w.*-]{1,100}$/.test(pattern),
  "must be a stack with its project, <project>/<stack>",
  "write it like shop/dev, or shop-*/prod: * matches any text",
);

const contact = z.strictObject({
  /** At most 64 characters. */
  name: textUpTo(64, "Cloud team"),
  /** At most 50 characters. */
  title: textUpTo(50, "Head of Operations"),
  /** E-mail address of people who read the mail of AWS. */
  emailAddress: must(
    email,
    (address) => /^[\w+=.#|!&-]+@[\w.-]+\.\w+$/.test(address),
    "must be an e-mail address that AWS accepts for a contact",
    "use letters, digits and _ + = . # ! - before the @",
  ),
  /** Phone number, at most 25 characters, such as "+1 555 0100". */
  phoneNumber: must(
    z.string(),
    (phone) => /^[\d\s+()-]{1,25}$/.test(phone),
    "must be a phone number of at most 25 digits, spaces, + ( ) or -",
    'write it like "+1 555 0100"',
  ),
});

export const sections = {
  /** Prefix of names. Bucket names also contain the Region, so the maximum length depends on the governed Regions. */
  name: slug(32),
  /** Root domain of the company: the network account has its zone. */
  domain: domainName,
  /** Region of the central services, such as the trail, Identity Center and the delivery. */
  homeRegion: region,
  /** Regions where work is allowed, the home Region included. Each account must enable Regions that AWS has launched since 2019-03-20. */
  governedRegions: must(
    z.array(region),
    (regions) => regions.length > 0 && new Set(regions).size === regions.length,
    "must list at least one Region, and each only once",
    "list the Regions that the company uses, including the home Region",
  ),
  /** Pattern for the e-mail address of an account; `{account}` is replaced with the account's key. */
  email: must(
    z.string(),
    (pattern) =>
      pattern.split("{account}").length === 2 && isAccountEmail(pattern.replace("{account}", "x")),
    "must be an e-mail address with {account} in it",
    "write it like aws+{account}@example.com, with a mailbox that several people read",
  ),
  /** Existing organization: the program imports it. @default - the program creates the organization */
  existing: z
    .strictObject({
      /** Id of the organization: aws organizations describe-organization. */
      id: must(
        z.string(),
        (id) => /^o-[a-z0-9]{10,32}$/.test(id),
        "must be the id of an organization",
        "copy it from `aws organizations describe-organization`",
      ),
      /** Id of its root: aws organizations list-roots. */
      rootId: must(
        z.string(),
        (id) => /^r-[a-z0-9]{4,32}$/.test(id),
        "must be the id of an organization's root",
        "copy it from `aws organizations list-roots`",
      ),
      /** Policy types that are already enabled, in addition to those that this program enables. */
      policyTypes: unique(textLike("SERVICE_CONTROL_POLICY")).default([]),
      /** Set to true after the first deployment: that one only imports the existing resources and changes nothing. */
      imported: z.boolean().default(false),
    })
    .optional(),
  /** `control-tower` when AWS Control Tower governs the organization: its Account Factory creates the accounts. */
  governance: z.enum(["organizations", "control-tower"]).default("organizations"),
  /** Role that providers assume in accounts that do not set `credentials`. */
  credentials: z.enum(["bootstrap", "deployment"]).default("bootstrap"),
  /** State backend of Pulumi. Create it before the first deployment (docs/getting-started.md). */
  state: z.strictObject({
    /** Address, in S3 with its Region: `s3://my-state-bucket?region=us-east-1`. */
    backend: must(
      must(
        z.string(),
        (url) => /^(?:s3|gs|azblob|https|file):\/\/.*\S$/.test(url),
        "must be the URL of a Pulumi state backend",
        "write it like s3://my-state-bucket?region=us-east-1 or https://api.pulumi.com",
      ),
      isStateBackend,
      "must contain the name of a bucket: 3 to 63 lower-case letters, digits, dots or hyphens, and a letter or digit at both ends",
      "write it like s3://my-state-bucket?region=us-east-1",
    ),
    /**
     * Address of a key, in AWS with its Region: `awskms://alias/my-state?region=us-east-1`. `default` is the key of Pulumi
     * Cloud, and `passphrase` a passphrase in the environment.
     */
    secretsProvider: must(
      must(
        z.string(),
        (url) => /^(?:awskms:\/\/\S+|default|passphrase)$/.test(url),
        "must be a secrets provider by a name that the Pulumi CLI takes",
        "write it like awskms://alias/my-state?region=us-east-1; or write default, with a backend of Pulumi Cloud, or passphrase",
      ),
      isSecretsProvider,
      "must contain an alias, the id or the ARN of a key",
      "write it like awskms://alias/my-state?region=us-east-1, or awskms:///arn:aws:kms:...; an ARN follows three slashes",
    ),
  }),
  /** OUs by path. Missing parents are created too. `id` imports an existing OU. */
  organizationalUnits: z.record(
    ouPath,
    z
      .strictObject({
        /** Name in AWS, which may contain "/". @default - the last part of the path */
        name: textUpTo(128, "Workloads").optional(),
        /** Paths that the OU had before, in the same parent. @default - none */
        formerly: unique(ouPath).min(1).optional(),
        /** Id of an existing OU: the program imports it. @default - the program creates the OU */
        id: must(
          z.string(),
          (id) => /^ou-[a-z0-9]{4,32}-[a-z0-9]{8,32}$/.test(id),
          "must be the id of an organizational unit",
          "copy it from the Organizations console",
        ).optional(),
      })
      .default({}),
  ),
  /** Accounts by key, the management account included. A stack has the key of its account, unless `roles` or `platform:account` set another. */
  accounts: must(
    z.record(slug(40), account),
    (accounts) => accounts["management"]?.id !== undefined,
    "must contain the account management with an id",
    "set the id of the management account: it exists before the organization is created",
  ),
  /** Accounts and OUs that the program no longer protects or no longer manages, and leaves in AWS (docs/runbooks/closing-an-account.md). */
  released: z
    .strictObject({
      /** Keys of accounts. */
      accounts: unique(slug(40)).default([]),
      /** Paths of OUs. */
      organizationalUnits: unique(ouPath).default([]),
    })
    .prefault({}),
  /** IPv4 ranges of the company: `spokes` contains the range of each workload account's VPC. */
  addressPlan: z.strictObject({
    /** Range that contains those of all workload accounts. */
    pool: addressRange,
    /** Range of the VPC of each workload account, by the key of the account. */
    spokes: z.record(slug(40), addressRange).default({}),
  }),
  /**
   * Routes between the networks of the accounts: `transit-gateway` builds a hub in the network account, and each workload
   * attaches its network. `none` builds no hub, and no network has a route to another. Back to `none`, the workloads detach
   * before the network account removes the hub; `npm run up` keeps this order.
   */
  connectivity: z.enum(["none", "transit-gateway"]).default("transit-gateway"),
  /** Contacts that AWS writes to, the same in every account. @see https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-update-contact-alternate.html */
  contacts: z.strictObject({
    /** Contact for invoices and payments. */
    billing: contact,
    /** Contact for the availability of services. */
    operations: contact,
    /** Contact for security notices and abuse reports. */
    security: contact,
  }),
  /** Tags that are required, and tags that every resource gets. */
  tags: z
    .strictObject({
      /** Keys that every taggable resource must carry. */
      required: must(
        unique(tagKey),
        ({ length }) => length >= 1 && length <= TAGS_PER_RESOURCE,
        `must list 1 to ${TAGS_PER_RESOURCE} keys`,
        "AWS allows 50 tags on a resource; to require no tags, set guardrails.require-tags.enabled: false",
      ).default(["Environment", "Project", "Owner", "CostCenter", "ManagedBy"]),
      /** Tag values for every resource, except `Environment` (set by account), `ManagedBy` and `platform:managed-by` (always `pulumi`). */
      values: z.record(companyTagKey, tagValue).default({}),
    })
    .prefault({}),
  /**
   * Keys of the accounts of other projects' stacks, by pattern `<project>/<stack>` in which `*` matches any text: previews
   * then know the account of a resource whose provider names none. The stacks of this project are known.
   */
  accountsByStack: z.record(stackPattern, slug(40)).default({}),
  /** Settings that differ from the catalogue, by guardrail id. */
  guardrails: guardrailSettings.prefault({}),
  /** Stages of the guardrails by group and OU: reported or enforced (docs/roll-out.md). */
  rollout: rollout.prefault({}),
  /** Quotas of AWS that the organization policies must fit into. */
  policyQuotas: policyQuotasSchema.default("current"),
  /**
   * Paths of values that are the same as in the template on purpose, such as `organization.homeRegion`. A path keeps
   * everything below it. A deployment is refused while another fact of the company has the template's value.
   */
  kept: unique(textLike("organization.homeRegion")).default([]),
  /**
   * Values that AWS has and the tables of `stacks/company/aws` do not contain yet: a Region, an instance type, a class, a
   * version or a type of policies. Each is checked by no rule until its last day. The plan lists them.
   */
  accepted: z
    .array(
      z.strictObject({
        /** Value as it is in the configuration, such as `m9g.large`. */
        value: must(
          z.string(),
          (value) => /^(?:[a-z0-9][a-z0-9.-]{0,62}|[A-Z][A-Z0-9_]{1,62})$/.test(value),
          "must be a Region, an instance type, a class, a zone id, a version or a type of policies",
          "copy it from the place where the configuration has it",
        ),
        /** Reason, such as the page on which AWS announces the value. */
        reason: textLike("announced on the page What's New with AWS"),
        /** Last day, at most 366 days ahead. */
        expires: lastDay,
      }),
    )
    .default([]),
  /** Budget of the whole organization. */
  cost: z.strictObject({
    /** Limit of the organization's budget, in US dollars a month. */
    monthlyBudget: numberIn(
      1,
      LARGEST_BUDGET,
      "write the sum that a usual month stays below, without quotes, such as 5000",
      "US dollars",
    ),
    /** Addresses that AWS Budgets notifies. */
    emails: must(
      unique(email),
      (emails) => emails.length >= 1 && emails.length <= 10,
      "must list 1 to 10 e-mail addresses",
      "AWS Budgets sends a notification to at most ten addresses",
    ),
  }),
};

export const organizationSchema = z.strictObject(sections);

/** Facts of the company, the same for every stack. */
export type Organization = z.output<typeof organizationSchema>;
export type Account = Organization["accounts"][string];
export type { GuardrailSetting } from "./guardrail-settings";
export type { Environment } from "../../policy-pack/guardrails/types/guardrail";
