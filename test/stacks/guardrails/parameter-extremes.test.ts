import assert from "node:assert/strict";
import { planProject } from "../../../cli/planner/plan";
import { PolicyChecker, type StackContents } from "../../../cli/planner/policy-checker";
import { policySettings } from "../../../cli/planner/policy-settings";
import { loadProject, type Project } from "../../../cli/planner/project";
import { guardrails } from "../../../policy-pack/guardrails";
import type { Parameter } from "../../../policy-pack/guardrails/types/parameter";
import type { TextKind } from "../../../policy-pack/guardrails/types/text-kinds";
import { guardrailPolicies } from "../../../policy-pack/policies";
import { checkCompany } from "../../../stacks/checks/across-stacks";
import type { Organization } from "../../../stacks/company/organization";
import type { Problem } from "../../../stacks/company/problems";
import { guardrailFacts } from "../../../stacks/guardrails/facts";
import { repository } from "../../support/plan/planned";

/** A value of each kind that has nothing to do with the example company. */
const unrelated: Readonly<Record<TextKind, string>> = {
  account: "999999999999",
  action: "s3:GetObject",
  address: "198.51.100.7",
  addressRange: "198.51.100.0/24",
  application: "us-east-1:11111111-2222-3333-4444-555555555555",
  arn: "arn:aws:s3:::unrelated",
  bucket: "unrelated",
  domain: "unrelated.example",
  githubOwner: "stranger",
  instant: "2026-01-31T12:00:00Z",
  issuer: "unrelated.example",
  name: "unrelated",
  namePattern: "unrelated-*",
  port: "1",
  principal: "arn:aws:iam::*:role/unrelated",
  publisher: "amazon",
  region: "af-south-1",
  service: "translate",
  tag: "Unrelated=unrelated",
  tagKey: "Unrelated",
  tagValue: "unrelated",
  text: "unrelated",
  vpc: "vpc-00000000",
};

/** Parameters whose extreme values only a plan can compare with the resources. */
const exceptions: Readonly<Record<string, string>> = {
  "allow-services.services":
    "the services follow from the resources of each stack: the plan names each service that is missing",
};

/** Extreme values of a parameter: the bounds of a number, an unrelated list, an empty one, and one that matches everything. */
function extremes(parameter: Parameter): unknown[] {
  switch (parameter.type) {
    case "boolean":
      return [true, false];
    case "number":
      return [parameter.minimum, parameter.maximum];
    case "strings":
      return [
        [parameter.values?.[0] ?? unrelated[parameter.of ?? "text"]],
        ...(parameter.of === "namePattern" ? [["*"]] : []),
        ...(parameter.mayBeEmpty ? [[]] : []),
      ];
  }
}

// first-use 9: one parameter was reported as 524 violations.
describe("A parameter of a guardrail with an extreme value", function () {
  this.timeout(120_000);
  let project: Project;
  const contents: StackContents[] = [];

  before(async () => {
    project = loadProject(repository);
    const recorder = {
      check: (stack: StackContents) => {
        contents.push(stack);
        return Promise.resolve({ violations: [], checked: {} });
      },
    } as unknown as PolicyChecker;
    for await (const plan of planProject(project, { policies: recorder })) {
      assert.deepEqual([...plan.errors], []);
    }
  });

  /** The example company with one parameter set, and the parameters without a default. */
  function companyWith(id: string, name: string, value: unknown): Project {
    const parameters = guardrails.find((one) => one.id === id)?.parameters ?? {};
    const required = Object.entries(parameters).flatMap(([key, parameter]) =>
      parameter.default === undefined && guardrailFacts[id]?.[key] === undefined
        ? [[key, extremes(parameter)[0]]]
        : [],
    );
    const setting = {
      ...project.organization.guardrails[id],
      enabled: true,
      stage: "enforce",
      exemptRoles: [],
      exceptions: [],
      ...(Object.fromEntries(required) as object),
      [name]: value,
    };
    const settings = { ...project.organization.guardrails, [id]: setting };
    return {
      ...project,
      organization: { ...project.organization, guardrails: settings } as Organization,
    };
  }

  for (const { id, parameters } of guardrails) {
    for (const [name, parameter] of Object.entries(parameters)) {
      it(`is a problem when the program itself would violate it: ${id}.${name}`, async () => {
        for (const value of extremes(parameter)) {
          const company = companyWith(id, name, value);
          const policies = guardrailPolicies(policySettings(company)).filter(
            ({ policy }) => policy.name === id || policy.name.startsWith(`${id}-`),
          );
          const checker = new PolicyChecker(policies);
          const found = await Promise.all(contents.map((stack) => checker.check(stack)));
          const violations = found.flatMap((result) => result.violations);
          const problems: Problem[] = [];
          checkCompany(company.organization, company.stacks, [], problems);
          if (violations.length > 0 && !(`${id}.${name}` in exceptions)) {
            assert.deepEqual(
              problems.map(({ path }) => path),
              [`organization.guardrails.${id}.${name}`],
              `${JSON.stringify(value)}: ${violations.length} violations`,
            );
          }
        }
      });
    }
  }
});
