import assert from "node:assert/strict";
import { loadProject } from "../../../cli/planner/project";
import { checkCompany } from "../../../stacks/checks/across-stacks";
import { parseOrganization } from "../../../stacks/checks/parse-organization";
import { parseStack } from "../../../stacks/checks/stack";
import type { Problem } from "../../../stacks/company/problems";
import { sectionKey } from "../../../stacks/company/settings";
import { defaultOrganization, setAt } from "../../support/plan/default-company";
import { repository } from "../../support/plan/planned";

/** Texts that may be any text, so that a letter more is another valid value. Each with the reason. */
const free: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^organization\.name$/, "the company chooses its name"],
  [/^organization\.domain$/, "the company chooses its domain"],
  [/^organization\.email$/, "the company chooses its mailbox"],
  [/^organization\.state\./, "the company chooses its state backend"],
  [/^organization\.contacts\./, "the company chooses its contacts"],
  [/^organization\.tags\.values\./, "tag values are free"],
  [/^organization\.cost\.emails/, "the company chooses its mailbox"],
  [/notificationEmails/, "the company chooses its mailboxes"],
  [/^operations\.(?:images|github)/, "names of the company's own images and repositories"],
  [/^workload\.publicAliases/, "the company chooses its public names"],
  [/^workload\.cluster\.applicationNamespace$/, "the company chooses the namespace"],
  [/^workload\.backup\.schedule/, "an expression of time, in which more than one letter fits"],
  [/^logArchive\.readers/, "names of the company's own roles"],
  [/^audit\.securityHub\.disabledControls/, "no model lists the controls of Security Hub"],
  [/^network\.(?:certificateAuthorities|mail)/, "domain names of other organizations"],
];

/** Every text of a value with its dotted path. */
function textsOf(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === "string") {
    return [[path, value]];
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, part]) => textsOf(part, `${path}.${key}`))
    : [];
}

/** The text with letters more in its middle. */
function mutated(text: string, letters = "q"): string {
  const middle = Math.ceil(text.length / 2);
  return `${text.slice(0, middle)}${letters}${text.slice(middle)}`;
}

/** Texts without a largest length. Each with the reason. */
const unbounded: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^organization\.state\./, "Pulumi reads it, and no API of AWS"],
  [/^workload\.backup\.schedule/, "an expression of time: AWS Backup refuses a wrong one at once"],
];

// first-use 7
describe("A text of the configuration with one letter more", () => {
  const { organization, stacks } = loadProject(repository);
  const isFree = (path: string): boolean => free.some(([pattern]) => pattern.test(path));
  const enumerated: string[] = [];

  it("is refused in the organization, or may be any text for a reason", () => {
    const accepted = textsOf(defaultOrganization(), "organization").filter(([path, text]) => {
      const changed = defaultOrganization();
      setAt(changed, path.replace("organization.", ""), mutated(text));
      const problems: Problem[] = [];
      const read = parseOrganization(changed, problems);
      if (read !== undefined && problems.length === 0) {
        checkCompany(read, stacks, [], problems);
      }
      if (problems.length > 0) {
        enumerated.push(path);
      }
      return problems.length === 0 && !isFree(path);
    });
    assert.deepEqual(accepted, []);
    assert.equal(enumerated.includes("organization.homeRegion"), true);
  });

  it("is refused in the section of every stack, with its defaults, or may be any text for a reason", () => {
    const accepted = stacks.flatMap((stack) => {
      const section = sectionKey(stack.role);
      return textsOf(stack.settings, section).filter(([path, text]) => {
        const settings: Record<string, unknown> = structuredClone(stack.settings);
        setAt(settings, path.slice(section.length + 1), mutated(text));
        const problems: Problem[] = [];
        const values = { role: stack.role, account: stack.account, [section]: settings };
        parseStack(stack.stack, values, organization, problems);
        if (problems.length > 0) {
          enumerated.push(path);
        }
        return problems.length === 0 && !isFree(path);
      });
    });
    assert.deepEqual(accepted, []);
    for (const path of [
      "workload.cluster.nodes.instanceTypes.0",
      "workload.database.instanceClass",
      "workload.cache.nodeType",
      "workload.cache.engineVersion",
    ]) {
      assert.equal(enumerated.includes(path), true, path);
    }
  });

  // public-reports B14
  it("has a largest length, or none for a reason", () => {
    const long = "q".repeat(2000);
    const isUnbounded = (path: string): boolean =>
      unbounded.some(([pattern]) => pattern.test(path));
    const ofOrganization = textsOf(defaultOrganization(), "organization").filter(([path, text]) => {
      const changed = defaultOrganization();
      setAt(changed, path.replace("organization.", ""), mutated(text, long));
      const problems: Problem[] = [];
      parseOrganization(changed, problems);
      return problems.length === 0;
    });
    const ofStacks = stacks.flatMap((stack) => {
      const section = sectionKey(stack.role);
      return textsOf(stack.settings, section).filter(([path, text]) => {
        const settings: Record<string, unknown> = structuredClone(stack.settings);
        setAt(settings, path.slice(section.length + 1), mutated(text, long));
        const problems: Problem[] = [];
        const values = { role: stack.role, account: stack.account, [section]: settings };
        parseStack(stack.stack, values, organization, problems);
        return problems.length === 0;
      });
    });
    assert.deepEqual(
      [...ofOrganization, ...ofStacks].map(([path]) => path).filter((path) => !isUnbounded(path)),
      [],
    );
  });
});
