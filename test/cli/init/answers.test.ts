import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import * as yaml from "yaml";
import * as z from "zod";
import { commandLine } from "../../../cli/init/command-line";
import { handSteps } from "../../../cli/init/hand-steps";
import { outcomeOf } from "../../../cli/init/checks";
import { layouts } from "../../../cli/init/layouts";
import {
  type Answers,
  flagOf,
  neededQuestions,
  questions,
  withFallbacks,
} from "../../../cli/init/questions";
import { preferredTypes } from "../../../cli/init/sizes";
import { visibleWidth } from "../../../cli/output/width";
import { loadProject } from "../../../cli/planner/project";
import { enabledRegions } from "../../../stacks/company/aws/enabled-regions";
import { workloadSettings } from "../../../stacks/company/settings/workload";
import { formatProblem } from "../../../stacks/company/problems";
import { organizationSchema } from "../../../stacks/company/organization";
import { sectionKey, settingsSchemas } from "../../../stacks/company/settings";
import { roleNames } from "../../../stacks/company/roles";
import { assertNone } from "../../support/assert-none";
import { sampled } from "../../support/sweep";
import { five, init, nine, six, withFolder } from "./companies";

/** Options that the problems of some answers name. */
function namedOptions(answers: Answers): string[] {
  return outcomeOf(answers, ".").problems.map(({ path }) => path);
}

/** Answers of the five-account company, some left out. */
function without(...keys: (keyof Answers)[]): Answers {
  return Object.fromEntries(Object.entries(five).filter(([key]) => !keys.some((k) => k === key)));
}

/** Wrong answers to each question. */
const wrongAnswers: readonly (readonly [keyof Answers, string])[] = [
  ["name", "Tally Corp"],
  ["domain", "https://tally.dev"],
  ["domain", "example.com"],
  ["email", "aws@tally.dev"],
  ["email", "aws+{account}@example.com"],
  ["managementAccount", "1234"],
  ["managementAccount", "123456789012"],
  ["homeRegion", "Ireland"],
  ["governedRegions", "us-east-1"],
  ["layout", "tiny"],
  ["workloads", "mail=production"],
  ["workloads", "prod=produktion,network=sandbox,dev"],
  ["workloads", "Prod App=production"],
  ["workloads", `${"a".repeat(41)}=production`],
  ["addressPool", "8.8.8.0/24"],
  ["addressPool", "ten"],
  ["deployFrom", "0.0.0.0/0"],
  ["deployFrom", "198.51.100.0/24"],
  ["deployFrom", "office"],
  ["stateBackend", "my-bucket"],
  ["secretsProvider", "kms"],
  ["github", "tally"],
  ["github", "none"],
  ["repositoryId", "cloud"],
  ["organizationId", "x"],
  ["subjectFormat", "new"],
  ["subjectFormat", "legacy"],
  ["notify", "alerts"],
  ["notify", "aws+security@example.com"],
  ["phone", "call me"],
  ["phone", "+1 555 0100"],
  ["contactName", "a\nb"],
  ["budget", "12.5"],
  ["owner", "a|b"],
  ["costCenter", "<1>"],
  ["locks", "none"],
];

describe("npm run init without a terminal", () => {
  it("names every missing answer at once, with what --yes would take", () =>
    withFolder(async (folder) => {
      const error = await init(folder, { name: "nimbus" }).catch((reason: unknown) => reason);
      assert.ok(error instanceof Error, "it must not succeed");
      const asked = neededQuestions({}).filter(({ key, quiet }) => key !== "name" && !quiet);
      for (const { key } of asked) {
        assert.match(error.message, new RegExp(`^ {2}${flagOf(key)}: is required`, "m"));
      }
      assert.match(error.message, /--layout: .*; --yes takes default$/m);
      assert.match(error.message, new RegExp(`^the answers have ${asked.length} problems;`));
      assert.deepEqual(readdirSync(folder), []);
    }));

  it("names with --yes only what no default answers", () => {
    const named = namedOptions(withFallbacks({}, "all"));
    const open = neededQuestions(withFallbacks({}, "all")).filter(
      ({ key, fallback }) =>
        fallback?.(withFallbacks(nine, "all")) === undefined || key === "email",
    );
    for (const { key } of open) {
      assert.ok(named.includes(flagOf(key)), flagOf(key));
    }
    assert.ok(!named.includes("--layout"), named.join());
  });

  it("refuses every wrong answer at once, by the rules of the configuration", () => {
    const wrong: Answers = {
      ...withFallbacks(five, "all"),
      name: "Tally Corp",
      domain: "https://tally.dev",
      email: "aws@tally.dev",
      managementAccount: "1234",
      homeRegion: "Ireland",
      layout: "tiny",
      workloads: "prod=produktion,network=sandbox",
      addressPool: "8.8.8.0/24",
      deployFrom: "0.0.0.0/0",
      stateBackend: "my-bucket",
      secretsProvider: "kms",
      github: "tally",
      repositoryId: "cloud",
      notify: "alerts",
      phone: "call me",
      budget: "much",
      owner: "a|b",
      locks: "none",
    };
    const problems = outcomeOf(wrong, ".").problems.map(formatProblem);
    for (const key of Object.keys(wrong) as (keyof Answers)[]) {
      if (wrong[key] !== withFallbacks(five, "all")[key]) {
        assert.ok(
          problems.some((line) => line.startsWith(`  ${flagOf(key)}: `)),
          `${flagOf(key)}\n${problems.join("\n")}`,
        );
      }
    }
  });

  it("refuses every empty answer with one problem, that of workload accounts too", () => {
    for (const { key } of questions) {
      const { problems } = outcomeOf({ ...withFallbacks(five, "all"), [key]: "" }, ".");
      assert.deepEqual(
        problems.map(({ path }) => path),
        [flagOf(key)],
        problems.map(formatProblem).join("\n"),
      );
    }
    assert.match(
      outcomeOf({ ...withFallbacks(five, "all"), workloads: " , " }, ".")
        .problems.map(formatProblem)
        .join("\n"),
      /^ {2}--workloads: must name .* or none for a company without workload accounts$/,
    );
  });

  it("puts every problem under an option, in words for an option: one wrong answer, or two", function () {
    this.timeout(300_000);
    const base = withFallbacks(five, "all");
    const pairs = wrongAnswers.flatMap((first, index) =>
      wrongAnswers
        .slice(index + 1)
        .filter(([key]) => key !== first[0])
        .map((second) => [first, second]),
    );
    const few = pairs.filter((_, index) => index % 101 === 0);
    for (const changes of [...wrongAnswers.map((one) => [one]), ...sampled(pairs, few)]) {
      const answers: Answers = { ...base, ...Object.fromEntries(changes) };
      const { problems } = outcomeOf(answers, ".");
      const lines = problems.map(formatProblem);
      const text = `${JSON.stringify(changes)}\n${lines.join("\n")}`;
      assert.ok(problems.length > 0, text);
      assertNone(
        lines.filter((line) => !/^ {2}--[a-z]/.test(line)),
        `these problems have no option: ${text}`,
      );
      assertNone(
        problems
          .map(({ rule, remedy }) => `${rule}; ${remedy}`)
          .filter((line) => /quote|YAML|docs\/|\[\]|\borganization\./.test(line)),
        `these problems are for the writer of a file: ${text}`,
      );
    }
  });

  for (const [title, answers, expected] of [
    ["a placeholder of the domain", { domain: "example.com" }, /--domain: is a placeholder/],
    [
      "a placeholder beside another mistake",
      { notify: "aws+security@example.com", budget: "none" },
      /--notify: is a placeholder/,
    ],
    [
      "a workload account that takes the name of a subdomain",
      { workloads: "mail=production" },
      /--workloads: leads to .*mailFromLabel, which must not be the key of an account.*found "mail=production"/,
    ],
    [
      "a third part of a workload account",
      { workloads: "prod=production=x" },
      /--workloads: must be the name of an account.*found "prod=production=x"/,
    ],
    [
      "a pool that is too small for its accounts, with the size",
      {
        addressPool: "10.1.0.0/16",
        workloads: Array.from({ length: 20 }, (_, index) => `w${index}=production`).join(),
      },
      /--address-pool: is too small for 20 workload accounts, found "10.1.0.0\/16"; choose a range of at least a \/15$/,
    ],
    ["a budget with a currency", { budget: "$5000" }, /--budget: .*write digits alone/],
    [
      "an id of a repository that there is not",
      { github: "none" },
      /--repository-id: is not used with --github none, found "918273645"/,
    ],
  ] as const) {
    it(`refuses ${title}`, () => {
      const { problems } = outcomeOf(withFallbacks({ ...five, ...answers }, "all"), ".");
      assert.ok(
        problems.map(formatProblem).some((line) => expected.test(line)),
        problems.map(formatProblem).join("\n"),
      );
    });
  }

  it("names a wrong answer alone, not the fallbacks that are made from it", () => {
    for (const change of [{ name: "Tally Corp" }, { homeRegion: "Ireland" }]) {
      const given = without("governedRegions");
      assert.deepEqual(
        namedOptions(withFallbacks({ ...given, ...change }, "all")),
        Object.keys(change).map((key) => flagOf(key as keyof Answers)),
      );
    }
  });

  it("names only what is missing beside a repository, and reads its addresses", () => {
    const given = without("repositoryId", "organizationId");
    assert.deepEqual(namedOptions(withFallbacks(given, "all")), [
      "--repository-id",
      "--organization-id",
    ]);
    for (const github of [
      "https://github.com/tally/cloud",
      "https://github.com/tally/cloud.git",
      "git@github.com:tally/cloud.git",
      "github.com/tally/cloud/",
    ]) {
      const { files, problems } = outcomeOf(withFallbacks({ ...five, github }, "all"), ".");
      assert.deepEqual(problems, []);
      assert.match(
        files.get("Pulumi.operations.yaml") ?? "",
        /organization: tally\n +name: cloud\n/,
        github,
      );
    }
  });

  it("has room for thirty workload accounts in the usual pool", () => {
    const workloads = Array.from({ length: 30 }, (_, index) => `w${index}=sandbox`).join();
    assert.deepEqual(namedOptions(withFallbacks({ ...five, workloads }, "all")), []);
  });

  it("checks the e-mail pattern with every account", () => {
    const answers = withFallbacks(
      { ...six, email: `${"a".repeat(40)}+{account}@nimbus-cloud.io` },
      "all",
    );
    const [problem] = outcomeOf(answers, ".").problems;
    assert.match(problem?.path ?? "", /--email/);
    assert.match(problem?.rule ?? "", /at most 64 characters/);
  });

  it("never replaces a file unless it is told to", () =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, "Pulumi.yaml"), "name: other\n");
      writeFileSync(join(folder, "Pulumi.staging.yaml"), "config: {}\n");
      await assert.rejects(init(folder, { ...six, yes: true }), (error: Error) => {
        assert.match(error.message, /--replace: is required.*Pulumi.yaml, Pulumi.staging.yaml/);
        return true;
      });
      assert.deepEqual(readdirSync(folder), ["Pulumi.staging.yaml", "Pulumi.yaml"]);
      assert.equal(readFileSync(join(folder, "Pulumi.yaml"), "utf8"), "name: other\n");

      await init(folder, { ...six, yes: true, replace: true });
      assert.ok(!existsSync(join(folder, "Pulumi.staging.yaml")), "the other stack is removed");
      assert.match(readFileSync(join(folder, "Pulumi.yaml"), "utf8"), /name: nimbus/);
    }));

  it("writes the same files again without --replace, because nothing is lost", () =>
    withFolder(async (folder) => {
      await init(folder, { ...six, yes: true });
      const { output } = await init(folder, { ...six, yes: true });
      assert.match(output, /^every file is up to date$/m);
    }));

  for (const width of [60, 80]) {
    it(`prints lines that fit ${width} columns, and each command in one piece`, () =>
      withFolder(async (folder) => {
        const columns = process.env["COLUMNS"];
        process.env["COLUMNS"] = String(width);
        try {
          const { output } = await init(folder, { ...five, yes: true, layout: "default" });
          const { organization } = loadProject(folder);
          const commands = handSteps(withFallbacks(five, "all"), organization, folder).flatMap(
            (step) => step.commands ?? [],
          );
          const lines = output.split("\n");
          assert.ok(commands.some(({ length }) => length > width));
          assertNone(
            commands.filter((command) => !lines.includes(`      ${command}`)),
            "these commands are broken",
          );
          assertNone(
            lines
              .filter((line) => !commands.includes(line.trim()) && !/ \\$/.test(line))
              .filter((line) => visibleWidth(line) > width),
            "these lines are too wide",
          );
        } finally {
          if (columns === undefined) {
            delete process.env["COLUMNS"];
          } else {
            process.env["COLUMNS"] = columns;
          }
        }
      }));
  }

  it("prints the command that gives the same answers again", () => {
    const answers = withFallbacks(five, "all");
    const words = commandLine(answers, ".")
      .replaceAll(/ \\\n {2}/g, "\n")
      .split("\n")
      .slice(1);
    const again = Object.fromEntries(
      words.map((word) => {
        const [flag = "", ...value] = word.split(" ");
        return [flag, value.join(" ").replace(/^'(.*)'$/, "$1")];
      }),
    );
    for (const { key } of neededQuestions(answers)) {
      assert.equal(again[flagOf(key)], answers[key]);
    }
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{1,8}$/);
const region = fc.constantFrom(...enabledRegions);
const environment = fc.constantFrom("production", "staging", "development", "sandbox");

/** Answers that a company could give. */
const valid: fc.Arbitrary<Answers> = fc
  .record({
    name: word,
    domain: word.map((name) => `${name}.io`),
    email: word.map((name) => `${name}+{account}@${name}.io`),
    managementAccount: fc.stringMatching(/^[1-9]\d{11}$/),
    homeRegion: region,
    layout: fc.constantFrom(...Object.keys(layouts)),
    workloads: fc
      .uniqueArray(
        fc.tuple(
          word.map((name) => `w-${name}`),
          environment,
        ),
        {
          maxLength: 5,
          selector: ([name]) => name,
        },
      )
      .map((list) => list.map((pair) => pair.join("=")).join(",") || "none"),
    addressPool: fc.constantFrom("10.0.0.0/8", "172.16.0.0/12", "100.64.0.0/10", "10.8.0.0/16"),
    deployFrom: fc.constantFrom("inside", "185.20.30.0/24", "185.20.30.0/24, 185.20.31.7/32"),
    github: fc.constantFrom("none", "tally/cloud"),
    repositoryId: fc.constant("918273645"),
    organizationId: fc.constant("56473829"),
    subjectFormat: fc.constantFrom("legacy", "immutable", "both"),
    notify: word.map((name) => `${name}@nimbus.io`),
    phone: fc.constant("+49 30 901820"),
    contactName: fc.constantFrom("Cloud team", "yes", 'Ops: "desk" #1', "007", "{a}"),
    budget: fc.integer({ min: 1, max: 1_000_000 }).map(String),
    owner: fc.constantFrom("cloud-team", "no", "1.30", "true", "a: b", "team @ home"),
    costCenter: fc.constantFrom("cc-100", "0042", "null", "2026-11-28"),
    locks: fc.constantFrom("compliance", "governance"),
  })
  .map((answers) => {
    const needed = neededQuestions(answers).map(({ key }) => key);
    const used = Object.entries(answers).filter(([key]) => needed.some((name) => name === key));
    return withFallbacks(Object.fromEntries(used), "all");
  });

describe("The configuration that answers result in", () => {
  it("has no problem, whatever the valid answers, and has the answers as they were given", () => {
    fc.assert(
      fc.property(valid, (answers) => {
        const { files, problems } = outcomeOf(answers, ".");
        assert.deepEqual(problems.map(formatProblem), [], JSON.stringify(answers));
        const file = yaml.parse(files.get("Pulumi.yaml") ?? "") as {
          config: { organization: { default: z.output<typeof organizationSchema> } };
        };
        const { contacts, tags, cost } = file.config.organization.default;
        assert.equal(contacts.billing.name, answers.contactName);
        assert.equal(tags.values["Owner"], answers.owner);
        assert.equal(tags.values["CostCenter"], answers.costCenter);
        assert.equal(cost.monthlyBudget, Number(answers.budget));
      }),
      { numRuns: 15 },
    );
  });

  it("has sizes that every Region offers: the default of the schema wherever it can", () => {
    for (const homeRegion of enabledRegions) {
      const { problems } = outcomeOf(withFallbacks({ ...nine, homeRegion }, "all"), ".");
      assert.deepEqual(problems.map(formatProblem), [], homeRegion);
    }
    const { cluster, database, cache } = workloadSettings.parse({});
    const { usual } = preferredTypes;
    assert.deepEqual(
      [...cluster.nodes.instanceTypes, database.instanceClass, cache.nodeType],
      [usual.instance[0], usual.database[0], usual.cache[0]],
    );
  });

  it("contains every key that the schemas require: a new one needs a question or a value", () => {
    const { files } = outcomeOf(withFallbacks(five, "all"), ".");
    const config = (name: string): Record<string, unknown> =>
      (yaml.parse(files.get(name) ?? "") as { config: Record<string, unknown> }).config;
    const { organization } = config("Pulumi.yaml") as { organization: { default: unknown } };
    const lacking = [
      ...lackingKeys(organizationSchema, organization.default, "organization"),
      ...roleNames.flatMap((role) => {
        const stack = role === "workload" ? "prod" : role;
        const key = sectionKey(role);
        const section = config(`Pulumi.${stack}.yaml`)[`platform:${key}`] ?? {};
        return lackingKeys(settingsSchemas[role], section, key);
      }),
    ];
    assert.deepEqual(lacking, []);
  });

  it("walks to a required key that is lacking", () => {
    const schema = z.strictObject({ a: z.record(z.string(), z.strictObject({ b: z.string() })) });
    assert.deepEqual(lackingKeys(schema, { a: { x: {} } }, "top"), ["top.a.x.b"]);
  });
});

/** Paths of the keys that a schema requires and a value lacks. */
function lackingKeys(schema: z.ZodType, value: unknown, path: string): string[] {
  const inner = unwrap(schema);
  const entries =
    typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  if (inner instanceof z.ZodObject) {
    return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([key, child]) => {
      const at = `${path}.${key}`;
      if (entries[key] === undefined) {
        return child.safeParse(undefined).success ? [] : [at];
      }
      return lackingKeys(child, entries[key], at);
    });
  }
  if (inner instanceof z.ZodRecord) {
    return Object.entries(entries).flatMap(([key, item]) =>
      lackingKeys(inner.valueType as z.ZodType, item, `${path}.${key}`),
    );
  }
  return [];
}

function unwrap(schema: z.ZodType): z.ZodType {
  let current: unknown = schema;
  while (
    current instanceof z.ZodOptional ||
    current instanceof z.ZodDefault ||
    current instanceof z.ZodPrefault
  ) {
    current = current.unwrap();
  }
  return current as z.ZodType;
}

describe("The questions", () => {
  it("are asked in an order in which each fallback knows the answers that it reads", () => {
    const all = withFallbacks(nine, "all");
    let known: Answers = {};
    for (const { key, fallback } of questions) {
      if (fallback !== undefined && nine[key] === undefined) {
        assert.equal(fallback(known), fallback(all), key);
      }
      known = { ...known, [key]: all[key] };
    }
  });

  it("take defaults that close, not open: no repository, no public endpoint, one Region", () => {
    const { github, deployFrom, governedRegions, homeRegion } = withFallbacks(nine, "all");
    assert.deepEqual([github, deployFrom, governedRegions], ["none", "inside", homeRegion]);
  });
});
