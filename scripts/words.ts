import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, normalize } from "node:path";
import ts from "typescript";

/** A place whose wording the word list of CONTRIBUTING.md rules out. */
export interface WordFinding {
  /** Path from the repository's root. */
  readonly file: string;
  /** Starts at 1. */
  readonly line: number;
  /** The words found. */
  readonly found: string;
  /** Replacement that the list suggests. */
  readonly write: string;
}

/** One row of the list: expression that finds the words, and their replacement. */
interface Row {
  readonly words: RegExp;
  readonly write: string;
}

/** A comment, string or paragraph of a file. */
interface Passage {
  readonly text: string;
  /** Offset in the file. */
  readonly offset: number;
  readonly docstring: boolean;
}

const repository = join(__dirname, "..");

/** Pages that quote others or are generated from code that is checked itself, and pages about one past version. */
const exempt = /^(?:docs\/(?:requirements|guardrails)\.md|docs\/transcripts\/|CHANGELOG\.md)/;

/** Properties whose texts become inputs of resources: another wording would change the deployed resource. */
const RESOURCE_TEXT = /^(?:description|alarmDescription|comment|statusReason|note)$/;

/** Reads the list from CONTRIBUTING.md: the table after the marker, and the sentence on first words. */
export function wordList(page: string): { rows: Row[]; firstWords: RegExp } {
  const table = page.slice(page.indexOf("<!-- words:"));
  const rows = [...table.matchAll(/^\| (?!instead of|-)(.+?) +\| (.+?) +\|$/gm)].map(
    ([, words = "", write = ""]) => ({
      words: new RegExp(String.raw`\b(?:${alternatives(words)})\b`, "gi"),
      write,
    }),
  );
  const [, first = ""] = /^A docstring does not begin with: (.+)\.$/m.exec(table) ?? [];
  if (rows.length === 0 || first === "") {
    throw new Error("CONTRIBUTING.md: the word list is missing below its marker");
  }
  return { rows, firstWords: new RegExp(String.raw`^(?:${alternatives(first)})\b`) };
}

function alternatives(list: string): string {
  return list
    .split(", ")
    .map((words) => words.replaceAll(" ", String.raw`\s+(?:\*\s+)?`))
    .join("|");
}

/** Every place of a file that uses words of the list. */
export function wordFindings(
  file: string,
  text: string,
  { rows, firstWords }: ReturnType<typeof wordList>,
): WordFinding[] {
  const passages = file.endsWith(".md")
    ? proseOf(text)
    : /\.(?:ts|cjs|mjs)$/.test(file)
      ? passagesOf(file, text)
      : hashComments(text);
  return passages.flatMap(({ text: passage, offset, docstring }) => {
    const at = (index: number): number => text.slice(0, offset + index).split("\n").length;
    const findings = rows.flatMap(({ words, write }) =>
      [...passage.matchAll(words)].map((match) => ({
        file,
        line: at(match.index),
        found: match[0].replaceAll(/\s+/g, " "),
        write,
      })),
    );
    const [first] = docstring ? (firstWords.exec(passage.replace(/^[/*\s]+/, "")) ?? []) : [];
    return first === undefined
      ? findings
      : [...findings, { file, line: at(0), found: `${first} ...`, write: "a noun or a verb" }];
  });
}

/** Prose of a page: code blocks, inline code and addresses blanked out, so that offsets stay. */
function proseOf(page: string): Passage[] {
  const blank = (part: string): string => part.replaceAll(/[^\n]/g, " ");
  const [before = "", list = ""] = page.split("<!-- words:");
  const text = before
    .replaceAll(/^```.*?^```/gms, blank)
    .replaceAll(/`[^`\n]*`/g, blank)
    .replaceAll(/\]\([^)]*\)/g, blank);
  const after = list.includes("\n## ") ? list.slice(list.indexOf("\n## ")) : "";
  return [
    { text, offset: 0, docstring: false },
    { text: after, offset: page.length - after.length, docstring: false },
  ];
}

/** Comments of shell scripts, YAML and Makefiles. */
function hashComments(text: string): Passage[] {
  return [...text.matchAll(/(?:^|\s)#+\s.*$/gm)].map((match) => ({
    text: match[0],
    offset: match.index,
    docstring: false,
  }));
}

/** Comments of a source file; outside tests its sentences in strings as well. */
function passagesOf(file: string, text: string): Passage[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const passages: Passage[] = [];
  const seen = new Set<number>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) {
      if (!seen.has(pos)) {
        seen.add(pos);
        const comment = text
          .slice(pos, end)
          .replaceAll(/`[^`\n]*`/g, (code) => " ".repeat(code.length));
        passages.push({ text: comment, offset: pos, docstring: comment.startsWith("/**") });
      }
    }
    if (
      !file.startsWith("test/") &&
      isSentence(node) &&
      !isResourceText(file, node) &&
      !isAwsMessage(file, node)
    ) {
      passages.push({ text: node.getText(source), offset: node.getStart(), docstring: false });
    }
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return passages;
}

function isSentence(node: ts.Node): boolean {
  const isText =
    ts.isStringLiteral(node) ||
    ts.isNoSubstitutionTemplateLiteral(node) ||
    node.kind === ts.SyntaxKind.TemplateHead ||
    node.kind === ts.SyntaxKind.TemplateMiddle ||
    node.kind === ts.SyntaxKind.TemplateTail;
  return isText && node.getText().trim().includes(" ");
}

function isResourceText(file: string, node: ts.Node): boolean {
  if (!file.startsWith("components/")) {
    return false;
  }
  for (let parent = node.parent; !ts.isSourceFile(parent); parent = parent.parent) {
    if (ts.isPropertyAssignment(parent)) {
      return RESOURCE_TEXT.test(parent.name.getText());
    }
    if (ts.isBlock(parent)) {
      return false;
    }
  }
  return false;
}

/** True for a message of the emulated AWS, which quotes the message of AWS. */
function isAwsMessage(file: string, node: ts.Node): boolean {
  if (!file.startsWith("cli/emulation/refusals/")) {
    return false;
  }
  for (let parent = node.parent; !ts.isSourceFile(parent); parent = parent.parent) {
    const quotes =
      (ts.isPropertyAssignment(parent) && parent.name.getText() === "message") ||
      (ts.isNewExpression(parent) && parent.expression.getText() === "CloudError");
    if (quotes) {
      return true;
    }
  }
  return false;
}

/** Files that the word list applies to. Other scripts and configuration count with their comments. */
const patterns = [
  "*.ts",
  "*.cjs",
  "*.mjs",
  "*.md",
  "*.sh",
  "*.yaml",
  "*.yml",
  "Makefile",
  "scripts/*",
];

/**
 * Findings in all tracked sources and pages, or in those below the given paths.
 *
 * @throws Error for a path without a file to check.
 */
export function findWords(paths: readonly string[] = []): WordFinding[] {
  const list = wordList(readFileSync(join(repository, "CONTRIBUTING.md"), "utf8"));
  const files = execFileSync("git", ["ls-files", "-co", "--exclude-standard", ...patterns], {
    cwd: repository,
    encoding: "utf8",
  })
    .trim()
    .split("\n")
    .filter((file) => !exempt.test(file) && existsSync(join(repository, file)));
  const folders = paths.map(normalize);
  const without = folders.filter((path) => !files.some((file) => file.startsWith(path)));
  if (without.length > 0) {
    throw new Error(`no file to check in ${without.join(", ")}`);
  }
  return files
    .filter((file) => folders.length === 0 || folders.some((path) => file.startsWith(path)))
    .flatMap((file) => wordFindings(file, readFileSync(join(repository, file), "utf8"), list));
}

if (require.main === module) {
  const findings = findWords(process.argv.slice(2));
  for (const { file, line, found, write } of findings) {
    console.log(`${file}:${line}: "${found}"; write: ${write}`);
  }
  console.log(
    findings.length === 0 ? "All words are plain." : `${findings.length} places to reword.`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
}
