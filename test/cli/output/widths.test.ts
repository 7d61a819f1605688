import assert from "node:assert/strict";
import { changeKinds } from "../../../cli/deploy/changes";
import type { StackResult } from "../../../cli/deploy/deploy";
import { explain } from "../../../cli/explain/explain";
import { deploymentText, diagnosticsText, previewText } from "../../../cli/output/deployment";
import { explanationText } from "../../../cli/output/explanation";
import { planText, treeText } from "../../../cli/output/text";
import {
  outputWidth,
  PIPE_WIDTH,
  shorten,
  visibleWidth,
  wrapText,
} from "../../../cli/output/width";
import { guardrails } from "../../../policy-pack/guardrails";
import { assertNone } from "../../support/assert-none";
import { organizationWith } from "../../support/plan/organization";
import { planned } from "../../support/plan/planned";
import { summaryOf, violation } from "../../support/plan/summary";

const widths = [60, 80, 200];

/** The longest key of an account, and an OU five levels deep. */
const account = `team-${"payments-".repeat(4)}x`.slice(0, 39) + "1";
const unit = "Workloads/Europe and Middle East/Payments and Settlement/Regulated/Production";

/** Lines that are wider than allowed, except a single word: a terminal cannot break an ARN at a better place. */
function tooWide(text: string, width: number): string[] {
  return text
    .split("\n")
    .filter(
      (line) => visibleWidth(line) > width && /\s/.test(line.trim().replace(/^[-│├└─ ]+/, "")),
    )
    .map((line) => `${width}: ${line}`);
}

function trailing(text: string): string[] {
  return text.split("\n").filter((line) => /\s$/.test(line));
}

/** The output at every width, and what is wrong with it. */
function assertFits(output: (width: number) => string): void {
  assertNone(
    widths.flatMap((width) => {
      const text = output(width);
      return [...tooWide(text, width), ...trailing(text)];
    }),
    "these lines do not fit",
  );
}

// first-use 15: the table was 101 columns wide in every terminal.
describe("Output at 60, 80 and 200 columns", () => {
  const summary = {
    ...summaryOf(
      {
        [account]: [
          violation("require-encrypted-storage", `bucket-of-${account}`, {
            message:
              "is not encrypted with a key of the company, which everybody who reads it needs; set kmsKeyId",
          }),
        ],
        dev: [],
      },
      { organizationalUnit: unit, account, isNew: true, resources: 12_345, missing: [] },
    ),
    idle: guardrails.slice(0, 20).map(({ id }) => id),
    notices: [
      {
        kind: "ends-soon" as const,
        text: `the exception of account ${account} from guardrail deny-public-buckets ends soon`,
        paths: ["organization.guardrails.deny-public-buckets.exceptions[0]"],
      },
    ],
  };

  it("fits the plan, with long names", () => {
    assertFits((width) => planText(summary, width));
    for (const width of widths) {
      const text = planText(summary, width);
      assert.match(text, /12345 .*1 violation$/m, "the result is never left out");
    }
  });

  it("fits the plan of stacks that wait for others", () => {
    const missing = ["log-archive", "network", "management", "operations", "identity"];
    const [stack] = summary.stacks;
    assert.ok(stack);
    const waiting = { ...summary, stacks: [{ ...stack, missing }] };
    assertFits((width) => planText(waiting, width));
    const words = planText(waiting, 60).split(/\s+/);
    assertNone(
      missing.filter((name) => !words.some((word) => word.replace(",", "") === name)),
      "these names are broken",
    );
  });

  it("distinguishes names that only differ at the end, and OUs by their last name", () => {
    const stacks = [`${account}-eu`, `${account}-us`];
    const text = planText(summaryOf(Object.fromEntries(stacks.map((name) => [name, []]))), 60);
    assert.match(text, /…\S*-eu/);
    assert.match(text, /…\S*-us/);
    assert.equal(shorten("Workloads/NonProduction", 16), "…/NonProduction");
  });

  it("fits a tree", async () => {
    const { records, accounts } = (await planned("prod")).plan;
    assertFits((width) => treeText(records, accounts, width));
  });

  it("fits a deployment's tables, with the result of every stack", () => {
    const counts = Object.fromEntries(changeKinds.map((kind) => [kind, 1_000]));
    const results: StackResult[] = [
      {
        ...{ stack: account, wave: 5, state: "failed", log: `.cache/deploy/${account}.log` },
        ...{ leftovers: true, durationMs: 123_456 },
        changes: {
          counts: counts as Record<(typeof changeKinds)[number], number>,
          replaced: [`urn:pulumi:prod::platform::aws:s3/bucket:Bucket::${account}`],
          deleted: [],
        },
      },
      {
        ...{ stack: "dev", wave: 5, state: "not started" },
        because: `it reads log-archive, network and ${account}, which failed`,
      },
    ];
    assertFits((width) => deploymentText(results, { again: "npm run up" }, width));
    assertFits((width) => previewText(results, width));
    const text = `organization.accounts.sandbox: must stay: this program has created the account${"\n  and more".repeat(20)}`;
    assertFits((width) => diagnosticsText("dev", [{ severity: "error", text }], width));
    const narrow = previewText(results, 60);
    for (const kind of ["create", "replace", "delete"]) {
      assert.match(narrow, new RegExp(`^.* ${kind}\\b`, "m"), `${kind} is never left out`);
    }
  });

  it("fits every explanation", () => {
    const organization = organizationWith();
    for (const question of [
      ...["iam:CreateRole", "s3:PutBucketAcl", "ec2:RunInstances"].map((action) => ({ action })),
      {
        action: "sqs:CreateQueue",
        resource: `arn:aws:sqs:eu-west-1:111111111111:${account}`,
        principal: `arn:aws:iam::111111111111:role/${account}`,
      },
    ]) {
      const explanation = explain(organization, "prod", question);
      assertFits((width) => explanationText(explanation, undefined, width));
    }
  });

  it("is that of the terminal, or of COLUMNS, or 100 columns in a pipe", () => {
    const { columns } = process.stdout;
    const set = process.env["COLUMNS"];
    try {
      delete process.env["COLUMNS"];
      Object.assign(process.stdout, { columns: undefined });
      assert.equal(outputWidth(), PIPE_WIDTH);
      Object.assign(process.stdout, { columns: 72 });
      assert.equal(outputWidth(), 72);
      process.env["COLUMNS"] = "120";
      assert.equal(outputWidth(), 120);
    } finally {
      Object.assign(process.stdout, { columns });
      if (set === undefined) {
        delete process.env["COLUMNS"];
      } else {
        process.env["COLUMNS"] = set;
      }
    }
  });

  it("breaks between words, and continues below the text of a label", () => {
    assert.equal(
      wrapText("  preview    checks every bucket of the account", 30),
      "  preview    checks every\n             bucket of the\n             account",
    );
    assert.equal(wrapText("one two three four", 10), "one two\n  three\n  four");
  });
});
