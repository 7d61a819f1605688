import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";

const repository = join(__dirname, "..");
const page = join(repository, "components/README.md");

/** Folder of the examples: the type check reads them, and a test runs each. */
export const examples = join(repository, "test/components/examples");

/** A component: its file below components/, its class and the first sentence of its docstring. */
export interface DescribedComponent {
  readonly file: string;
  readonly name: string;
  readonly sentence: string;
}

/** Every component of the repository, by file. */
export function describedComponents(): DescribedComponent[] {
  const files = readdirSync(join(repository, "components"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap((file) => {
      const text = readFileSync(join(repository, "components", file), "utf8");
      const classes = text.matchAll(
        /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\nexport class (\w+) extends pulumi\.ComponentResource/g,
      );
      return [...classes].map(([, docstring = "", name = ""]) => ({
        file,
        name,
        sentence: firstSentence(docstring),
      }));
    });
}

function firstSentence(docstring: string): string {
  const [paragraph = ""] = docstring
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trim())
    .join("\n")
    .trim()
    .split("\n\n");
  const text = paragraph.replaceAll("\n", " ").trim();
  return /^.*?\.(?= |$)/.exec(text)?.[0] ?? text;
}

/**
 * Page with today's examples and table between its markers, as prettier writes it.
 *
 * @throws Error when a marker names an example that does not exist.
 */
export async function componentsPage(): Promise<string> {
  const text = readFileSync(page, "utf8");
  const shown = [...text.matchAll(/<!-- example: ([\w-]+) -->/g)].map(([, name = ""]) => name);
  const filled = text
    .replaceAll(
      /(<!-- example: ([\w-]+) -->\n).*?(<!-- \/example -->)/gs,
      (_, start: string, name: string, end: string) =>
        `${start}\n\`\`\`ts\n${example(name)}\`\`\`\n\n${end}`,
    )
    .replace(
      /(<!-- components -->\n).*?(<!-- \/components -->)/s,
      (_, start: string, end: string) => `${start}\n${table(shown)}\n\n${end}`,
    );
  return format(filled, { ...(await resolveConfig(page)), filepath: page });
}

function example(name: string): string {
  return readFileSync(join(examples, `${name}.ts`), "utf8").replace(
    '"../../../components"',
    '"./platform/components"',
  );
}

function table(shown: readonly string[]): string {
  const rows = describedComponents()
    .filter(({ file }) => !shown.some((name) => file.endsWith(`/${name}.ts`)))
    .map(({ file, name, sentence }) => {
      const domain = file.split("/")[0] ?? "";
      return `| ${domain} | [${name}](${file}) | ${sentence.replaceAll("|", "\\|")} |`;
    });
  return ["| domain | component | one line |", "| --- | --- | --- |", ...rows].join("\n");
}

if (require.main === module) {
  void componentsPage().then((text) => {
    writeFileSync(page, text);
  });
}
