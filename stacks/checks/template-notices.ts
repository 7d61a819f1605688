import type { Company, Notice } from "./notice";
import { needlessKept, standingFacts } from "./template-facts";

/** Facts that still have the template's value, by file, and paths of `organization.kept` that keep nothing. */
export function templateNotices({ organization, stacks }: Company): Notice[] {
  const facts = standingFacts(organization, stacks);
  const files = [...new Set(facts.map(({ file }) => file))];
  const count = facts.length === 1 ? "1 value" : `${facts.length} values`;
  const first: Notice = {
    kind: "template",
    text: `${count}: a deployment is refused until each is changed, or its path is in organization.kept; npm run init prompts for them`,
  };
  return [
    ...(facts.length > 0 ? [first] : []),
    ...files.map((file): Notice => {
      const paths = facts.filter((fact) => fact.file === file).map(({ path }) => path);
      return { kind: "template", text: `${file}: ${sectionsOf(paths).join(", ")}` };
    }),
    ...needlessKept(organization, stacks).map((path): Notice => ({
      kind: "template",
      text: `organization.kept: ${path} keeps nothing: no value under it is the template's, or it is a placeholder; remove it`,
      paths: ["organization.kept"],
    })),
  ];
}

/** Keys below the organization or the section of a role, each with the number of its facts: `contacts (12)`. */
function sectionsOf(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths) {
    const key = path.split(/[.[]/)[1] ?? path;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => (count === 1 ? key : `${key} (${count})`));
}
