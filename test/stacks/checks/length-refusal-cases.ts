import type { Refusal } from "./refusal";
import { dayFromToday } from "../../../stacks/company/clock";

const cluster = { publicAccessRanges: ["198.51.100.0/24"] };
const repository = { repositoryId: "1000000001", organizationId: "2", subjectFormat: "both" };

/** A workload section with a change. */
function workload(section: Readonly<Record<string, unknown>>): Refusal["stacks"] {
  return { prod: { role: "workload", workload: { cluster, ...section } } };
}

/** An operations section with repositories of applications and images. */
function operations(
  applications: readonly object[],
  images: readonly string[] = [],
): Refusal["stacks"] {
  const platform = { organization: "o", name: "p", repositoryId: "1" };
  return {
    operations: { role: "operations", operations: { images, github: { platform, applications } } },
  };
}

/** Texts of a length or form that AWS refuses (first-use 7, public-reports B14). */
export const lengthRefusals: readonly Refusal[] = [
  {
    title: "a control of Security Hub without a number",
    stacks: { audit: { role: "audit", audit: { securityHub: { disabledControls: ["Macie"] } } } },
    expected: {
      path: "Pulumi.audit.yaml: audit.securityHub.disabledControls[0]",
      rule: "must be the id of a control",
      found: '"Macie"',
      remedy: "write it like Macie.1",
    },
  },
  {
    title: "the version of an add-on without its build",
    stacks: workload({ cluster: { ...cluster, addOnVersions: { coredns: "v1.13.2" } } }),
    expected: {
      path: "Pulumi.prod.yaml: workload.cluster.addOnVersions.coredns",
      rule: "must be a version of an EKS add-on",
      found: '"v1.13.2"',
      remedy: "write it like v1.10.1-eksbuild.1",
    },
  },
  {
    title: "a schedule of backups that is no expression",
    stacks: workload({ backup: { schedule: "daily" } }),
    expected: {
      path: "Pulumi.prod.yaml: workload.backup.schedule",
      rule: "must be a cron expression of AWS",
      found: '"daily"',
      remedy: "write it like cron(0 3 * * ? *)",
    },
  },
  {
    title: "a type that AWS Backup does not know",
    stacks: workload({ backup: { resourceTypes: ["RSD"] } }),
    expected: {
      path: "Pulumi.prod.yaml: workload.backup.resourceTypes[0]",
      rule: "must be a type that AWS Backup knows",
      found: '"RSD"',
      remedy: "use one of Aurora, ",
    },
  },
  {
    title: "a group whose name is longer than Identity Center allows",
    stacks: {
      identity: { role: "identity", identity: { assignments: { ["g".repeat(1025)]: {} } } },
    },
    expected: {
      path: `Pulumi.identity.yaml: identity.assignments.${"g".repeat(1025)}`,
      rule: "must be one line of 1 to 1024 characters",
      found: "gggg",
      remedy: "shorten it",
    },
  },
  {
    title: "an exempt role with a path longer than IAM allows",
    organization: {
      "guardrails.deny-ssh-keys.exemptRoles": [`${"p".repeat(511)}/deployer`],
      "guardrails.deny-ssh-keys.exceptions": [
        { account: "sandbox", reason: "moves", expires: dayFromToday(30) },
      ],
    },
    expected: {
      path: "organization.guardrails.deny-ssh-keys.exemptRoles[0]",
      rule: "must be the name of a role",
      found: "pppp",
      remedy: "write it like deployer",
    },
  },
  {
    title: "a suffix of DKIM records that is too long behind a token",
    stacks: {
      network: {
        role: "network",
        network: { mail: { dkimSuffix: `${"suffix.".repeat(32)}example` } },
      },
    },
    expected: {
      path: "Pulumi.network.yaml: network.mail.dkimSuffix",
      rule: "must be at most 220 characters",
      found: "suffix.",
      remedy: "copy the suffix from the page of Amazon SES",
    },
  },
  {
    title: "a mailbox for reports that a DMARC record would cut",
    stacks: {
      network: { role: "network", network: { mail: { dmarcReports: "a!b@example.com" } } },
    },
    expected: {
      path: "Pulumi.network.yaml: network.mail.dmarcReports",
      rule: 'must not contain "!"',
      found: '"a!b@example.com"',
      remedy: "choose another mailbox",
    },
  },
  {
    title: "a domain too long for the records of mail",
    organization: { domain: `${"label.".repeat(36)}example.com` },
    expected: {
      path: "organization.domain",
      rule: "results in a domain name of 271 characters: DNS allows at most 253",
      found: "xxxx",
      remedy: "choose a shorter domain",
    },
  },
  {
    title: "a label of mail too long for its domain",
    organization: { domain: `${"label.".repeat(32)}example.com` },
    stacks: {
      network: { role: "network", network: { mail: { mailFromLabel: "b".repeat(63) } } },
    },
    expected: {
      path: "Pulumi.network.yaml: network.mail.mailFromLabel",
      rule: "results in a domain name of 267 characters: DNS allows at most 253",
      found: "bbbb",
      remedy: "choose a shorter label",
    },
  },
  {
    title: "more repositories of applications than a trust policy has room for",
    stacks: operations(
      Array.from({ length: 20 }, (_, index) => ({
        organization: "example",
        name: `application-with-a-long-name-${index}`,
        ...repository,
      })),
    ),
    expected: {
      path: "Pulumi.operations.yaml: operations.github.applications",
      rule: "characters: AWS allows at most 2048",
      found: "20 repositories",
      remedy: "list fewer repositories",
    },
  },
  {
    title: "more images than the policy of a role has room for",
    stacks: operations(
      [],
      Array.from({ length: 100 }, (_, index) => `image-${"x".repeat(50)}${index}`),
    ),
    expected: {
      path: "Pulumi.operations.yaml: operations.images",
      rule: "characters: AWS allows at most 10240",
      found: "100 images",
      remedy: "list fewer images",
    },
  },
  {
    title: "more readers of logs than a bucket policy has room for",
    stacks: {
      "log-archive": {
        role: "log-archive",
        logArchive: {
          lockMode: "governance",
          readers: Array.from({ length: 130 }, (_, index) => `reader-${index}`),
        },
      },
    },
    expected: {
      path: "Pulumi.log-archive.yaml: logArchive.readers",
      rule: "characters: AWS allows at most 20480",
      found: "reader-0",
      remedy: "several by one name with *",
    },
  },
];
