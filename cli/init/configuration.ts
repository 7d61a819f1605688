import { roleNames } from "../../stacks/company/roles";
import { sectionKey } from "../../stacks/company/settings";
import { administratedRoles, type Layout, layoutOf, sharedRoles, type SharedRole } from "./layouts";
import { type Answers, FROM_INSIDE, NO_REPOSITORY, NO_WORKLOADS } from "./questions";
import { typeIn, unusualTypeIn } from "./sizes";
import { block, type Block, entry, type Entry, yamlText } from "./yaml-text";

/** Name of the project: prefix of the keys of every stack file. */
const PROJECT = "platform";

/** A workload account of the answer to `--workloads`. */
interface Workload {
  readonly account: string;
  readonly environment: string;
}

/** The answers, with those about accounts as objects. */
interface Company {
  readonly answers: Answers;
  readonly layout: Layout;
  readonly workloads: readonly Workload[];
}

/**
 * Name and text of every file of a company. A missing answer leaves its key out, which the configuration's schemas report.
 *
 * @param kept Paths of answers that are the same as in the template. @default - none
 */
export function filesOf(answers: Answers, kept: readonly string[] = []): Map<string, string> {
  const taken = repeatedWorkloads(answers);
  const company: Company = {
    answers,
    layout: layoutOf(answers),
    workloads: workloadsOf(answers.workloads).filter(({ account }) => !taken.includes(account)),
  };
  const stacks = [
    stackFile("management", "management"),
    ...sharedRoles.map((role) => stackFile(role, accountOf(company.layout, role), company)),
    ...company.workloads.map((workload) => workloadFile(workload, answers)),
  ];
  return new Map([["Pulumi.yaml", yamlText(projectOf(company, kept))], ...stacks]);
}

/** The accounts of an answer such as `prod=production,dev=development`. */
export function workloadsOf(answer = ""): Workload[] {
  return answer === NO_WORKLOADS
    ? []
    : list(answer).map((item) => {
        const [account = "", environment = ""] = item.split("=");
        return { account, environment };
      });
}

/** Names of workload accounts that are given twice, or that another account or stack has. */
export function repeatedWorkloads(answers: Answers): string[] {
  const others = [...roleNames, ...Object.keys(layoutOf(answers).accounts)];
  const names = workloadsOf(answers.workloads).map(({ account }) => account);
  return names.filter((name, index) => others.includes(name) || names.indexOf(name) < index);
}

function projectOf(company: Company, kept: readonly string[]): Block {
  return block(
    entry("name", PROJECT),
    entry(
      "description",
      "A company's whole AWS: organization, guardrails, logging, security, identity, network, delivery, backup and workloads",
    ),
    entry(
      "runtime",
      block(
        entry("name", "nodejs"),
        entry("options", block(entry("typescript", false), entry("nodeargs", "--import tsx"))),
      ),
    ),
    entry("main", "index.ts"),
    entry(
      "config",
      block(
        entry(
          "pulumi:disable-default-providers",
          block(entry("value", ["aws", "kubernetes"])),
          "Every resource names its provider, so that no resource is created in the wrong account.",
        ),
        entry(
          "organization",
          block(
            entry("type", "object"),
            entry(
              "description",
              "The company as every stack sees it; checked against stacks/company/organization.ts",
            ),
            entry("default", organizationOf(company, kept)),
          ),
          "Facts of the company that every stack must agree on. Never repeat this key in a stack file: it would replace all of it.",
        ),
      ),
    ),
  );
}

function organizationOf(company: Company, kept: readonly string[]): Block {
  const { answers } = company;
  return block(
    entry("name", answers.name, "Prefix of names in AWS. A change would replace buckets and keys."),
    entry("domain", answers.domain),
    entry("homeRegion", answers.homeRegion),
    entry(
      "governedRegions",
      answers.governedRegions === undefined ? undefined : list(answers.governedRegions),
      "Every Region that the company uses. Guardrails deny the others.",
    ),
    entry(
      "email",
      answers.email,
      "AWS sends the mail of each account's root user here: several people must read the mailbox.",
    ),
    entry(
      "state",
      block(
        entry("backend", withRegion(answers.stateBackend, answers.homeRegion)),
        entry("secretsProvider", withRegion(answers.secretsProvider, answers.homeRegion)),
      ),
      "Created by hand before the first deployment.",
    ),
    entry("organizationalUnits", unitsOf(company)),
    entry("accounts", accountsOf(company)),
    entry("addressPlan", addressPlanOf(company)),
    entry("contacts", contactsOf(answers), "The same address for all three: AWS accepts that."),
    entry(
      "tags",
      block(
        entry("values", {
          Project: "cloud",
          Owner: answers.owner,
          CostCenter: answers.costCenter,
        }),
      ),
    ),
    entry(
      "cost",
      block(
        entry("monthlyBudget", number(answers.budget), "US dollars for all accounts together."),
        entry("emails", answers.notify === undefined ? undefined : list(answers.notify)),
      ),
    ),
    kept.length > 0 &&
      entry("kept", kept, "Answers that are the same as in the template, on purpose."),
  );
}

function unitOf({ environment }: Workload): string {
  return environment === "production" ? "Workloads/Production" : "Workloads/NonProduction";
}

function unitsOf({ layout, workloads }: Company): Block {
  const used = [
    ...Object.values(layout.accounts).map(({ organizationalUnit }) => organizationalUnit),
    ...workloads.map(unitOf),
  ];
  const units = [...new Set(used), "Quarantine", "Suspended"];
  return block(...units.map((unit) => entry(unit, {})));
}

function accountsOf({ answers, layout, workloads }: Company): Block {
  return block(
    entry("management", block(entry("id", answers.managementAccount))),
    ...Object.entries(layout.accounts).map(([account, { organizationalUnit, roles, reason }]) =>
      roles.length === 1
        ? entry(account, { organizationalUnit })
        : entry(
            account,
            block(entry("organizationalUnit", organizationalUnit), entry("roles", roles)),
            reason,
          ),
    ),
    ...workloads.map((workload) =>
      entry(workload.account, {
        organizationalUnit: unitOf(workload),
        environment: workload.environment,
      }),
    ),
  );
}

/** Number of blocks that the pool is divided into; the first one stays free. */
const BLOCKS = 16;

/** Ranges of the workload accounts: the beginning of each block of the pool, as large as AWS allows. */
function addressPlanOf({ answers, workloads }: Company): Block {
  const { addressPool: pool } = answers;
  const [, base = "", bits = ""] = /^([\d.]+)\/(\d+)$/.exec(pool ?? "") ?? [];
  const first = base.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits)) / BLOCKS;
  const spokes = workloads.map(({ account }, index) => {
    const start = first + (index + 1) * size;
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
    return entry(account, `${octets.join(".")}/${Math.max(16, Number(bits) + Math.log2(BLOCKS))}`);
  });
  return block(
    entry("pool", pool),
    base !== "" && spokes.length > 0 && entry("spokes", block(...spokes)),
  );
}

function contactsOf(answers: Answers): Block {
  const [emailAddress] = list(answers.notify ?? "");
  const contact = (title: string): Block =>
    block(
      entry("name", answers.contactName),
      entry("title", title),
      entry("emailAddress", emailAddress),
      entry("phoneNumber", answers.phone),
    );
  return block(
    entry("billing", contact("Billing")),
    entry("operations", contact("Operations")),
    entry("security", contact("Security")),
  );
}

/** Account that a role is built in. */
function accountOf(layout: Layout, role: SharedRole): string {
  const [account = role] =
    Object.entries(layout.accounts).find(([, { roles }]) => roles.includes(role)) ?? [];
  return account;
}

/** File of a role that every company has once. */
function stackFile(
  role: SharedRole | "management",
  account: string,
  company?: Company,
): [string, string] {
  const settings = company && role !== "management" ? settingsOf(role, company) : undefined;
  return fileOf(
    role,
    entry("platform:role", role),
    account !== role && entry("platform:account", account),
    settings !== undefined && entry(`${PROJECT}:${sectionKey(role)}`, settings),
  );
}

function fileOf(stack: string, ...entries: readonly (Entry | false)[]): [string, string] {
  return [`Pulumi.${stack}.yaml`, yamlText(block(entry("config", block(...entries))))];
}

function settingsOf(role: SharedRole, company: Company): Block | undefined {
  const { answers } = company;
  switch (role) {
    case "log-archive":
      return block(entry("lockMode", answers.locks, lockComment(answers, "logs of the trail")));
    case "backup":
      return block(entry("lockMode", answers.locks, lockComment(answers, "copies of backups")));
    case "audit":
      return block(
        entry(
          "notificationEmails",
          answers.notify === undefined ? undefined : list(answers.notify),
          "Each address confirms its subscription once, by a link in a message.",
        ),
      );
    case "identity":
      return block(entry("assignments", assignmentsOf(company)));
    case "operations":
      return answers.github === NO_REPOSITORY
        ? undefined
        : block(
            entry(
              "github",
              block(entry("platform", repositoryOf(answers))),
              "The repository that deploys every account, after an approval of the environment production.",
            ),
          );
    case "network":
      return undefined;
  }
}

function lockComment({ locks }: Answers, what: string): string {
  return locks === "compliance"
    ? `No principal, not even AWS, deletes ${what} before their time, and no later change can lift this.`
    : `An administrator can still delete ${what}. Change it to compliance before the company depends on them.`;
}

function repositoryOf(answers: Answers): Block {
  const [organization, name] = answers.github?.split("/") ?? [];
  return block(
    entry("organization", organization),
    entry("name", name),
    entry("organizationId", answers.organizationId),
    entry("repositoryId", answers.repositoryId),
    entry("subjectFormat", answers.subjectFormat === "legacy" ? undefined : answers.subjectFormat),
  );
}

/** Assignments by group and permission set. In a shared account a person may do what that person may do in each of its roles. */
function assignmentsOf({ layout, workloads }: Company): Block {
  const shared = Object.keys(layout.accounts);
  const administrated = Object.entries(layout.accounts)
    .filter(([, { roles }]) => roles.every((role) => administratedRoles.includes(role)))
    .map(([account]) => account);
  const running = workloads.map(({ account }) => account);
  const changeable = workloads
    .filter(({ environment }) => environment !== "production")
    .map(({ account }) => account);
  return block(
    entry(
      "platform-engineers",
      block(
        entry("administrator", [...administrated, ...changeable]),
        entry("readOnly", [...shared, ...running]),
      ),
    ),
    running.length > 0 &&
      entry(
        "developers",
        block(
          entry("developer", changeable.length > 0 ? changeable : undefined),
          entry("readOnly", running),
        ),
      ),
    entry("security", block(entry("securityAudit", [...shared, ...running]))),
  );
}

function workloadFile({ account, environment }: Workload, answers: Answers): [string, string] {
  const settings = environment === "production" ? usualSizes(answers) : smallerSizes(answers);
  return fileOf(account, entry("platform:role", "workload"), entry("platform:workload", settings));
}

/** Section of a production account: the defaults, unless the home Region does not offer one of them. */
function usualSizes(answers: Answers): Block {
  const { homeRegion = "" } = answers;
  const comment = `AWS does not offer the default in ${homeRegion}.`;
  const instance = unusualTypeIn(homeRegion, "instance");
  const database = unusualTypeIn(homeRegion, "database");
  const cache = unusualTypeIn(homeRegion, "cache");
  return block(
    clusterOf(
      answers,
      instance !== undefined && entry("nodes", block(entry("instanceTypes", [instance])), comment),
    ),
    database !== undefined && entry("database", block(entry("instanceClass", database)), comment),
    cache !== undefined && entry("cache", block(entry("nodeType", cache)), comment),
  );
}

function smallerSizes(answers: Answers): Block {
  const { homeRegion = "" } = answers;
  return block(
    entry(
      "availabilityZones",
      2,
      "Smaller and cheaper than production, and without its redundancy.",
    ),
    entry("natGateways", "single"),
    clusterOf(
      answers,
      entry(
        "nodes",
        block(
          entry("instanceTypes", [typeIn(homeRegion, "smaller", "instance")]),
          entry("minimum", 2),
          entry("maximum", 5),
        ),
      ),
    ),
    entry(
      "database",
      block(
        entry("instanceClass", typeIn(homeRegion, "smaller", "database")),
        entry("storage", 20),
        entry("multiZone", false),
        entry("backupRetentionDays", 7),
      ),
    ),
    entry("cache", block(entry("nodeType", typeIn(homeRegion, "smaller", "cache")))),
  );
}

function clusterOf({ deployFrom }: Answers, nodes: Entry | false): Entry {
  return deployFrom === FROM_INSIDE
    ? entry(
        "cluster",
        block(entry("install", false), nodes),
        "The endpoint of the cluster is private. The first deployment leaves the cluster empty; later ones run inside the network, with install: true and deployedFromInside: true.",
      )
    : entry(
        "cluster",
        block(
          entry(
            "publicAccessRanges",
            deployFrom === undefined ? undefined : list(deployFrom),
            "Ranges of the machines that deploy: offices and CI runners.",
          ),
          nodes,
        ),
      );
}

/** The entries of an answer with commas. */
export function list(answer: string): string[] {
  return answer
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** A number, or the text itself if it is none: then the configuration's schema reports it. */
function number(answer: string | undefined): number | string | undefined {
  return answer !== undefined && /^\d+(?:\.\d+)?$/.test(answer) ? Number(answer) : answer;
}

/** An address in AWS with its Region: without one, Pulumi needs the environment variable AWS_REGION. */
function withRegion(url: string | undefined, region: string | undefined): string | undefined {
  return url !== undefined &&
    region !== undefined &&
    /^(?:s3|awskms):\/\//.test(url) &&
    !/[?&]region=|arn:/.test(url)
    ? `${url}${url.includes("?") ? "&" : "?"}region=${region}`
    : url;
}
