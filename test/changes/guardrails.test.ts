import assert from "node:assert/strict";
import { policyConfig } from "../../cli/deploy/policy-config";
import type { Project } from "../../cli/planner/project";
import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import type { TextKind } from "../../policy-pack/guardrails/types/text-kinds";
import { formatProblem, type Problem } from "../../stacks/company/problems";
import {
  detectionPacks,
  managementDetections,
  organizationPolicies,
} from "../../stacks/guardrails";
import { assertNone } from "../support/assert-none";
import { sampled } from "../support/sweep";
import { check, defaultFiles } from "../stacks/checks/company-files";
import { settingLeaves } from "./leaves";

/** Two values of each key that every guardrail has. */
const common: Readonly<Record<string, readonly [from: unknown, to: unknown]>> = {
  enabled: [false, true],
  stage: ["report", "enforce"],
  preview: ["advise", "refuse"],
  organizationalUnits: [["Workloads/Production"], ["Workloads/NonProduction"]],
  environments: [["production"], ["sandbox"]],
  exemptRoles: [["first-role"], ["second-role"]],
  "exceptions[].account": ["prod", "sandbox"],
  "exceptions[].reason": ["a trial", "a longer trial"],
  "exceptions[].expires": ["2027-01-31", "2027-02-28"],
};

/** Keys that people read, and no document contains. */
const forPeople = new Set(["exceptions[].reason", "exceptions[].expires"]);

/** Parameters that need another one, with the reason. */
const needsAnother: Readonly<Record<string, string>> = {
  "require-organization-backups.copyRetentionDays": "copies are made with copyVaultArns only",
};

interface Row {
  readonly guardrail: Guardrail;
  readonly key: string;
}

/** True for a key from which nothing follows: AWS Config reports in any stage, exceptions and roles included. */
function mayBeSilent({ guardrail, key }: Row): boolean {
  const deniesNothing = "none" in guardrail.deny;
  return (
    forPeople.has(key) ||
    needsAnother[`${guardrail.id}.${key}`] !== undefined ||
    (deniesNothing && key === "exemptRoles") ||
    (deniesNothing && "none" in guardrail.preview && /^(?:stage|exceptions)/.test(key))
  );
}

type Outcome = "changes documents" | "plan only" | "nothing" | "refused";

const rows: readonly Row[] = settingLeaves().flatMap((leaf) => {
  const [, id, key = ""] = /^organization\.guardrails\.([^.]+)\.(.+)$/.exec(leaf) ?? [];
  const guardrail = guardrails.find((candidate) => candidate.id === id);
  return guardrail === undefined ? [] : [{ guardrail, key }];
});

/** Two texts of each kind. */
const texts: Readonly<Record<TextKind, readonly [string, string]>> = {
  account: ["222222222222", "333333333333"],
  action: ["sts:GetCallerIdentity", "support:*"],
  address: ["198.51.100.7", "198.51.100.8"],
  addressRange: ["198.51.100.0/25", "198.51.100.128/25"],
  application: ["1234567890", "us-east-1:11111111-2222-3333-4444-555555555555"],
  arn: ["arn:aws:s3:::first", "arn:aws:s3:::second"],
  bucket: ["first-logs", "second-logs"],
  domain: ["first.example.org", "second.example.org"],
  githubOwner: ["example", "nimbus"],
  instant: ["2026-01-31T12:00:00Z", "2026-02-28T12:00:00Z"],
  issuer: ["token.first.example.org", "token.second.example.org"],
  name: ["first", "second"],
  namePattern: ["first-*", "second-*"],
  port: ["8443", "9443"],
  principal: ["arn:aws:iam::*:role/first", "arn:aws:iam::*:role/second"],
  publisher: ["amazon", "aws_marketplace"],
  region: ["us-east-1", "us-west-2"],
  service: ["s3", "sns"],
  tag: ["Team=first", "Team=second"],
  tagKey: ["Team", "Unit"],
  tagValue: ["first", "second"],
  text: ["first", "second"],
  vpc: ["vpc-0123456789abcdef0", "vpc-0123456789abcdef1"],
};

/** Valid values of a parameter: two at least, both different from the default. */
function parameterValues({ guardrail, key }: Row): readonly unknown[] {
  const parameter = guardrail.parameters[key];
  switch (parameter?.type) {
    case "boolean":
      return [true, false];
    case "number":
      return [parameter.minimum, parameter.minimum + 1, parameter.maximum - 1, parameter.maximum];
    case "strings":
      return (parameter.values ?? texts[parameter.of ?? "text"]).map((text) => [text]);
    case undefined:
      return [];
  }
}

/** The default company with a setting of one guardrail, which is on. */
function companyWith({ guardrail, key }: Row, value: unknown): ReturnType<typeof check> {
  const company = defaultFiles();
  const setting: Record<string, unknown> = { enabled: true };
  const inException = /^exceptions\[\]\.(.+)$/.exec(key)?.[1];
  if (inException === undefined) {
    setting[key] = value;
  } else {
    const exception = { account: "prod", reason: "a trial", expires: "2027-01-31" };
    setting["exceptions"] = [{ ...exception, [inException]: value }];
  }
  // Accounts with the bootstrap role are not recorded by AWS Config yet.
  company.organization["credentials"] = "deployment";
  const others = company.organization["guardrails"] as Record<string, object>;
  company.organization["guardrails"] = {
    ...others,
    [guardrail.id]: { ...others[guardrail.id], ...setting },
  };
  return check(company);
}

/** Documents that guardrails put into AWS. */
const documentsOf = ({ organization }: Project): string =>
  JSON.stringify([
    organizationPolicies(organization),
    detectionPacks(organization),
    managementDetections(organization),
  ]);

const isOf = ({ path, rule }: Problem, { id }: Guardrail): boolean =>
  path.includes(id) || rule.includes(id);

function outcomeOf(row: Row): Outcome {
  const values = common[row.key] ?? parameterValues(row);
  const companies = values.map((value) => companyWith(row, value));
  const projects = companies.flatMap(({ project }) => project ?? []);
  const [first, ...others] = projects;
  if (first === undefined || others.length === 0) {
    const problems = companies.flatMap(({ problems: found }) => found);
    assert.ok(
      problems.some((problem) => isOf(problem, row.guardrail)),
      `no two values are accepted, and no refusal names the guardrail:\n${problems.map(formatProblem).join("\n")}`,
    );
    return "refused";
  }
  const differs = (of: (project: Project) => string): boolean =>
    others.some((other) => of(other) !== of(first));
  return differs(documentsOf)
    ? "changes documents"
    : differs((project) => JSON.stringify(policyConfig(project)))
      ? "plan only"
      : "nothing";
}

// design 12: a guardrail's setting is a row of the plan, because it changes documents and no other resource
describe("A change of each setting of a guardrail", function () {
  this.timeout(60_000);
  const counts = new Map<Outcome, number>();

  after(() => {
    console.log(`      ${rows.length} settings: ${JSON.stringify(Object.fromEntries(counts))}`);
  });

  it("is tried for every key of every guardrail", () => {
    assert.ok(rows.length > 8 * guardrails.length, `${rows.length} rows`);
    assertNone(
      guardrails
        .filter(({ id }) => !rows.some(({ guardrail }) => guardrail.id === id))
        .map(({ id }) => id),
      "no setting of these guardrails has been found",
    );
  });

  for (const guardrail of sampled(guardrails, guardrails.slice(0, 2))) {
    it(`changes a document or the plan, or is refused: ${guardrail.id}`, () => {
      const silent = rows
        .filter((row) => row.guardrail.id === guardrail.id)
        .filter((row) => {
          const outcome = outcomeOf(row);
          counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
          return outcome === "nothing" && !mayBeSilent(row);
        });
      assertNone(
        silent.map(({ key }) => `${guardrail.id}.${key}`),
        "this setting can be changed, and nothing follows from it",
      );
    });
  }
});
