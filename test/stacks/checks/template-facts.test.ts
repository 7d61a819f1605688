import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as yaml from "yaml";
import { planProject } from "../../../cli/planner/plan";
import { loadProject } from "../../../cli/planner/project";
import { writeRehearsedProject } from "../../../cli/deploy/rehearsed-project";
import platform from "../../../index";
import {
  needlessKept,
  standingFacts,
  type StandingFact,
  templateProblems,
} from "../../../stacks/checks/template-facts";
import { noticesOf } from "../../../stacks/checks/notices";
import { sectionKey } from "../../../stacks/company/settings";
import { formatProblem } from "../../../stacks/company/problems";
import { repository } from "../../support/plan/planned";
import { withProject } from "../../support/plan/project";

const example = loadProject(repository);
const facts = standingFacts(example.organization, example.stacks);

/** Section that a path begins with, and the names and indexes below it. */
function keysOf({ path }: StandingFact): (string | number)[] {
  return path
    .split(/[.[\]]+/)
    .filter((part) => part !== "")
    .map((part) => (/^\d+$/.test(part) && path.includes(`[${part}]`) ? Number(part) : part));
}

/** Facts that stand in a copy of the example company in which `valueOf` replaces each of its facts. */
function standing(
  valueOf: (fact: StandingFact) => string | number,
  kept: readonly string[] = [],
): StandingFact[] {
  const { organization, stacks } = structuredClone({
    organization: example.organization,
    stacks: example.stacks,
  });
  for (const fact of facts) {
    const [section = "", ...keys] = keysOf(fact);
    const root: unknown =
      section === "organization"
        ? organization
        : stacks.find(
            ({ stack, role }) =>
              fact.file === `Pulumi.${stack}.yaml` && sectionKey(role) === section,
          )?.settings;
    const last = keys.pop() ?? "";
    const holder = keys.reduce<unknown>(
      (current, key) => (current as Record<string | number, unknown>)[key],
      root,
    );
    (holder as Record<string | number, unknown>)[last] = valueOf(fact);
  }
  return standingFacts({ ...organization, kept: [...kept] }, stacks);
}

const own = ({ value }: StandingFact): string | number =>
  typeof value === "number" ? value + 1 : `own-${value.length}`;
const pathOf = ({ file, path }: StandingFact): string => `${file}: ${path}`;

describe("Facts of the template", () => {
  it("are the values of the shipped files that name the example company, each of them (first-use 2)", () => {
    const named = new Set(facts.map(({ value }) => String(value)));
    for (const file of readdirSync(repository).filter((name) => /^Pulumi\..*yaml$/.test(name))) {
      const { config } = yaml.parse(readFileSync(join(repository, file), "utf8")) as {
        config: object;
      };
      yaml.visit(yaml.parseDocument(yaml.stringify(config)), {
        Scalar: (key, { value }) => {
          const text = String(value);
          if (key !== "key" && /example|acme|\b555\b|203\.0\.113|^0{12}$/.test(text)) {
            assert.ok(named.has(text), `${file}: ${text} is no fact of the template`);
          }
        },
      });
    }
  });

  it("are all found in the example company, and none in a company that has replaced each", () => {
    assert.ok(facts.length > 30, `${facts.length} facts`);
    assert.deepEqual(standing(own), []);
  });

  for (const fact of facts) {
    it(`contain ${pathOf(fact)}: the only fact that a company forgot is found`, () => {
      const found = standing((other) => (other === fact ? fact.value : own(other)));
      assert.deepEqual(found.map(pathOf), [pathOf(fact)]);
    });
  }

  it("can be kept on purpose, except placeholders", () => {
    const all = ["organization", "operations", "audit", "workload"];
    const found = standing(({ value }) => value, all);
    assert.deepEqual(
      found,
      facts.filter(({ keepable }) => !keepable),
    );
    const values = new Set(found.map(({ value }) => value));
    for (const value of [
      "000000000000",
      "example.com",
      "example",
      "203.0.113.0/24",
      "+1 555 0100",
    ]) {
      assert.ok(values.has(value), `${value} can be kept`);
    }
    for (const value of ["acme", "us-east-1", 5000, "www", "Billing Desk"]) {
      assert.ok(!values.has(value), `${value} cannot be kept`);
    }
  });

  it("are found inside a longer address as well, and reserved values at any place", () => {
    const found = standing((fact) =>
      fact.path === "organization.state.backend"
        ? "s3://state-of-example?region=eu-west-1"
        : fact.path === "organization.cost.emails[0]"
          ? "bills@mail.example.org"
          : own(fact),
    );
    assert.deepEqual(
      found.map(({ path, keepable }) => [path, keepable]),
      [
        ["organization.state.backend", false],
        ["organization.cost.emails[0]", false],
      ],
    );
  });

  it("that are kept without need are named", () => {
    const useful = ["organization.homeRegion", "operations.images"];
    const needless = ["organization.nothing", "organization.domain"];
    const kept = [...useful, ...needless];
    assert.deepEqual(needlessKept({ ...example.organization, kept }, example.stacks), needless);
  });

  it("are named by the plan, by file, with those kept without need", () => {
    const organization = { ...example.organization, kept: ["organization.nothing"] };
    const texts = noticesOf({ ...example, organization })
      .filter(({ kind }) => kind === "template")
      .map(({ text }) => text);
    assert.match(texts[0] ?? "", new RegExp(`^${facts.length} values: a deployment is refused`));
    assert.ok(texts.includes("Pulumi.audit.yaml: notificationEmails"), texts.join("\n"));
    assert.match(texts.at(-1) ?? "", /^organization\.kept: organization\.nothing keeps nothing/);
  });

  it("are replaced or kept in a rehearsal, all of them", () => {
    const folder = mkdtempSync(join(tmpdir(), "rehearsal-"));
    try {
      writeRehearsedProject(repository, join(folder, "project"));
      const { organization, stacks } = loadProject(join(folder, "project"));
      assert.deepEqual(
        templateProblems(standingFacts(organization, stacks)).map(formatProblem),
        [],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("are refused by the program, all at once, before a resource is created", () =>
    withProject({}, async (folder) => {
      const project = loadProject(folder);
      const prod = project.stacks.filter(({ stack }) => stack === "prod");
      for await (const { records, errors } of planProject(
        { ...project, stacks: prod },
        { program: () => platform() },
      )) {
        assert.deepEqual(
          records.filter(({ type }) => type.startsWith("aws:")),
          [],
        );
        const expected = templateProblems(standingFacts(project.organization, prod));
        assert.deepEqual(
          [...errors].map(({ message }) => message.split("\n").slice(1).sort()),
          [expected.map(formatProblem).sort()],
        );
      }
    }));
});
