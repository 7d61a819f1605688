import assert from "node:assert/strict";
import { type Role, roles } from "../../../stacks/company/roles";
import { formatProblem } from "../../../stacks/company/problems";
import { type PlannedResource, planAll } from "../../support/plan/planned";
import { check, type CompanyFiles } from "../checks/company-files";
import { companyWithoutWorkloads, fullCompany } from "./full-company";
import { isListed, limitOf } from "./limits";
import { isGrown, letters, longest } from "./longest";

/** Random characters that Pulumi adds to a name that it composes, with the hyphen. */
const AUTO_NAME = 8;

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

/** Providers get texts that their own resources and roles limit; components get none. */
const isOfAws = ({ type }: PlannedResource): boolean => !/^(?:platform|pulumi|awsx):/.test(type);

// first-use 7, public-reports B14
describe("A company whose texts are at their longest", () => {
  let compared = 0;

  for (const company of companies) {
    it(`has no planned input longer than AWS allows: ${company.title}`, async () => {
      const exceeding: string[] = [];
      const unlimited = new Set<string>();
      const unlisted = new Set<string>();
      for (const { stack, type, name, inputs } of (await planOfLongest(company)).filter(isOfAws)) {
        if (/^(?:aws|eks):/.test(type) && !isListed(type)) {
          unlisted.add(type);
        }
        const composed = inputs["name"] === undefined && name.length + AUTO_NAME;
        const most = limitOf(type, "name");
        if (typeof composed === "number" && typeof most === "number" && composed > most) {
          exceeding.push(`${stack}: ${type} ${name}: its own name has ${composed} of ${most}`);
        }
        for (const [path, text] of textsIn(inputs)) {
          const at = path === "records" ? `records ${String(inputs["type"])}` : path;
          const limit = limitOf(type, at);
          if (limit === undefined && isGrown(text)) {
            unlimited.add(`${type} ${at}: ${text.length} characters`);
          }
          if (typeof limit === "number") {
            compared += 1;
            if (text.length > limit) {
              exceeding.push(
                `${stack}: ${type} ${name}: ${at} has ${text.length} of ${limit}: ${text.slice(0, 60)}`,
              );
            }
          }
        }
      }
      assert.deepEqual(exceeding, []);
      assert.deepEqual([...unlimited], [], "give each a limit in limits.ts, with its page");
      assert.deepEqual([...unlisted], [], "npm run aws-tables adds the types");
    }).timeout(60_000);
  }

  it("is compared with AWS's limits in thousands of inputs", () => {
    assert.ok(compared > 2500, `${compared} inputs were compared`);
  });
});
