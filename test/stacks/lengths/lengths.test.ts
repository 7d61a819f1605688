import assert from "node:assert/strict";
import { type Role, roles } from "../../../stacks/company/roles";
import { formatProblem } from "../../../stacks/company/problems";
import { type Shape, shapesOf } from "../../../cli/emulation/models/shapes";
import { starred } from "../../cli/emulation/models/planned-inputs";
import { assertNone } from "../../support/assert-none";
import { type PlannedResource, planAll } from "../../support/plan/planned";
import { check, type CompanyFiles } from "../checks/company-files";
import { companyWithoutWorkloads, fullCompany } from "./full-company";
import { isGrown, letters, longest } from "./longest";

/** Longest name of a host as an alias of another: 255 bytes as they are sent, which is 253 characters with dots. */
const DOMAIN_CHARACTERS = 253;

interface Company {
  readonly title: string;
  readonly grow: () => CompanyFiles;
  /** Roles that are planned, with those that they read. @default - all */
  readonly roles?: readonly Role[];
}

const { accented, plain, digit, label, level } = letters;
const domains = /domain$|mailFromLabel$/;
const companies: readonly Company[] = [
  {
    title: "the first texts longest, with accents",
    grow: () => longest(fullCompany(), "forward", [accented, plain, digit, label]),
  },
  {
    title: "the last texts longest, with paths",
    grow: () => longest(fullCompany(), "backward", [plain, digit, level]),
  },
  {
    title: "a domain as long as mail allows",
    grow: () => longest(companyWithoutWorkloads(), "forward", [plain, label], domains),
    roles: ["network"],
  },
  {
    title: "a label of mail as long as possible",
    grow: () => longest(companyWithoutWorkloads(), "backward", [plain, label], domains),
    roles: ["network"],
  },
];

/** Every text in the inputs of a resource, with its dotted path without indexes, and the keys of tags. */
function textsIn(value: unknown, at = ""): [path: string, text: string][] {
  if (typeof value === "string") {
    return [[at, value]];
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, part]) =>
        textsIn(part, Array.isArray(value) ? at : at === "" ? key : `${at}.${key}`),
      )
    : [];
}

/** Resources of the company with its texts as long as the checks accept. */
async function planOfLongest({ grow, roles: only }: Company): Promise<PlannedResource[]> {
  const { problems, project } = check(grow());
  assert.ok(project, problems.map(formatProblem).join("\n"));
  const wanted = only && new Set(only.flatMap((role) => [role, ...roles[role].reads]));
  const stacks = project.stacks.filter(({ role }) => wanted?.has(role) ?? true);
  const plans = [...(await planAll({ ...project, stacks })).values()];
  assert.deepEqual(
    plans.flatMap(({ plan }) => [...plan.errors].map(String)),
    [],
    "a component refuses what the checks accept",
  );
  return plans.flatMap(({ resources }) => resources);
}

/** Inputs without a largest length, by the reason; `type path` of each. */
const unlimited: readonly (readonly [input: RegExp, reason: string])[] = [
  [/(?:Arns?| arn| logDestination| principal)$/, "an ARN of names that have a limit"],
  [/ (?:policy|content|assumeRolePolicy|inlinePolicy)$/, "refusals/documents.ts has its limit"],
  [/ (?:\S+\.)?tags\./, "the table has one rule for all tags"],
  [/^eks:index:Cluster name$| (?:\S+\.)?clusterName$/, "the cluster itself limits its name"],
];

/** True for a constraint that no text of two thousand characters satisfies. */
function isLimit(rule: Shape | undefined): boolean {
  const text = "q".repeat(2000);
  return (
    rule !== undefined &&
    (rule.max !== undefined ||
      rule.enum !== undefined ||
      (rule.pattern !== undefined && !new RegExp(rule.pattern, "u").test(text)))
  );
}

// first-use 7, public-reports B14
describe("A company whose texts are at their longest", () => {
  let compared = 0;

  for (const company of companies) {
    it(`has a plan that AWS does not refuse: ${company.title}`, async () => {
      // An error of the plan is also a text that is longer than the table of shapes allows.
      const endless = new Set<string>();
      for (const { type, name, inputs } of await planOfLongest(company)) {
        const rules = shapesOf(type)?.rules;
        for (const [path, text] of textsIn(inputs)) {
          const input = `${type} ${path}`;
          compared += rules?.[starred(path)] === undefined ? 0 : 1;
          if (path === "records" && inputs["type"] === "CNAME") {
            assert.ok(text.length <= DOMAIN_CHARACTERS, `${name}: ${text}`);
          } else if (
            /^(?:aws|eks|kubernetes):/.test(type) &&
            isGrown(text) &&
            !isLimit(rules?.[starred(path)]) &&
            !unlimited.some(([known]) => known.test(input))
          ) {
            endless.add(`${input}: ${text.length} characters`);
          }
        }
      }
      assertNone([...endless], "add the page with the limit to scripts/aws-shapes/pages.ts");
    }).timeout(60_000);
  }

  it("is compared with the constraints of AWS in thousands of inputs", () => {
    assert.ok(compared > 2500, `${compared} inputs were compared`);
  });
});
