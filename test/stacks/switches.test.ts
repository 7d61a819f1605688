import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../../cli/planner/project";
import { formatProblem } from "../../stacks/company/problems";
import { roles } from "../../stacks/company/roles";
import { sectionKey } from "../../stacks/company/settings";
import { assertNone } from "../support/assert-none";
import { planAll, type PlannedStack, repository } from "../support/plan/planned";
import { nameOf, type Switch, switches } from "../support/switches";
import { sampled } from "../support/sweep";
import { changed } from "./checks/accepted-companies";
import { check, defaultFiles } from "./checks/company-files";

/** A change of a switch, as the test names it: `workload.natGateways: zone`. */
const titleOf = (found: Switch, value: unknown): string =>
  `${nameOf(found)}: ${value === undefined ? "absent" : JSON.stringify(value)}`.replaceAll('"', "");

/** Changes that the configuration of the default company refuses, each with a part of the sentence. */
const refused: Readonly<Record<string, RegExp>> = {
  "organization.governance: control-tower": /existing: is required under Control Tower/,
  "organization.existing.imported: true": /existing\.id: is required/,
  "organization.existing.imported: false": /existing\.id: is required/,
  "organization.accounts.sandbox.environment: production": /must not name a production account/,
  "organization.accounts.sandbox.stack: none": /must not be none: stack sandbox builds in/,
  "operations.github: absent": /must have github when it lists images/,
  "operations.github.platform.subjectFormat: immutable": /must have an organizationId/,
  "operations.github.platform.subjectFormat: both": /must have an organizationId/,
};

/** A switch without a way back, or with a step by hand. */
interface OneWay {
  /** Protected resources that it would remove. */
  readonly urn: RegExp;
  /** Page of the role with the sentence about it. */
  readonly page: string;
  readonly sentence: string;
}

const oneWay: Readonly<Record<string, OneWay>> = {
  "identity.groupSource: external": {
    urn: /aws:identitystore\/group:Group::/,
    page: "docs/roles/identity.md",
    sentence:
      "is refused while groups of `directory` are in the state, because their members would be lost",
  },
  "workload.cluster.install: false": {
    urn: /kubernetes:core\/v1:Namespace::/,
    page: "docs/roles/workload.md",
    sentence: "`cluster.install` is not set to false again: it is refused",
  },
};

/** Changes that `make test` runs: one of each outcome. */
const sample = [
  "organization.connectivity: none",
  "workload.natGateways: zone",
  "workload.cluster.install: false",
  "organization.accounts.sandbox.stack: none",
  "operations.github: absent",
];

/** Outcome of a change: refused in a sentence, or the protected resources that it would remove, there or back. */
interface Outcome {
  readonly title: string;
  readonly sentence?: string;
  readonly errors: readonly string[];
  readonly stuck: readonly string[];
}

/** The stacks whose plan a switch changes, and those that they read. */
function scopeOf(project: Project, { stack }: Switch): Project {
  const role = project.stacks.find((file) => file.stack === stack)?.role;
  const read: readonly string[] = role === undefined ? [] : roles[role].reads;
  const stacks = project.stacks.filter(
    (file) => stack === undefined || file.stack === stack || read.includes(file.role),
  );
  return { ...project, stacks };
}

/** Protected or kept resources of one plan that the other does not have. */
function lost(from: PlannedStack, to: PlannedStack | undefined): string[] {
  const kept = new Set(to?.plan.records.map(({ urn }) => urn));
  return from.plan.records
    .filter(({ urn, options }) => !kept.has(urn) && (options.protect ?? options.retainOnDelete))
    .map(({ urn }) => urn);
}

async function outcomeOf(found: Switch, value: unknown): Promise<Outcome> {
  const { stack, path } = found;
  const files = defaultFiles();
  const role = files.stacks[stack ?? ""]?.["role"] as keyof typeof roles | undefined;
  const section = role === undefined ? ["organization"] : ["stacks", stack ?? "", sectionKey(role)];
  const title = titleOf(found, value);
  const before = check(files).project;
  assert.ok(before);
  const { problems, project } = check(
    changed(files, [{ path: [...section, ...path.split(".")], value }]),
  );
  if (project === undefined) {
    return { title, sentence: problems.map(formatProblem).join("\n"), errors: [], stuck: [] };
  }
  const [old, next] = [
    await planAll(scopeOf(before, found)),
    await planAll(scopeOf(project, found)),
  ];
  const names = new Set([...old.keys(), ...next.keys()]);
  return {
    title,
    errors: [...next.values()].flatMap(({ plan }) =>
      [...plan.errors].map(({ message }) => message),
    ),
    stuck: [...names].flatMap((name) => {
      const [left, right] = [old.get(name), next.get(name)];
      return [...(left ? lost(left, right) : []), ...(right ? lost(right, left) : [])];
    }),
  };
}

// identity-network-delivery F3, public-reports B24, rig 5
describe("Each switch", function () {
  this.timeout(900_000);
  const outcomes: Outcome[] = [];

  before(async () => {
    const all = switches().flatMap((found) =>
      found.others.map((value) => ({ found, value, title: titleOf(found, value) })),
    );
    const chosen = sampled(
      all,
      all.filter(({ title }) => sample.includes(title)),
    );
    for (const { found, value } of chosen) {
      outcomes.push(await outcomeOf(found, value));
    }
    console.log(
      `      ${switches().length} switches, ${all.length} changes, ${chosen.length} planned`,
    );
  });

  it("is planned in its other values, or refused in a sentence", () => {
    assertNone(
      outcomes
        .filter(({ title, sentence }) => sentence !== undefined && !refused[title]?.test(sentence))
        .map(({ title, sentence }) => `${title}: ${sentence ?? ""}`),
      "the change is refused: add a row with the sentence",
    );
    assertNone(
      outcomes.flatMap(({ title, errors }) => errors.map((error) => `${title}: ${error}`)),
      "the program fails with this value",
    );
  });

  it("removes nothing protected, there or back, unless a reason is listed", () => {
    assertNone(
      outcomes
        .flatMap(({ title, stuck }) => stuck.map((urn) => `${title}: ${urn}`))
        .filter(
          (text) =>
            !Object.entries(oneWay).some(
              ([title, { urn }]) => text.startsWith(`${title}: `) && urn.test(text),
            ),
        ),
      "the engine refuses to delete a protected resource: do not protect it, or list the switch with the page that describes the step",
    );
  });

  it("has a sentence on the page of its role when it has no way back", () => {
    for (const [title, { page, sentence }] of Object.entries(oneWay)) {
      const text = readFileSync(join(repository, page), "utf8").replaceAll(/\s+/g, " ");
      assert.ok(text.includes(sentence), `${title}: ${page}`);
    }
  });

  it("has no row that is not needed", () => {
    const titles = new Map(outcomes.map((outcome) => [outcome.title, outcome]));
    const rows = [...Object.keys(refused), ...Object.keys(oneWay)];
    const known = switches().flatMap((found) => found.others.map((value) => titleOf(found, value)));
    assertNone(
      rows.filter((title) => !known.includes(title)),
      "no switch has this name and value",
    );
    assertNone(
      Object.keys(refused).filter(
        (title) => titles.has(title) && titles.get(title)?.sentence === undefined,
      ),
      "the change is accepted",
    );
    assertNone(
      Object.keys(oneWay).filter((title) => titles.get(title)?.stuck.length === 0),
      "nothing protected is removed",
    );
  });
});
