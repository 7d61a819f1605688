import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";
import { controlsMarkdown } from "../../cli/output/controls";
import { guardrailsMarkdown } from "../../cli/output/guardrails";
import { regionsWithout } from "../../stacks/guardrails";
import { guardrails } from "../../policy-pack/guardrails";
import {
  controlTowerGlobalActions,
  ownGlobalActions,
} from "../../policy-pack/guardrails/limits/global-actions";
import {
  cisRequirements,
  fsbpControls,
} from "../../policy-pack/guardrails/types/security-hub-controls";
import { guardrailPolicies } from "../../policy-pack/policies";
import { isAction } from "../iam/actions/requests";
import { repository } from "../support/plan/planned";

const folder = join(repository, "policy-pack/guardrails");

/** The file of each guardrail, by id. */
function ruleFiles(): Map<string, string> {
  const ids = new Set(guardrails.map(({ id }) => id));
  return new Map(
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => ids.has(basename(file, ".ts")))
      .map((file) => [basename(file, ".ts"), join(folder, file)]),
  );
}

/** Properties of a guardrail in the order of its file, those of `about` after it. */
function namesOf(guardrail: ts.ObjectLiteralExpression): string[] {
  return guardrail.properties.flatMap((property) => {
    const name = (property.name as ts.Identifier).text;
    const isAbout = name === "about" && ts.isPropertyAssignment(property);
    return isAbout && ts.isObjectLiteralExpression(property.initializer)
      ? [name, ...namesOf(property.initializer)]
      : [name];
  });
}

describe("The catalogue of guardrails", () => {
  it("has one file for each guardrail, named by its id", () => {
    const ids = guardrails.map(({ id }) => id);
    assert.deepEqual([...new Set(ids)].sort(), [...ids].sort());
    assert.deepEqual([...ruleFiles().keys()].sort(), [...ids].sort());
  });

  it("has at least sixty, each with a way to comply and the peers that have it", () => {
    assert.ok(guardrails.length >= 60, String(guardrails.length));
    for (const { id, about } of guardrails) {
      const { comply, why, title } = about;
      assert.ok(/^[A-Z].*[^.]$/.test(comply), `${id}: ${comply}`);
      assert.ok(/^(?:[a-z]|[A-Z]{2}).*[^.]$/.test(why), `${id}: ${why}`);
      assert.ok(/^[A-Z].*[^.]$/.test(title), `${id}: ${title}`);
    }
  });

  it("begins each file with its guardrail, in one order: what it enforces, then what is about it", () => {
    const wanted = [
      ...[
        "id",
        "deny",
        "preview",
        "detect",
        "calls",
        "listsAccounts",
        "parameters",
        "scope",
        "optIn",
      ],
      ...["reportsFirst", "about"],
      ...["title", "why", "comply", "severity", "frameworks", "requirements", "peers"],
    ];
    for (const [id, file] of ruleFiles()) {
      const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
      const first = source.statements.find((statement) => !ts.isImportDeclaration(statement));
      assert.ok(first && ts.isVariableStatement(first), `${id}: begins with something else`);
      const [declaration] = first.declarationList.declarations;
      const value = declaration?.initializer;
      assert.ok(value && ts.isObjectLiteralExpression(value), `${id}: is no object`);
      const order = namesOf(value);
      assert.deepEqual(
        order,
        wanted.filter((name) => order.includes(name)),
        id,
      );
    }
  });

  it("enforces each in a deny, a preview or a detection, or states why not", () => {
    for (const { id, deny, preview, detect } of guardrails) {
      const none = [deny, preview, detect].filter((part) => "none" in part);
      assert.ok(none.length < 3, id);
      assert.ok(
        none.every((part) => "none" in part && part.none.length > 20),
        id,
      );
    }
  });

  it("names calls that IAM knows, in alphabetical order and each once", async () => {
    for (const { id, calls = [] } of guardrails) {
      assert.deepEqual(calls, [...new Set(calls)].sort(), id);
      for (const call of calls) {
        assert.ok(await isAction(call), `${id}: ${call}`);
      }
    }
  });

  it("keeps Control Tower's list of global actions whole: 86 entries, each once, none of ours among them", () => {
    assert.equal(controlTowerGlobalActions.length, 86);
    assert.equal(new Set([...controlTowerGlobalActions, ...ownGlobalActions]).size, 100);
    assert.ok(controlTowerGlobalActions.every((action) => /^[a-z0-9-]+:[\w*]+$/i.test(action)));
  });

  it("is documented in docs/guardrails.md, which npm run docs writes", () => {
    const page = readFileSync(join(repository, "docs/guardrails.md"), "utf8");
    assert.equal(page, guardrailsMarkdown(regionsWithout), "run npm run docs");
  });

  it("is what docs/controls.md leads to from the controls of frameworks", () => {
    const page = readFileSync(join(repository, "docs/controls.md"), "utf8");
    assert.equal(page, controlsMarkdown(), "run npm run docs");
  });

  it("names only numbers of CIS and FSBP that a page of Security Hub states, or marks them as from memory", () => {
    const stated: Record<string, object> = {
      "CIS AWS Foundations Benchmark": cisRequirements,
      "AWS Foundational Security Best Practices": fsbpControls,
    };
    const numbers = new Map<string, boolean>();
    for (const { id, about } of guardrails) {
      for (const { name, reference, unconfirmed } of about.frameworks) {
        const page = stated[name];
        if (page) {
          assert.equal(reference in page, unconfirmed === undefined, `${id}: ${name} ${reference}`);
          numbers.set(`${name} ${reference}`, reference in page);
        }
      }
    }
    const confirmed = [...numbers.values()].filter(Boolean).length;
    const page = controlsMarkdown().replaceAll("\n", " ");
    assert.ok(
      page.includes(
        `Of ${numbers.size} numbers that the guardrails name in these two frameworks, the pages state ${confirmed}, `,
      ),
      `${confirmed} of ${numbers.size}`,
    );
    assert.ok(
      page.includes(`${numbers.size - confirmed} numbers of CIS are **from memory**`),
      page,
    );
  });

  it("detects by controls that the page of AWS Foundational Security Best Practices states", () => {
    for (const { id, detect } of guardrails) {
      for (const detection of "none" in detect ? [] : detect) {
        if ("securityHubControl" in detection) {
          const { securityHubControl } = detection;
          assert.ok(securityHubControl in fsbpControls, `${id}: ${securityHubControl}`);
        }
      }
    }
  });

  it("has each control of Security Hub in the index: in a row with its guardrail, or as not covered", () => {
    const [rows = "", missing = ""] = controlsMarkdown().split("## Not covered");
    const frameworks = guardrails.flatMap(({ about }) => about.frameworks);
    const detections = guardrails.flatMap(({ detect }) => ("none" in detect ? [] : detect));
    const inFsbp = (control: string): boolean =>
      frameworks.some(
        ({ name, reference }) => /Foundational/.test(name) && reference === control,
      ) ||
      detections.some((one) => "securityHubControl" in one && one.securityHubControl === control);
    for (const [control, title] of Object.entries(fsbpControls)) {
      const row = new RegExp(`^\\| \\[${control}\\]\\(\\S+\\) \\| `, "m").test(rows);
      const line = missing.includes(`\n- [${control}](`);
      assert.deepEqual([row, line], [inFsbp(control), !inFsbp(control)], `${control} ${title}`);
    }
    for (const number of Object.keys(cisRequirements)) {
      const named = frameworks.some(
        ({ name, reference }) => name.startsWith("CIS") && reference === number,
      );
      const [, table = ""] = rows.split("## CIS AWS Foundations Benchmark");
      const row = table.includes(`\n| ${number} | `);
      assert.deepEqual(
        [row, missing.includes(`\n- ${number}: `)],
        [named, !named],
        `CIS ${number}`,
      );
    }
  });

  it("names every policy once", () => {
    const names = guardrailPolicies().map(({ policy }) => policy.name);
    assert.equal(new Set(names).size, names.length);
  });
});
