import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { loadProject } from "../../cli/planner/project";
import { guardrails } from "../../policy-pack/guardrails";
import { effectiveGuardrails, idleGuardrails } from "../../stacks/guardrails";
import { defaultOrganization, setAt } from "../support/plan/default-company";
import {
  planAll,
  type PlannedResource,
  type PlannedStack,
  planOf,
  repository,
} from "../support/plan/planned";
import { withProject } from "../support/plan/project";
import {
  type Noun,
  nouns,
  requirementsPage,
  rowStates,
  type StackPlace,
} from "../support/requirements";

type Company = ReadonlyMap<string, PlannedStack>;

/** The template's company with everything switched on that docs/requirements.md calls an option. */
function companyWithOptions(): Promise<Company> {
  const organization = defaultOrganization();
  const changes: Readonly<Record<string, unknown>> = {
    "organizationalUnits.Workspace": {},
    "organizationalUnits.Infrastructure": {},
    "organizationalUnits.Sandbox": {},
    "accounts.network": undefined,
    "accounts.operations": undefined,
    "accounts.shared-services": {
      organizationalUnit: "Shared",
      environment: "shared",
      roles: ["network", "operations"],
    },
    "accounts.staging": { organizationalUnit: "Workloads/NonProduction", environment: "staging" },
    "addressPlan.spokes.staging": "10.48.0.0/16",
    "guardrails.restrict-web-identities.githubOrganizations": ["acme"],
  };
  for (const [path, value] of Object.entries(changes)) {
    setAt(organization, path, value);
  }
  const workload = {
    role: "workload",
    workload: {
      cluster: { publicAccessRanges: ["198.51.100.0/24"] },
    },
  };
  const trusted = { organization: "acme", name: "platform", repositoryId: "1" };
  return planChanged(organization, {
    staging: workload,
    network: { role: "network", account: "shared-services" },
    operations: {
      role: "operations",
      account: "shared-services",
      operations: {
        images: ["web"],
        github: { platform: trusted, applications: [trusted] },
      },
    },
    identity: {
      role: "identity",
      identity: {
        groupSource: "external",
        assignments: {
          people: { readOnly: ["prod", "sandbox", "staging"], developer: ["sandbox"] },
        },
      },
    },
    "log-archive": {
      role: "log-archive",
      logArchive: { lockMode: "governance", insights: true },
    },
  });
}

/** The template's company under Control Tower, without a hub and with empty clusters. */
function companyOfControlTower(): Promise<Company> {
  const organization = defaultOrganization();
  setAt(organization, "governance", "control-tower");
  setAt(organization, "existing", {
    id: "o-exampleorgid",
    rootId: "r-examplerootid111",
    imported: true,
  });
  setAt(organization, "rollout.stage", "enforce");
  Object.keys(organization["accounts"] as object).forEach((account, index) => {
    setAt(organization, `accounts.${account}.id`, String(111111111111 * (index + 1)));
  });
  setAt(organization, "connectivity", "none");
  return planChanged(organization, {});
}

function planChanged(
  organization: Record<string, unknown>,
  stacks: Readonly<Record<string, Record<string, unknown>>>,
): Promise<Company> {
  return withProject({ organization, stacks }, (folder) => planAll(loadProject(folder)));
}

/** A type with inputs, as the page writes it: `aws:eks:Addon addonName=vpc-cni`. */
function matches(resource: PlannedResource, evidence: string): boolean {
  const [type = "", ...inputs] = evidence.split(" ");
  return (
    shortType(resource.type) === type &&
    inputs.every((input) => {
      const [path = "", value = ""] = input.split("=");
      const pattern = new RegExp(`^${value.split("*").map(escape).join(".*")}$`, "s");
      return valuesAt(resource.inputs, path.split(".")).some((found) => pattern.test(found));
    })
  );
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** `aws:ecr:Repository` for `aws:ecr/repository:Repository`. */
function shortType(type: string): string {
  return type.replace(/^(\w+:[\w.-]+)\/.*:/, "$1:");
}

/** Values at a path as text; a list gives those of each of its entries. */
function valuesAt(value: unknown, path: readonly string[]): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((entry: unknown) => valuesAt(entry, path));
  }
  const [key, ...rest] = path;
  if (key === undefined) {
    return value === undefined ? [] : [typeof value === "string" ? value : JSON.stringify(value)];
  }
  return typeof value === "object" && value !== null
    ? valuesAt((value as Record<string, unknown>)[key], rest)
    : [];
}

/** Keys of the accounts of a company by id. */
function accountKeys(company: Company): Map<string, string> {
  const ids = company.get("management")?.plan.outputs["accountIds"] as Record<string, string>;
  return new Map(Object.entries(ids).map(([key, id]) => [id, key]));
}

/** True when the stack plans the resource in the account: the named one, or the stack's own. */
function isPlanned(company: Company, { stack, account }: StackPlace, evidence: string): boolean {
  const keys = accountKeys(company);
  const planned = company.get(stack);
  return (
    planned?.resources.some(
      (resource) =>
        matches(resource, evidence) &&
        (resource.provider === undefined ||
          keys.get(resource.provider.account) === (account ?? planned.plan.account.name)),
    ) ?? false
  );
}

describe("docs/requirements.md, line by line", () => {
  const lines = nouns();
  let template: Company;
  let options: Company;
  let controlTower: Company;
  before(async () => {
    template = await planOf();
    options = await companyWithOptions();
    controlTower = await companyOfControlTower();
  });

  const inWords = ({ row, noun }: Noun, evidence: string): string => `${row} ${noun}: ${evidence}`;

  it("plans without an error the companies that it compares", () => {
    for (const company of [template, options, controlTower]) {
      for (const [stack, { plan }] of company) {
        assert.deepEqual([...plan.errors].map(String), [], stack);
      }
    }
  });

  it("finds in the plan, in that stack and account, all that is there", () => {
    const missing = lines.flatMap((line) => {
      const { where, evidence } = line;
      if (where.kind !== "stacks" && where.kind !== "every stack") {
        return [];
      }
      const company = where.kind === "stacks" && where.options ? options : template;
      const places =
        where.kind === "stacks" ? where.stacks : [...company.keys()].map((stack) => ({ stack }));
      assert.ok(evidence.length > 0, `${line.row} ${line.noun}: name a resource type`);
      return places.flatMap((place) =>
        evidence
          .filter((one) => !isPlanned(company, place, one))
          .map((one) => `${inWords(line, one)} in ${place.stack}`),
      );
    });
    assert.deepEqual(missing, [], "correct the line, or write later");
  });

  it("finds nothing of later in any plan", () => {
    const found = lines.flatMap((line) => {
      const { where, evidence } = line;
      if (where.kind !== "later") {
        return [];
      }
      return [template, options, controlTower].flatMap((company) =>
        [...company]
          .filter(([stack]) => where.stacks.length === 0 || where.stacks.includes(stack))
          .flatMap(([stack, { resources }]) =>
            evidence
              .filter((one) => resources.some((resource) => matches(resource, one)))
              .map((one) => `${inWords(line, one)} in ${stack}`),
          ),
      );
    });
    assert.deepEqual(found, [], "it is built: write the stack that has it");
  });

  it("names guardrails that apply to an account, or that a company may switch on", () => {
    const { organization } = loadProject(repository);
    const idle = idleGuardrails(organization);
    const bound = effectiveGuardrails(organization)
      .map(({ guardrail }) => guardrail.id)
      .filter(
        (id) => !idle.includes(id) || id === "quarantine-accounts" || id === "suspend-accounts",
      );
    const optIn = guardrails.filter(({ optIn }) => optIn !== undefined).map(({ id }) => id);
    const wrong = lines.flatMap((line) => {
      const { where, evidence } = line;
      if (where.kind !== "guardrail") {
        return [];
      }
      const known = where.optIn ? optIn : bound;
      return evidence.filter((id) => !known.includes(id)).map((id) => inWords(line, id));
    });
    assert.deepEqual(wrong, []);
  });

  it("names types that the providers have, so that a misspelt type is not later for ever", () => {
    const types = lines
      .filter(({ where }) => where.kind !== "guardrail")
      .flatMap(({ evidence }) => evidence.map((one) => one.split(" ")[0] ?? ""))
      .filter((type) => type.startsWith("aws:"));
    const unknown = types.filter((type) => {
      const [, service = "", name = ""] = type.split(":");
      const file = name.charAt(0).toLowerCase() + name.slice(1);
      return !existsSync(join(repository, "node_modules/@pulumi/aws", service, `${file}.d.ts`));
    });
    assert.deepEqual(unknown, []);
  });

  it("links a page for what a person does by hand", () => {
    const without = lines.filter(({ where, link }) => where.kind === "by hand" && !link);
    assert.deepEqual(without, []);
  });

  it("counts its rows", () => {
    const states = [...rowStates(lines).values()];
    const count = (state: string): number => states.filter((one) => one === state).length;
    const sentence = `Of ${states.length} rows, ${count("built")} are built with all their lines, ${count("in part")} in part, and ${count("later")} are later.`;
    assert.ok(requirementsPage.includes(sentence), `the page must have this sentence: ${sentence}`);
  });
});
