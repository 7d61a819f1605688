import { type Role, roleNames } from "../../stacks/company/roles";

/** A role that may share an account with others: every role except the workloads' and the management account's. */
export type SharedRole = Exclude<Role, "management" | "workload">;

/** Distribution of the roles of a company over accounts. */
export interface Layout {
  /** Text of the choice. */
  readonly label: string;
  /** Accounts except management and workloads: key and roles, in the order of the file. */
  readonly accounts: Readonly<Record<string, LayoutAccount>>;
  /** Workload accounts that `--yes` takes. */
  readonly workloads: string;
}

interface LayoutAccount {
  readonly organizationalUnit: "Security" | "Shared";
  readonly roles: readonly SharedRole[];
  /** Reason why the roles may share the account. */
  readonly reason?: string;
}

const security = "Security";
const shared = "Shared";
const sharedServices = {
  organizationalUnit: shared,
  roles: ["identity", "network", "operations"],
  reason:
    "The same engineers change these three. The pipeline deploys from here: keep logs and backups out.",
} as const;

/**
 * The layouts. Roles share an account only if the same people change them in the default layout, and never in this way:
 *
 * - Logs and the isolated backups with delivery or workloads. An attacker who takes over a workflow or an application
 *   would be in the account that must survive the attack.
 * - Audit with delivery: an attacker could suppress the findings about the attack.
 */
export const layouts = {
  default: {
    label: "default: an account for each role; nine with prod and sandbox",
    accounts: {
      "log-archive": { organizationalUnit: security, roles: ["log-archive"] },
      audit: { organizationalUnit: security, roles: ["audit"] },
      identity: { organizationalUnit: shared, roles: ["identity"] },
      network: { organizationalUnit: shared, roles: ["network"] },
      operations: { organizationalUnit: shared, roles: ["operations"] },
      backup: { organizationalUnit: shared, roles: ["backup"] },
    },
    workloads: "prod=production,sandbox=sandbox",
  },
  small: {
    label: "small: shared services in one account; six with prod and sandbox",
    accounts: {
      "log-archive": {
        organizationalUnit: security,
        roles: ["log-archive", "backup"],
        reason:
          "Logs and backups are both locked, and people only read them: no delivery, no workload beside them.",
      },
      audit: { organizationalUnit: security, roles: ["audit"] },
      "shared-services": sharedServices,
    },
    workloads: "prod=production,sandbox=sandbox",
  },
  five: {
    label: "five: management, log archive, shared services, nonprod and prod",
    accounts: {
      "log-archive": {
        organizationalUnit: security,
        roles: ["log-archive", "audit", "backup"],
        reason:
          "Evidence and backups, which people only read: no delivery, no workload beside them.",
      },
      "shared-services": sharedServices,
    },
    workloads: "prod=production,nonprod=development",
  },
} as const satisfies Record<string, Layout>;

export function isLayout(name: string): name is keyof typeof layouts {
  return Object.hasOwn(layouts, name);
}

/** Layout of an answer; that of the default for an answer which is missing or wrong. */
export function layoutOf({ layout }: { readonly layout?: string }): Layout {
  return layouts[layout !== undefined && isLayout(layout) ? layout : "default"];
}

/** Roles that have a stack of their own in every company. */
export const sharedRoles = roleNames.filter(
  (role): role is SharedRole => role !== "management" && role !== "workload",
);

/** Roles that engineers change by hand in the default layout. In an account of several, each must be one of these. */
export const administratedRoles: readonly SharedRole[] = [
  "identity",
  "network",
  "operations",
  "backup",
];
