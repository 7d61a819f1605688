import { sectionKey } from "../../stacks/company/settings";
import { type Company, PROJECT, repositoryOf, type Workload } from "./company";
import { administratedRoles, type Layout, type SharedRole, sharedRoles } from "./layouts";
import { type Answers, FROM_INSIDE, list, NO_REPOSITORY } from "./questions";
import { typeIn, unusualTypeIn, unusualZonesIn } from "./sizes";
import { block, type Block, entry, type Entry, yamlText } from "./yaml-text";

/** Name and text of every stack file of a company. */
export function stackFilesOf(company: Company): [string, string][] {
  return [
    stackFile("management", "management"),
    ...sharedRoles.map((role) => stackFile(role, accountOf(company.layout, role), company)),
    ...company.workloads.map((workload) => workloadFile(workload, company.answers)),
  ];
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
      return (answers.github ?? NO_REPOSITORY) === NO_REPOSITORY
        ? undefined
        : block(
            entry(
              "github",
              block(
                entry("platform", githubOf(answers)),
                entry(
                  "applications",
                  [githubOf(answers)],
                  "Repositories whose main branches push images and deploy outside production.",
                ),
              ),
              "The repository that deploys every account, after an approval of the environment production.",
            ),
          );
    case "network":
      return sendersOf(company);
  }
}

/** Accounts that may send mail: those of workloads. */
function sendersOf({ workloads, answers }: Company): Block | undefined {
  const addresses = answers.notify === undefined ? [] : list(answers.notify);
  const domain = (answers.domain ?? "").toLowerCase();
  const senders = workloads.map(({ account }) => account);
  return senders.length === 0
    ? undefined
    : block(
        entry(
          "mail",
          block(
            entry(
              "senders",
              senders,
              "Accounts that may send mail from addresses of the domain. Remove those whose applications send none.",
            ),
            entry(
              "feedbackEmails",
              addresses.length === 0 ? undefined : addresses,
              "Each bounce and complaint about that mail is sent to these addresses.",
            ),
            // A domain that is neither this one nor above it would need a DNS record that allows the reports.
            entry(
              "dmarcReports",
              addresses.find((address) => {
                const own = address.toLowerCase().split("@").at(-1) ?? "";
                return `.${domain}`.endsWith(`.${own}`) && !address.includes("!");
              }),
              "Receivers report here which mail others send in the name of the domain.",
            ),
          ),
        ),
      );
}

function lockComment({ locks }: Answers, what: string): string {
  return locks === "compliance"
    ? `No principal, not even AWS, deletes ${what} before their time, and no later change can lift this.`
    : `An administrator can still delete ${what}. Change it to compliance before the company depends on them.`;
}

function githubOf(answers: Answers): Block {
  const repository = repositoryOf(answers);
  return block(
    entry("organization", repository?.organization),
    entry("name", repository?.name),
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
  const zones = unusualZonesIn(homeRegion);
  return block(
    zones !== undefined &&
      entry("availabilityZones", zones, `EKS accepts no more zones in ${homeRegion}.`),
    clusterOf(
      answers,
      block(entry("readOnly", true)),
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
      block(entry("readOnly", true), entry("developer", true)),
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

function clusterOf({ deployFrom }: Answers, admitted: Block, nodes: Entry | false): Entry {
  const access = entry(
    "access",
    admitted,
    "Permission sets that have access to the cluster. A group must have each of them in this account.",
  );
  return deployFrom === FROM_INSIDE
    ? entry(
        "cluster",
        block(entry("install", false), access, nodes),
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
          access,
          nodes,
        ),
      );
}
