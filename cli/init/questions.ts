import { layoutOf, layouts } from "./layouts";

/** Answers of a company, as text; a missing answer is absent. */
export type Answers = Readonly<Partial<Record<AnswerKey, string>>>;

export type AnswerKey =
  | "name"
  | "domain"
  | "email"
  | "managementAccount"
  | "homeRegion"
  | "governedRegions"
  | "layout"
  | "workloads"
  | "addressPool"
  | "deployFrom"
  | "stateBackend"
  | "secretsProvider"
  | "github"
  | "repositoryId"
  | "organizationId"
  | "subjectFormat"
  | "notify"
  | "phone"
  | "contactName"
  | "budget"
  | "owner"
  | "costCenter"
  | "locks";

/** A fact of the company that the configuration needs. The configuration's own schemas check the answer. */
export interface Question {
  readonly key: AnswerKey;
  /** Value in the help, such as `<region>`. */
  readonly value: string;
  /** Text of the prompt. */
  readonly message: string;
  /** Explanation in one sentence, for the prompt, the help, and the problem of a missing answer. */
  readonly hint: string;
  /** Paths of the configuration that the answer fills: a problem there is a problem of this answer. */
  readonly fills?: RegExp;
  /** Answers to choose from; several with `many`. */
  readonly choices?: readonly Choice[];
  readonly many?: true;
  /** Answer that `--yes` takes; absent when no answer is safe for every company. */
  readonly fallback?: (answers: Answers) => string | undefined;
  /** Valid answer in place of one that is missing, so that the others are checked. @default - the fallback */
  readonly example?: (answers: Answers) => string;
  /** Answer that a prompt shows first, when it is only probable. @default - the fallback */
  readonly suggestion?: (answers: Answers) => string | undefined;
  /** False when the other answers make this one unnecessary. @default - always needed */
  readonly isNeeded?: (answers: Answers) => boolean;
  /** True for a fallback that fits almost every company: only the flag changes it, no prompt. */
  readonly quiet?: true;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Option of the command line for an answer: `--home-region` for `homeRegion`. */
export function flagOf(key: AnswerKey): string {
  return `--${key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Answer for a company without a repository on GitHub. */
export const NO_REPOSITORY = "none";
/** Answer for clusters whose endpoint is private: deployments run inside the network. */
export const FROM_INSIDE = "inside";
/** Answer for a company without workload accounts. */
export const NO_WORKLOADS = "none";

const fromGithub = ({ github = NO_REPOSITORY }: Answers): boolean => github !== NO_REPOSITORY;

/** Every question, in the order of the prompts: a fallback reads only answers above it. */
export const questions: readonly Question[] = [
  {
    key: "name",
    value: "<name>",
    message: "Short name of the company",
    hint: "prefix of names in AWS, in lower case, such as nimbus; it cannot change later",
    fills: /^organization\.name$/,
    example: () => "nimbus",
  },
  {
    key: "domain",
    value: "<domain>",
    message: "Domain",
    hint: "domain whose DNS records this program creates, such as cloud.nimbus.io",
    fills: /^organization\.domain$/,
    example: () => "cloud.nimbus.io",
  },
  {
    key: "email",
    value: "<pattern>",
    message: "E-mail addresses of the accounts",
    hint: "one mailbox of several people, with {account} after a plus sign, such as aws+{account}@nimbus.io",
    fills: /^organization\.(?:email$|accounts\.[^.]+\.email$)/,
    suggestion: ({ domain }) => domain && `aws+{account}@${domain}`,
    example: () => "aws+{account}@nimbus.io",
  },
  {
    key: "managementAccount",
    value: "<id>",
    message: "Id of the management account",
    hint: "12 digits: the new or existing account that you start from",
    fills: /^organization\.accounts(?:\.management\.id)?$/,
    example: () => "210987654321",
  },
  {
    key: "homeRegion",
    value: "<region>",
    message: "Home Region",
    hint: "Region of workloads, logs and backups, such as eu-central-1; it cannot change later",
    fills: /^organization\.homeRegion$/,
    example: ({ governedRegions = "eu-central-1" }) => list(governedRegions)[0] ?? "eu-central-1",
  },
  {
    key: "governedRegions",
    value: "<regions>",
    message: "Governed Regions",
    hint: "all Regions that the company uses, with commas; guardrails deny the others",
    fills: /^organization\.governedRegions/,
    fallback: ({ homeRegion }) => homeRegion,
  },
  {
    key: "layout",
    value: "<layout>",
    message: "Accounts",
    hint: "how roles share accounts: default, small or five",
    choices: Object.entries(layouts).map(([value, { label }]) => ({ value, label })),
    fallback: () => "default",
  },
  {
    key: "workloads",
    value: "<list>",
    message: "Workload accounts",
    hint: "accounts that run applications, each with its environment, such as prod=production,dev=development; or none",
    fills: /^organization\.accounts\.(?!management\b)[^.]+(?:\.environment)?$/,
    choices: [
      { value: "prod=production", label: "prod (production)" },
      { value: "staging=staging", label: "staging" },
      { value: "dev=development", label: "dev (development)" },
      { value: "nonprod=development", label: "nonprod (development, testing and staging in one)" },
      { value: "sandbox=sandbox", label: "sandbox" },
    ],
    many: true,
    fallback: (answers) => layoutOf(answers).workloads,
  },
  {
    key: "addressPool",
    value: "<range>",
    message: "Private address range of the company",
    hint: "range that the networks of the workload accounts are taken from, at least a /16",
    fills: /^organization\.addressPlan/,
    fallback: () => "10.64.0.0/10",
    quiet: true,
  },
  {
    key: "deployFrom",
    value: "<ranges>",
    message: "Ranges that you deploy from",
    hint: `public IPv4 ranges that may reach the Kubernetes API, with commas; ${FROM_INSIDE} for a private endpoint`,
    fills: /: workload\.cluster\.publicAccessRanges/,
    fallback: () => FROM_INSIDE,
    isNeeded: ({ workloads }) => workloads !== NO_WORKLOADS,
  },
  {
    key: "stateBackend",
    value: "<url>",
    message: "State backend of Pulumi",
    hint: "where Pulumi stores its state, such as s3://bucket?region=eu-central-1 or https://api.pulumi.com",
    fills: /^organization\.state\.backend$/,
    // With the account's id, no other company has this name.
    fallback: ({ name, managementAccount, homeRegion }) =>
      name && managementAccount && homeRegion
        ? `s3://${name}-pulumi-state-${managementAccount}?region=${homeRegion}`
        : undefined,
  },
  {
    key: "secretsProvider",
    value: "<url>",
    message: "Secrets provider of Pulumi",
    hint: "key that encrypts secrets in the state, such as awskms://alias/pulumi?region=eu-central-1, or default for Pulumi Cloud",
    fills: /^organization\.state\.secretsProvider$/,
    fallback: ({ name, homeRegion, stateBackend }) => {
      if (stateBackend?.startsWith("https://")) {
        return "default";
      }
      return name && homeRegion
        ? `awskms://alias/${name}-pulumi-state?region=${homeRegion}`
        : undefined;
    },
  },
  {
    key: "github",
    value: "<organization/repository>",
    message: "Repository on GitHub that deploys",
    hint: `your copy of this program, such as nimbus/cloud; ${NO_REPOSITORY} when only people deploy`,
    fills: /: operations\.github\.(?:platform|applications\[0\])\.(?:organization|name)$/,
    fallback: () => NO_REPOSITORY,
  },
  {
    key: "repositoryId",
    value: "<id>",
    message: "Id of the repository",
    hint: "number that gh api repos/ORGANIZATION/REPOSITORY --jq .id prints",
    fills: /: operations\.github\.(?:platform|applications\[0\])\.repositoryId$/,
    isNeeded: fromGithub,
    example: () => "918273645",
  },
  {
    key: "subjectFormat",
    value: "<format>",
    message: "Subject in GitHub's tokens",
    hint: "immutable for a repository created, renamed or transferred since 2026-07-15, or that opted in; otherwise legacy",
    fills: /: operations\.github\.(?:platform|applications\[0\])\.subjectFormat$/,
    choices: [
      { value: "immutable", label: "immutable: created, renamed or transferred since 2026-07-15" },
      { value: "legacy", label: "legacy: older, and it did not opt in" },
      { value: "both", label: "both: while it changes from one to the other" },
    ],
    fallback: () => "immutable",
    isNeeded: fromGithub,
  },
  {
    key: "organizationId",
    value: "<id>",
    message: "Id of the repository's owner",
    hint: "number that gh api repos/ORGANIZATION/REPOSITORY --jq .owner.id prints",
    fills: /: operations\.github\.(?:platform|applications\[0\])(?:\.organizationId)?$/,
    isNeeded: (answers) => fromGithub(answers) && answers.subjectFormat !== "legacy",
    example: () => "56473829",
  },
  {
    key: "notify",
    value: "<addresses>",
    message: "Addresses for notifications",
    hint: "who reads findings, budget alerts and mail of AWS, with commas; the first is also every contact of AWS",
    fills:
      /^organization\.(?:contacts\.\w+\.emailAddress|cost\.emails)|: audit\.notificationEmails/,
    suggestion: ({ email }) => email?.replace("{account}", "alerts"),
    example: () => "alerts@nimbus.io",
  },
  {
    key: "phone",
    value: "<number>",
    message: "Telephone number",
    hint: "number that AWS calls about billing, operations and security, such as +49 30 901820",
    fills: /^organization\.contacts\.\w+\.phoneNumber$/,
    example: () => "+49 30 901820",
  },
  {
    key: "contactName",
    value: "<name>",
    message: "Name of the contact",
    hint: "person or team that AWS writes to",
    fills: /^organization\.contacts\.\w+\.name$/,
    fallback: () => "Cloud team",
    quiet: true,
  },
  {
    key: "budget",
    value: "<dollars>",
    message: "Monthly budget",
    hint: "whole US dollars a month for all accounts together, such as 5000; AWS sends a message before they are spent",
    fills: /^organization\.cost\.monthlyBudget$/,
    example: () => "9000",
  },
  {
    key: "owner",
    value: "<team>",
    message: "Tag Owner",
    hint: "team that owns the platform: value of the tag Owner of every resource",
    fills: /^organization\.tags\.values\.Owner$/,
    example: () => "cloud-team",
  },
  {
    key: "costCenter",
    value: "<center>",
    message: "Tag CostCenter",
    hint: "value of the tag CostCenter of every resource, by which the bill is divided",
    fills: /^organization\.tags\.values\.CostCenter$/,
    example: () => "cc-100",
  },
  {
    key: "locks",
    value: "<mode>",
    message: "Locks of logs and backups",
    hint: "compliance: no principal, not even AWS, can delete them before their time; governance: an administrator can, for a trial",
    fills: /: (?:logArchive|backup)\.lockMode$/,
    choices: [
      {
        value: "compliance",
        label: "compliance: no principal deletes them early; cannot be undone",
      },
      {
        value: "governance",
        label: "governance: an administrator can remove the lock; for a trial",
      },
    ],
    example: () => "compliance",
  },
];

/** The entries of an answer with commas. */
export function list(answer: string): string[] {
  return answer
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** The questions that the answers make necessary. */
export function neededQuestions(answers: Answers): Question[] {
  return questions.filter(({ isNeeded }) => isNeeded?.(answers) ?? true);
}

/** Answers that make every question necessary. */
const everyQuestion: Answers = { github: "nimbus/cloud" };

/** Key of an answer with which a question is unnecessary. */
export function obstacleTo({ isNeeded }: Question, answers: Answers): AnswerKey | undefined {
  return questions
    .map(({ key }) => key)
    .find((key) => {
      const answer = answers[key];
      return answer !== undefined && isNeeded?.({ ...everyQuestion, [key]: answer }) === false;
    });
}

/**
 * The answers with fallbacks for those that are missing.
 *
 * @param which `quiet` for the fallbacks that need no confirmation, `examples` for all and an example where there is none.
 */
export function withFallbacks(answers: Answers, which: "all" | "quiet" | "examples"): Answers {
  return questions.reduce<Answers>((known, { key, fallback, example, isNeeded, quiet }) => {
    const isTaken =
      known[key] === undefined &&
      (which !== "quiet" || quiet === true) &&
      (isNeeded?.(known) ?? true);
    const stand = which === "examples" ? example?.(known) : undefined;
    const answer = isTaken ? (fallback?.(known) ?? stand) : undefined;
    return answer === undefined ? known : { ...known, [key]: answer };
  }, answers);
}
