import { dayFromToday } from "../../../stacks/company/clock";
import { roleNames } from "../../../stacks/company/roles";
import { type CompanyFiles, defaultFiles } from "../checks/company-files";

/** Keys of accounts by stack: no key is a word that also has another meaning. */
const keys: Readonly<Record<string, string>> = {
  ...Object.fromEntries(roleNames.map((role) => [role, `x-${role}`])),
  management: "management",
  prod: "shop",
  sandbox: "trial",
};

/** Guardrails that compare names of repositories: off, so that the names can grow one by one. */
const withoutOwners = { "restrict-web-identities": { enabled: false } };

/** The default company with every optional text that a resource gets, and with other keys of accounts. */
export function fullCompany(): CompanyFiles {
  const { organization, stacks } = defaultFiles();
  const facts = organization as {
    accounts: Record<string, Record<string, unknown>>;
    addressPlan: { spokes: Record<string, string> };
    tags: { values: Record<string, string> };
  };
  const renamed = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [keys[key] ?? key, value]));
  const accounts = Object.fromEntries(
    Object.entries(facts.accounts).map(([key, account]) => [
      keys[key] ?? key,
      key === "management" || key === "prod" || key === "sandbox"
        ? account
        : { ...account, roles: [key] },
    ]),
  );
  accounts["shop"] = {
    ...accounts["shop"],
    name: "Shop",
    email: "aws+shop-live@example.com",
    bootstrapRole: "Landing",
    tags: { Team: "retail" },
  };
  return {
    organization: {
      ...organization,
      accounts,
      addressPlan: { ...facts.addressPlan, spokes: renamed(facts.addressPlan.spokes) },
      tags: { values: { ...facts.tags.values, Unit: "north" } },
      guardrails: {
        ...withoutOwners,
        "deny-ssh-keys": {
          exemptRoles: ["builders/images", "permissionSet:Rescue"],
          exceptions: [{ account: "trial", reason: "moves in May", expires: dayFromToday(90) }],
        },
      },
    },
    stacks: {
      ...Object.fromEntries(
        Object.entries(stacks).map(([stack, config]) => [
          stack,
          { ...config, account: keys[stack] ?? stack },
        ]),
      ),
      ...filled,
    },
  };
}

const cluster = { publicAccessRanges: ["198.51.100.0/24"], applicationNamespace: "web" };
const repository = { repositoryId: "12", organizationId: "34", subjectFormat: "both" };

/** Configuration by stack, with every text that a default would fill. */
const filled: Readonly<Record<string, Record<string, unknown>>> = {
  audit: {
    role: "audit",
    account: "x-audit",
    audit: {
      notificationEmails: ["aws+findings@example.com"],
      securityHub: { disabledControls: ["Macie.1"] },
    },
  },
  backup: {
    role: "backup",
    account: "x-backup",
    backup: { lockMode: "compliance", notificationEmails: ["aws+copies@example.com"] },
  },
  identity: {
    role: "identity",
    account: "x-identity",
    identity: {
      assignments: {
        engineers: { administrator: ["x-network", "trial"], readOnly: ["shop"] },
        auditors: { securityAudit: ["x-audit"] },
        programmers: { developer: ["trial"] },
      },
    },
  },
  "log-archive": {
    role: "log-archive",
    account: "x-log-archive",
    logArchive: {
      lockMode: "compliance",
      readers: ["one", "two", "three", "four", "five", "six", "seven"],
    },
  },
  network: {
    role: "network",
    account: "x-network",
    network: {
      certificateAuthorities: ["amazon.com", "authority.example"],
      mail: {
        senders: ["shop"],
        mailFromLabel: "bounce",
        dkimSuffix: "dkim.amazonses.com",
        dmarcReports: "reports@example.com",
      },
    },
  },
  operations: {
    role: "operations",
    account: "x-operations",
    operations: {
      images: ["front", "worker"],
      github: {
        platform: { organization: "first", name: "aws-platform", ...repository },
        applications: ["second", "third", "fourth"].map((organization) => ({
          organization,
          name: "shop-front",
          ...repository,
        })),
        environment: "release",
      },
    },
  },
  prod: {
    role: "workload",
    account: "shop",
    workload: {
      publicAliases: ["www", "@"],
      cluster: { ...cluster, addOnVersions: { coredns: "v1.13.2-eksbuild.4" } },
      backup: { schedule: "cron(0 2 * * ? *)" },
    },
  },
  sandbox: { role: "workload", account: "trial", workload: { cluster } },
};

/** The full company without workloads: then no certificate limits the length of the domain. */
export function companyWithoutWorkloads(): CompanyFiles {
  const { organization, stacks } = fullCompany();
  const { accounts, addressPlan } = organization as {
    accounts: Record<string, unknown>;
    addressPlan: Record<string, unknown>;
  };
  const central = (record: Record<string, unknown>): Record<string, unknown> =>
    Object.fromEntries(
      Object.entries(record).filter(([key]) => !/^(?:shop|trial|prod|sandbox)$/.test(key)),
    );
  return {
    organization: {
      ...organization,
      accounts: central(accounts),
      addressPlan: { ...addressPlan, spokes: {} },
      guardrails: withoutOwners,
    },
    stacks: {
      ...(central(stacks) as CompanyFiles["stacks"]),
      identity: { role: "identity", account: "x-identity" },
      network: {
        role: "network",
        account: "x-network",
        network: { mail: { senders: [], mailFromLabel: "bounce" } },
      },
    },
  };
}
