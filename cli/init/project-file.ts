import { SPOKE_BITS } from "../../stacks/checks/address-plan";
import { missingRegion } from "../../stacks/company/state-address";
import { runtime } from "../planner/project-settings";
import { type Company, PROJECT, repositoryOf, type Workload } from "./company";
import { type Answers, list } from "./questions";
import { block, type Block, entry } from "./yaml-text";

/** The content of `Pulumi.yaml`. */
export function projectOf(company: Company, main: string, kept: readonly string[]): Block {
  return block(
    entry("name", PROJECT),
    entry(
      "description",
      "A company's whole AWS: organization, guardrails, logging, security, identity, network, delivery, backup and workloads",
    ),
    entry(
      "runtime",
      block(
        entry("name", runtime.name),
        entry(
          "options",
          block(...Object.entries(runtime.options).map(([key, value]) => entry(key, value))),
        ),
      ),
    ),
    entry("main", main),
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
    repositoryOf(answers) !== undefined &&
      entry(
        "guardrails",
        block(
          entry(
            "restrict-web-identities",
            block(entry("githubOrganizations", githubOrganizationsOf(answers))),
          ),
        ),
        "Workflows of no other GitHub organization assume a role.",
      ),
    entry(
      "cost",
      block(
        entry("monthlyBudget", numberOf(answers.budget), "US dollars for all accounts together."),
        entry("emails", answers.notify === undefined ? undefined : list(answers.notify)),
      ),
    ),
    kept.length > 0 &&
      entry("kept", kept, "Answers that are the same as in the template, on purpose."),
  );
}

/** Names of the repository's owner in the subjects of GitHub's tokens. */
function githubOrganizationsOf(answers: Answers): string[] {
  const name = repositoryOf(answers)?.organization ?? "";
  const { subjectFormat = "legacy", organizationId = "" } = answers;
  // A wrong id is a problem of its own answer, in the stack operations.
  const withId = subjectFormat !== "legacy" && /^\d+$/.test(organizationId);
  return [
    ...(subjectFormat === "immutable" && withId ? [] : [name]),
    ...(withId ? [`${name}@${organizationId}`] : []),
  ];
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

/** Number of blocks that the pool is divided into, unless more are needed; the first one stays free. */
const BLOCKS = 16;

/** Ranges of the workload accounts: the beginning of each block of the pool, as large as AWS allows. */
function addressPlanOf({ answers, workloads }: Company): Block {
  const { addressPool: pool } = answers;
  const [, base = "", bits = ""] = /^([\d.]+)\/(\d+)$/.exec(pool ?? "") ?? [];
  const first = base.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  const halvings = halvingsFor(workloads.length);
  const size = 2 ** (32 - Number(bits) - halvings);
  const spokes = workloads.map(({ account }, index) => {
    const start = first + (index + 1) * size;
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256);
    return entry(
      account,
      `${octets.join(".")}/${Math.max(SPOKE_BITS.largest, Number(bits) + halvings)}`,
    );
  });
  return block(
    entry("pool", pool),
    base !== "" &&
      spokes.length > 0 &&
      Number(bits) <= poolBitsFor(spokes.length) &&
      entry("spokes", block(...spokes)),
  );
}

/** Number of times that a pool is halved until it has a block for each workload account, and a free one. */
function halvingsFor(count: number): number {
  return Math.ceil(Math.log2(Math.max(BLOCKS, count + 1)));
}

/** Prefix length of the smallest pool that has room for so many workload accounts. */
export function poolBitsFor(count: number): number {
  return SPOKE_BITS.smallest - halvingsFor(count);
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

/** A number; `undefined` for another text. */
export function numberOf(answer = ""): number | undefined {
  return /^\d+(?:\.\d+)?$/.test(answer.trim()) ? Number(answer) : undefined;
}

/** An address in AWS with its Region: without one, Pulumi needs the environment variable AWS_REGION. */
function withRegion(url: string | undefined, region: string | undefined): string | undefined {
  return url === undefined || region === undefined
    ? url
    : `${url}${missingRegion(url, region) ?? ""}`;
}
