import assert from "node:assert/strict";
import { findWords, wordFindings, wordList } from "../scripts/words";

const list = wordList(
  [
    "<!-- words: -->",
    "| instead of | write |",
    "| judges, leaves alone | checks |",
    "",
    "A docstring does not begin with: What, It.",
  ].join("\n"),
);
const found = (file: string, text: string): string[] =>
  wordFindings(file, text, list).map((finding) => `${finding.line} ${finding.found}`);

describe("The word list", () => {
  it("is kept in comments, pages and messages: npm run words lists what to reword", () => {
    const findings = findWords().map(
      ({ file, line, found: words, write }) => `${file}:${line}: "${words}"; write: ${write}`,
    );
    assert.deepEqual(findings, []);
  });

  it("finds words in comments, across lines too, and in sentences of strings", () => {
    const text = "// It judges.\n/** Leaves\n * alone. */\nconst a = `x ${1} judges it`;\n";
    assert.deepEqual(found("a.ts", text), ["1 judges", "2 Leaves * alone", "4 judges"]);
  });

  it("finds docstrings that begin with neither a noun nor a verb", () => {
    assert.deepEqual(found("a.ts", "/** What is left. */\n/**\n * It is.\n */\nlet a;\n"), [
      "1 What ...",
      "2 It ...",
    ]);
  });

  it("skips code in comments and pages, single words in strings, and strings of tests", () => {
    assert.deepEqual(found("a.ts", '// `judges`\nconst a = "judges";\n'), []);
    assert.deepEqual(found("test/a.ts", 'const a = "it judges";\n'), []);
    assert.deepEqual(found("a.md", "`judges`\n```\njudges\n```\nIt judges.\n"), ["5 judges"]);
  });

  it("finds words in comments of scripts and configuration", () => {
    assert.deepEqual(found("a.sh", 'echo "judges"\n# It judges.\n'), ["2 judges"]);
    assert.deepEqual(found("a.yaml", "a: 1 # judges it\n"), ["1 judges"]);
  });

  it("rejects a path without a file, which would look plain", () => {
    assert.throws(() => findWords(["componets"]), /no file to check in componets/);
    assert.doesNotThrow(() => findWords(["./scripts"]));
  });

  it("skips texts that become inputs of resources", () => {
    const text = 'new Role("a", { description: "Judges all" });\nfail("it judges");\n';
    assert.deepEqual(found("components/a.ts", text), ["2 judges"]);
  });
});
