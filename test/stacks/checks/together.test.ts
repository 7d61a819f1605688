import assert from "node:assert/strict";
import { formatProblem, formatProblems, type Problem } from "../../../stacks/company/problems";
import { sampled } from "../../support/sweep";
import { type Change, changesBetween, check, defaultFiles, filesWith } from "./company-files";
import type { Refusal } from "./refusal";
import { refusals } from "./refusal-cases";

const files = defaultFiles();

/** Changes of single values of a row to the default company. */
function changesOf({ organization = {}, stacks = {} }: Refusal): Change[] {
  return [
    ...Object.entries(organization).map(([path, value]) => ({
      path: ["organization", ...path.split(".")],
      value,
    })),
    ...Object.entries(stacks).flatMap(([stack, config]) =>
      changesBetween(files.stacks[stack], config, ["stacks", stack]),
    ),
  ];
}

const rows = refusals.map((refusal) => ({ ...refusal, changes: changesOf(refusal) }));
type Row = (typeof rows)[number];

/** True when two rows change the same value, or one of them a value that contains the other's. */
function overlap(left: Row, right: Row): boolean {
  return left.changes.some(({ path }) =>
    right.changes.some((other) => {
      const shared = Math.min(path.length, other.path.length);
      return path.slice(0, shared).join("\n") === other.path.slice(0, shared).join("\n");
    }),
  );
}

/** Rows after which the mistake of another row is none, or is another one: titles, and the reason. */
const dissolves: readonly {
  readonly row: RegExp;
  readonly other: RegExp;
  readonly reason: string;
}[] = [
  {
    row: /unknown key deep in an account/,
    other: /guardrail (?:for|of) (?:an|some) environment|an OU with an account of production/,
    reason: "an account whose environment is not known may have any",
  },
  {
    row: /an unknown role|role that is a word of JavaScript|an account that does not exist|section that is a secret/,
    other:
      /two stacks that build the same role|zones of another Region|more zones than EKS accepts/,
    reason: "prod is then no workload, or has no section and no account",
  },
  {
    row: /unknown key, with the nearest known one|home Region |Region of the partition|zones than EKS|zone id/,
    other:
      /a zone id of another Region|a zone id with a spelling mistake|more zones than EKS accepts/,
    reason: "the Region of the zones is not known",
  },
  {
    row: /an unknown role|role that is a word of JavaScript|account that does not exist|account was removed/,
    other: /a workload account that no stack builds in|without a stack that a stack builds in/,
    reason: "the stack may belong to that account",
  },
  {
    row: /an OU that does not exist|production without its environment/,
    other: /an OU with an account of production beside another/,
    reason: "prod is then in another OU, or of no environment",
  },
  {
    row: /services of allow-services/,
    other: /opt-in guardrail that is on without its required parameter/,
    reason: "the parameter is there, with another mistake",
  },
  {
    row: /a word instead of a boolean/,
    other: /guardrail for an environment that no account/,
    reason: "the guardrail may be off",
  },
  {
    row: /an organization without accounts/,
    other: /./,
    reason: "nothing can be compared with accounts that are not known",
  },
  {
    row: /unknown key, with the nearest known one/,
    other: /than (?:a trust|the|a bucket) policy|than an identity has policies for/,
    reason: "the organization is not known, so neither is the partition of ARNs",
  },
  {
    row: /an unknown role|role that is a word of JavaScript|an account that does not exist|section that is a secret/,
    other: /domain too long for the certificate of an account/,
    reason: "prod is then no workload, or has no account",
  },
  {
    row: /one public name published by two stacks|instance type with a spelling mistake|a node's volume that no image fits on|workload account that no stack builds in/,
    other: /guardrail that denies the nodes of a cluster/,
    reason: "there are then no such nodes",
  },
  {
    row: /a stack that is missing although other stacks read its outputs|a key role with a spelling mistake/,
    other: /a backup copy that the isolated vault's lock would refuse/,
    reason: "there is then no lock",
  },
  {
    row: /unknown key deep in an account|an account of production without its environment/,
    other: /a database of production in one zone/,
    reason: "prod is then of no environment",
  },
  {
    row: /workload account that no stack builds in/,
    other: /backups of a workload beside the originals/,
    reason: "there is then no workload whose backups could be there",
  },
  {
    row: /a vault lock whose minimum exceeds/,
    other: /a backup copy that the isolated vault's lock would refuse/,
    reason: "it is not known which of the two bounds is right",
  },
  {
    row: /Control Tower without the id/,
    other: /existing account without a role to bootstrap it/,
    reason: "Control Tower creates that role",
  },
  {
    row: /Control Tower without the id/,
    other: /accounts that are not recorded yet/,
    reason: "Control Tower records the accounts",
  },
  {
    row: /unknown key deep in|parameter of the wrong type|an unknown guardrail|last day is not a date|lasts longer than 366|for days of require-del|for minutes of limit|word instead of a boolean|similar to none/,
    other: /a guardrail of few accounts/,
    reason: "scopes are not known before the settings of guardrails and the environments are right",
  },
  {
    row: /accounts that are not recorded yet/,
    other: /a guardrail of few accounts/,
    reason: "every scope leaves those accounts out",
  },
  {
    row: /section of a stack without a role|a group whose name is longer/,
    other: /a cluster of production that admits developers/,
    reason: "the assignments are not known, or the missing one may be the one with the mistake",
  },
  {
    row: /e-mail longer than 64 characters with the account's key/,
    other: /two accounts with one e-mail/,
    reason: "the pattern gives the second account another address",
  },
  {
    row: /an account that does not exist/,
    other: /a stack in the suspended account prod/,
    reason: "prod then has no stack",
  },
  {
    row: /an unknown guardrail/,
    other: /a stack in the suspended account|a stack below another OU that the company suspends/,
    reason: "the guardrail may be the one that suspends accounts, whose settings decide",
  },
  {
    row: /a stack in the suspended account prod/,
    other:
      /environment that no account of its OUs has|an OU with an account of production beside another/,
    reason: "prod is then in another OU",
  },
  {
    row: /an OU with an account of production beside another|workload account that no stack builds in/,
    other: /a stack below another OU that the company suspends/,
    reason: "the account is then in another OU, or has no stack",
  },
  {
    row: /a stack below another OU that the company suspends/,
    other: /a stack in the suspended account/,
    reason: "the company then suspends another OU instead",
  },
  {
    row: /a role's only stack under another name/,
    other: /a stack in the suspended account network/,
    reason: "the stack then has another file",
  },
  {
    row: /two tags of the company that are one for IAM/,
    other: /more tags of an account than a resource can have/,
    reason: "the company then has other tags of its own",
  },
  {
    row: /nodes of t4g\.nano/,
    other: /guardrail that denies the nodes of a cluster/,
    reason: "there are then other nodes",
  },
  {
    row: /two OUs with one id|an OU of another organization's root|a type of policies that AWS does not have|Control Tower without the id/,
    other: /in an organization that is created|Control Tower without the id/,
    reason: "the organization then exists, or Control Tower has created it",
  },
  {
    row: /two OUs with one id|an OU of another organization's root|a type of policies that AWS does not have/,
    other: /a role that the management stack gives rights, without an account/,
    reason: "a first run then only imports",
  },
  {
    row: /a role that the management stack gives rights, without an account/,
    other: /workload account that no stack builds in/,
    reason: "a stack whose account is not known may be the one that builds in it",
  },
  {
    row: /a state bucket whose name S3 does not accept/,
    other: /the secrets provider of the backend, with a backend that has none/,
    reason: "it is not known then which backend is meant",
  },
  {
    row: /backups of a workload beside the originals/,
    other:
      /a role that the management stack gives rights, without an account|a range of the account backup/,
    reason: "the backups then have another account",
  },
];

function dissolved(hiding: Row, hidden: Row): boolean {
  return dissolves.some(({ row, other }) => row.test(hiding.title) && other.test(hidden.title));
}

function reports(problems: readonly Problem[], { expected }: Row): boolean {
  return problems.some(
    ({ path, rule, found, remedy }) =>
      path === expected.path &&
      rule.includes(expected.rule) &&
      found.includes(expected.found) &&
      remedy.includes(expected.remedy),
  );
}

const sandbox = {
  organizationalUnit: "Workloads/NonProduction",
  environment: "sandbox",
  stack: "none",
};

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\w.@/-]+/g) ?? [];
}

const pairs = rows
  .flatMap((left, index) => rows.slice(index + 1).map((right) => [left, right] as const))
  .filter(([left, right]) => !overlap(left, right));

describe("Mistakes in the configuration", () => {
  // first-use 11: one mistake hid another until the first was mended.
  it("are reported together, any two of them", function () {
    this.timeout(300_000);
    const sample = pairs.filter((_, index) => index % 29 === 0);
    const hidden: string[] = [];
    for (const [left, right] of sampled(pairs, sample)) {
      const { problems } = check(filesWith([...left.changes, ...right.changes]));
      for (const [row, other] of [
        [left, right],
        [right, left],
      ] as const) {
        if (!dissolved(other, row) && !reports(problems, row)) {
          hidden.push(
            `"${other.title}" hides "${row.title}":\n${problems.map(formatProblem).join("\n")}`,
          );
        }
      }
    }
    assert.equal(hidden.length, 0, hidden.join("\n"));
  });

  it("are reported alone where the table names a reason, and only there", () => {
    for (const { row, other, reason } of dissolves) {
      const needed = pairs
        .flatMap(([left, right]) => [[left, right] as const, [right, left] as const])
        .filter(([hiding, hidden]) => row.test(hiding.title) && other.test(hidden.title))
        .some(([hiding, hidden]) => {
          const { problems } = check(filesWith([...hiding.changes, ...hidden.changes]));
          return !reports(problems, hidden);
        });
      assert.ok(needed, `both are reported, although ${reason}`);
    }
  });

  for (const { title, changes, expected } of rows) {
    it(`have a remedy that adds something to the rule: ${title}`, () => {
      const { problems } = check(filesWith(changes));
      for (const { rule, found, remedy } of problems) {
        const known = new Set(
          wordsOf(`${rule} ${found} change it use one of a value write must be`),
        );
        const added = wordsOf(remedy).filter((word) => !known.has(word));
        assert.ok(added.length > 0, `${expected.path}: ${rule}, found ${found}; ${remedy}`);
        assert.doesNotMatch(remedy, /of type|change it so that/);
      }
    });
  }

  it("have a remedy of a few names, even where there are a hundred", () => {
    const { problems } = check(
      filesWith([{ path: ["organization", "guardrails", "nothing-like-it"], value: {} }]),
    );
    assert.equal(problems.length, 1, JSON.stringify(problems));
    assert.ok((problems[0]?.remedy.length ?? 0) < 400, problems[0]?.remedy);
    assert.match(problems[0]?.remedy ?? "", /docs\/guardrails\.md lists all/);
  });

  // first-use 14: "did you mean sandbox-anna?" invited to give one person's account to another.
  it("do not answer a removed account by its neighbour", () => {
    const list = ["sandbox-anna", "sandbox-ben", "sandbox-2", "prod"];
    const { problems } = check(
      filesWith([
        { path: ["organization", "accounts", "sandbox-anna"], value: sandbox },
        { path: ["organization", "accounts", "sandbox-1"], value: sandbox },
        { path: ["stacks", "sandbox-ben"], value: { role: "workload" } },
        {
          path: ["stacks", "identity", "identity", "assignments", "people"],
          value: { readOnly: list },
        },
      ]),
    );
    const dangling = problems.filter(({ found }) => /sandbox-(?:ben|2)"$/.test(found));
    assert.equal(dangling.length, 3, JSON.stringify(problems));
    for (const { remedy } of dangling) {
      assert.match(remedy, /remove it from the list|delete Pulumi\.sandbox-ben\.yaml/);
      assert.doesNotMatch(remedy, /did you mean/);
    }
  });

  it("are one line when a rule is broken in many places: three places and the number of the others", () => {
    const { problems } = check(
      filesWith([
        {
          path: ["organization", "email"],
          value: `aws+{account}@${"mail.".repeat(10)}example.com`,
        },
      ]),
    );
    assert.ok(problems.length > 5, String(problems.length));
    const [line, ...others] = formatProblems(problems);
    assert.deepEqual(others, []);
    assert.match(
      line ?? "",
      new RegExp(`management\\.email, .* and ${problems.length - 3} more: must have at most 64`),
    );
    assert.match(line ?? "", /\(7\d characters\)/);
  });
});
