/** Purpose of a role, and the roles whose outputs it reads. Waves, references and documentation follow from it. */
interface RoleDefinition {
  readonly summary: string;
  /** Roles whose outputs this role reads: their stacks must be deployed first. */
  readonly reads: readonly string[];
  /** True when several accounts may have a stack of this role. Otherwise the stack has the name of the role. */
  readonly many: boolean;
}

/**
 * The roles of the system, in deployment order. A resource that needs two accounts belongs to the later stack, which gets
 * a provider for the earlier account. So the table has no cycles.
 */
export const roles = {
  management: {
    summary:
      "organization, units, accounts, guardrails, trusted access, delegations, central root, cost",
    reads: [],
    many: false,
  },
  "log-archive": {
    summary: "locked log buckets, organization trail, management's own Config recorder",
    reads: ["management"],
    many: false,
  },
  audit: {
    summary: "administrators of the security services, findings, aggregators, notifications",
    reads: ["management", "log-archive"],
    many: false,
  },
  identity: {
    summary: "permission sets, groups, assignments",
    reads: ["management", "log-archive"],
    many: false,
  },
  network: {
    summary: "root zone, transit hub, address plan, mail identity",
    reads: ["management", "log-archive"],
    many: false,
  },
  operations: {
    summary: "image registry, delivery roles, metrics workspace",
    reads: ["management", "log-archive", "network"],
    many: false,
  },
  backup: {
    summary: "isolated vault that workloads copy their backups to",
    reads: ["management", "log-archive"],
    many: false,
  },
  workload: {
    summary: "spoke network, subdomain, data stores, Flightdeck cluster, backup plan, deploy role",
    reads: ["management", "log-archive", "audit", "identity", "network", "operations", "backup"],
    many: true,
  },
} as const satisfies Record<string, RoleDefinition>;

export type Role = keyof typeof roles;

/** Roles whose outputs a role reads. */
export type ReadBy<R extends Role> = (typeof roles)[R]["reads"][number];

/** Role names in deployment order. */
export const roleNames = Object.keys(roles) as Role[];

export function isRoleName(name: string): name is Role {
  return Object.hasOwn(roles, name);
}

/**
 * Sorts stacks into waves. The stacks of one wave can be deployed at the same time, after all stacks whose outputs they
 * read. The wave depends on the role alone, so a missing stack changes no other stack's place.
 */
export function waves<S extends { readonly role: Role }>(stacks: readonly S[]): S[][] {
  const levels: S[][] = [];
  for (const stack of stacks) {
    const level = depth(stack.role);
    (levels[level] ??= []).push(stack);
  }
  return levels.filter((level) => level.length > 0);
}

/** Length of the longest chain of reads below a role: 0 for the first wave. */
function depth(role: Role): number {
  return Math.max(-1, ...roles[role].reads.map(depth)) + 1;
}
