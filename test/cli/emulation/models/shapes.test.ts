import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CloudError } from "../../../../cli/emulation/core/errors";
import type { Values } from "../../../../cli/emulation/core/types";
import { refuseShapes, type Shape, shapesOf } from "../../../../cli/emulation/models/shapes";
import table from "../../../../cli/emulation/models/shapes.json";
import { assertNone } from "../../../support/assert-none";
import { repository } from "../../../support/plan/planned";
import { sweeping } from "../../../support/sweep";
import { leavesOf, ofPlans, plannedInputs, starred } from "./planned-inputs";

const models = join(repository, "cli/emulation/models");

/** A constraint with a value that breaks it, and what the error contains. */
interface Breach {
  readonly type: string;
  readonly path: string;
  readonly rule: Shape;
  readonly value: unknown;
  readonly words: RegExp;
}

/** Texts of which one breaks any pattern that constrains something. */
const strangers = [
  ...["\u0000", "é", "!", " ", "0", "-", "a", "A", ":", "a b", "a..b"],
  ...["a".repeat(12), " ".repeat(24), "?".repeat(40), "0".repeat(40), "a".repeat(64)],
];

/** One value for each constraint of a rule, that breaks this one first. */
function breachesOf(type: string, path: string, rule: Shape): Breach[] {
  const { min, max, pattern, enum: values, from, to } = rule;
  const breach = (value: unknown, words: RegExp): Breach => ({ type, path, rule, value, words });
  const fits = (text: string): boolean =>
    text.length >= (min ?? 0) && text.length <= (max ?? Infinity);
  const none = /no value breaks it/;
  const stranger = strangers.find(
    (text) => fits(text) && pattern !== undefined && !new RegExp(pattern, "u").test(text),
  );
  return [
    ...(max === undefined ? [] : [breach("a".repeat(max + 1), /length less than or equal to/)]),
    ...(min === undefined ? [] : [breach("a".repeat(min - 1), /length greater than or equal to/)]),
    ...(values === undefined ? [] : [breach("x".repeat(min ?? 1), /satisfy enum value set/)]),
    ...(pattern === undefined || values !== undefined
      ? []
      : [breach(stranger, stranger === undefined ? none : /satisfy regular expression pattern/)]),
    ...(from === undefined ? [] : [breach(from - 1, /value greater than or equal to/)]),
    ...(to === undefined ? [] : [breach(to + 1, /value less than or equal to/)]),
  ];
}

/** Inputs with a value at a path, in which `*` is any key. */
function inputsWith(path: string, value: unknown): Values {
  const [first = "", ...rest] = path.split(".");
  const name = first === "*" ? "any" : first;
  return { [name]: rest.length === 0 ? value : [inputsWith(rest.join("."), value)] };
}

const rows = Object.keys(table.types).flatMap((type) =>
  Object.entries(shapesOf(type)?.rules ?? {}).map(([path, rule]) => ({ type, path, rule })),
);

// public-reports B14: limits that only a test knew
describe("The table of shapes", () => {
  const breaches = rows.flatMap(({ type, path, rule }) => breachesOf(type, path, rule));

  it("refuses a value that breaks any constraint, in the words of AWS", () => {
    for (const kind of ["length", "pattern", "enum", "value"]) {
      const found = breaches.filter(({ words }) => words.source.includes(kind));
      assert.ok(found.length > 20, `${found.length} breaches of ${kind}`);
    }
    const accepted = breaches.flatMap(({ type, path, value, words }) => {
      try {
        refuseShapes({ type, inputs: inputsWith(path, value) });
        return [`${type} ${path}: ${String(value)}`];
      } catch (error) {
        assert.ok(error instanceof CloudError, String(error));
        return words.test(error.message) && error.message.includes(path)
          ? []
          : [`${type} ${path}: ${error.message}`];
      }
    });
    assertNone(accepted, "the emulation accepts these, or refuses them for another reason");
  });

  it("has every text and number that a company of the tests plans, and accepts its value", async () => {
    const unknown = new Set<string>();
    const seen = new Set<string>();
    // All companies are those of npm run aws-tables.
    for await (const { type, inputs } of sweeping ? plannedInputs() : ofPlans()) {
      const shapes = shapesOf(type);
      for (const [path, value] of leavesOf(inputs)) {
        const input = starred(path);
        seen.add(`${type} ${input}`);
        const isTag = /(?:^|\.)tags\./.test(path) || path === "region";
        const isKnown = shapes && (input in shapes.rules || shapes.free.includes(input));
        if (typeof value !== "boolean" && !isTag && !isKnown) {
          unknown.add(`${type} ${input}`);
        }
      }
      refuseShapes({ type, inputs });
    }
    assertNone([...unknown], "run npm run aws-tables, and add what it asks for");
    assert.ok(seen.size > 500, `${seen.size} inputs`);
    if (sweeping) {
      assertNone(
        rows.map(({ type, path }) => `${type} ${path}`).filter((input) => !seen.has(input)),
        "no company plans these inputs: run npm run aws-tables",
      );
    }
  }).timeout(600_000);

  it("counts the inputs that have a constraint, and those that the models leave free", () => {
    const free = Object.keys(table.types).flatMap((type) => shapesOf(type)?.free ?? []);
    console.log(`      ${rows.length} inputs with a constraint, ${free.length} without`);
    assert.ok(rows.length > 300, `${rows.length} inputs with a constraint`);
    assert.ok(free.length < rows.length / 2, `${free.length} inputs without a constraint`);
  });

  it("refuses tags that services refuse, at every depth", () => {
    const type = "aws:ec2/launchTemplate:LaunchTemplate";
    const tagged = (tags: Values): Values => ({ tagSpecifications: [{ tags }] });
    assert.doesNotThrow(() => {
      refuseShapes({ type, inputs: tagged({ Team: "a b/c" }) });
    });
    for (const tags of [{ "aws:x": "y" }, { Team: "a".repeat(257) }, { Team: "50%" }]) {
      assert.throws(() => {
        refuseShapes({ type, inputs: tagged(tags) });
      }, CloudError);
    }
  });

  it("refuses names that Kubernetes refuses", () => {
    for (const name of ["Web", "a".repeat(64)]) {
      assert.throws(() => {
        refuseShapes({ type: "kubernetes:core/v1:Namespace", inputs: { metadata: { name } } });
      }, /Invalid: .*'metadata\.name'/);
    }
  });
});

describe("The tables of the emulated AWS", () => {
  const tables = readdirSync(models).filter((file) => file.endsWith(".json"));

  for (const file of tables) {
    it(`has the version and the day of its source: ${file}`, () => {
      const { writtenBy, source, read } = JSON.parse(
        readFileSync(join(models, file), "utf8"),
      ) as Record<string, string>;
      assert.equal(writtenBy, "npm run aws-tables");
      assert.match(source ?? "", /\d+\.\d+\.\d+|file@commit/);
      assert.match(read ?? "", /^20\d\d-[01]\d-[0-3]\d$/);
      assert.ok(Date.parse(read ?? "") <= Date.now(), `${read} is in the future`);
    });
  }
});
