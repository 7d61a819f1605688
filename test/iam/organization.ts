import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadProject, type Project } from "../../cli/planner/project";
import { accountIdAt, ORGANIZATION_ID } from "../../components/organization/placeholder-ids";
import { DEPLOYMENT_ROLE } from "../../components/shared/naming";
import { guardrails } from "../../policy-pack/guardrails";
import type { DenyContext } from "../../policy-pack/guardrails/types/organization-policy";
import type { ParameterValues } from "../../policy-pack/guardrails/types/parameter";
import { denyContext, effectiveGuardrails } from "../../stacks/guardrails";
import { parseOrganization } from "../../stacks/checks/parse-organization";
import type { Organization } from "../../stacks/company/organization";
import { ConfigurationError, type Problem } from "../../stacks/company/problems";
import { planAll, type PlannedStack, repository } from "../support/plan/planned";
import type { IamCase, Ids, Policies } from "./simulate";

/** The cases of one guardrail, as in `cases/<id>.json`. */
export interface GuardrailCases {
  /** Parameters of the guardrail in its cases. */
  readonly parameters?: ParameterValues;
  /** Roles for which every denied case is repeated and must be allowed, unless a case names its own. */
  readonly exempt: readonly string[];
  /** Patterns of actions that IAM's reference no longer lists. */
  readonly unknownToIam?: readonly string[];
  readonly cases: readonly IamCase[];
}

/** Roles for which a denied case is allowed: the bootstrap role deploys before the deployment role exists. */
export function exemptRolesOf(own: GuardrailCases, one: IamCase): string[] {
  if (one.expected === "allowed" || !(one.principal ?? "role/").startsWith("role/")) {
    return [];
  }
  const roles = one.exempt ?? own.exempt;
  return [...new Set([...roles, ...(roles.includes(DEPLOYMENT_ROLE) ? [BOOTSTRAP_ROLE] : [])])];
}

/** The role that AWS creates in the accounts of the test organization; their providers still assume it. */
const BOOTSTRAP_ROLE = "OrganizationAccountAccessRole";

const folder = join(__dirname, "cases");

export const casesOf: ReadonlyMap<string, GuardrailCases> = new Map(
  readdirSync(folder).map((file) => [
    file.replace(/\.json$/, ""),
    JSON.parse(readFileSync(join(folder, file), "utf8")) as GuardrailCases,
  ]),
);

/**
 * The default company with every guardrail on. Each opt-in guardrail applies to an OU of its own, with one account
 * whose key is the guardrail's id, so it does not affect other guardrails. `suspended` and `quarantined` are accounts
 * in the OUs of these purposes.
 */
export function provingProject(): Project {
  const project = loadProject(repository);
  const optIn = guardrails.filter((guardrail) => guardrail.optIn !== undefined);
  const { organization } = project;
  const accounts: Record<string, object> = {
    ...organization.accounts,
    suspended: { organizationalUnit: "Suspended", environment: "sandbox" },
    quarantined: { organizationalUnit: "Quarantine", environment: "sandbox" },
  };
  const organizationalUnits: Record<string, object> = { ...organization.organizationalUnits };
  const settings: Record<string, object> = {};
  for (const { id, optIn: reason } of guardrails) {
    const cases = casesOf.get(id);
    settings[id] =
      reason !== undefined && !cases
        ? { enabled: false }
        : {
            ...cases?.parameters,
            enabled: true,
            stage: "enforce",
            ...(reason !== undefined && {
              organizationalUnits: [`Proving/${id}`],
              environments: undefined,
            }),
          };
  }
  for (const { id, scope } of optIn) {
    organizationalUnits[`Proving/${id}`] = {};
    accounts[id] = {
      organizationalUnit: `Proving/${id}`,
      environment: scope?.environments?.[0] ?? "development",
    };
  }
  const problems: Problem[] = [];
  const proving = parseOrganization(
    { ...organization, accounts, organizationalUnits, guardrails: settings },
    problems,
  );
  if (!proving || problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  return managementOf(project, proving);
}

/** The project with another organization; only the stack `management` is planned. */
export function managementOf(project: Project, organization: Organization): Project {
  const config = { [`${project.name}:organization`]: JSON.stringify(organization) };
  return {
    ...project,
    organization,
    stacks: project.stacks
      .filter(({ stack }) => stack === "management")
      .map((stack) => ({ ...stack, config: { ...stack.config, ...config } })),
  };
}

/** Results of the plan of the test organization: its policies by account, from the root down, and its ids. */
export interface Proved {
  readonly organization: Organization;
  readonly ids: Ids;
  /** Organization policies on each level above an account: the root, OUs, the account itself; none bind management. */
  readonly policiesOf: (account: string) => readonly Policies[];
}

let proved: Promise<Proved> | undefined;

/** The plan of the test organization, run once for all tests. */
export function proveOrganization(): Promise<Proved> {
  proved ??= prove(provingProject());
  return proved;
}

/** Plans the stack `management` of a project, and reads its policies and ids. */
export async function prove(project: Project): Promise<Proved> {
  const management = (await planAll(project)).get("management");
  if (!management) {
    throw new Error("the plan has no stack management");
  }
  return provedBy(project.organization, management);
}

/** Policies and ids of the planned stack `management`. */
export function provedBy(organization: Organization, management: PlannedStack): Proved {
  const outputs = management.plan.outputs as {
    organizationId: string;
    organizationRootId: string;
    organizationalUnitIds: Record<string, string>;
    accountIds: Record<string, string>;
  };
  const contents = new Map(
    management
      .all("aws:organizations/policy:Policy")
      .map(({ id, inputs }) => [
        id,
        { type: String(inputs["type"]), content: String(inputs["content"]) },
      ]),
  );
  const attached = new Map<string, { serviceControl: string[]; resourceControl: string[] }>();
  for (const { inputs } of management.all("aws:organizations/policyAttachment:PolicyAttachment")) {
    const target = String(inputs["targetId"]);
    const level = attached.get(target) ?? { serviceControl: [], resourceControl: [] };
    const policy = contents.get(String(inputs["policyId"]));
    if (policy?.type === "SERVICE_CONTROL_POLICY") {
      level.serviceControl.push(policy.content);
    } else if (policy?.type === "RESOURCE_CONTROL_POLICY") {
      level.resourceControl.push(policy.content);
    }
    attached.set(target, level);
  }
  const none = { serviceControl: [], resourceControl: [] };
  return {
    organization,
    ids: {
      organization: outputs.organizationId,
      management: outputs.accountIds["management"] ?? "",
      accounts: outputs.accountIds,
    },
    policiesOf: (account) => {
      if (account === "management") {
        return [];
      }
      const path = (organization.accounts[account]?.organizationalUnit ?? "").split("/");
      const units = path.map((_, index) => path.slice(0, index + 1).join("/"));
      const targets = [
        outputs.organizationRootId,
        ...units.map((unit) => outputs.organizationalUnitIds[unit] ?? ""),
        outputs.accountIds[account] ?? "",
      ];
      return targets.map((target) => attached.get(target) ?? none);
    },
  };
}

/** Context with which a guardrail of the test organization is rendered; its ids are filled in. */
export function provingContext({ organization, ids }: Proved, guardrail: string): DenyContext {
  const effective = effectiveGuardrails(organization).find((one) => one.guardrail.id === guardrail);
  if (!effective) {
    throw new Error(`guardrail ${guardrail} is off`);
  }
  return filled(denyContext(organization, effective), organization, ids);
}

/** A part of a policy with the ids in place of their placeholders. */
function filled<T>(part: T, { accounts }: Organization, ids: Ids): T {
  const text = Object.keys(accounts).reduce(
    (known, key, index) => known.replaceAll(accountIdAt(index), ids.accounts[key] ?? ""),
    JSON.stringify(part).replaceAll(ORGANIZATION_ID, ids.organization),
  );
  return JSON.parse(text) as T;
}
