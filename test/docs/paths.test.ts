import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { repository } from "../support/plan/planned";

const roots = readdirSync(repository).filter(
  (name) => !/^(?:\.git|\.cache|node_modules)$/.test(name),
);

/** Pages for readers. The generated page has no paths of its own. */
const pages = [
  ...roots.filter((name) => name.endsWith(".md")),
  ...["docs", "components", "test", "stacks", "policy-pack", "cli"].flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md") && !file.includes("node_modules"))
      .map((file) => `${folder}/${file}`),
  ),
];

/** Pages that name files of past versions. */
const aboutOneVersion = /^(?:CHANGELOG|docs\/upgrades\/\d.*)\.md$/;

/** A path of the repository in backticks: it begins with one of the root's names. Placeholders and wildcards are no paths. */
function pathsInBackticks(text: string): string[] {
  return [...text.matchAll(/`([\w.@-]+(?:\/[\w.@-]+)*\/?)`/g)]
    .map(([, path = ""]) => path)
    .filter((path) => path.includes("/") && roots.includes(path.split("/")[0] ?? ""));
}

/** Targets of links to files, from the root. */
function linkedPaths(page: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target = ""]) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => normalize(join(dirname(page), target)));
}

/** Anchors of links within pages: `other.md#a-heading`. */
function anchors(page: string, text: string): [file: string, anchor: string][] {
  return [...text.matchAll(/\]\(([^)#\s]*)#([^)]+)\)/g)]
    .filter(([, target = ""]) => !/^[a-z]+:/.test(target))
    .map(([, target = "", anchor = ""]) => [
      target === "" ? page : normalize(join(dirname(page), target)),
      anchor,
    ]);
}

/** Anchors that GitHub gives to the headings of a page. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe("Paths in pages", () => {
  for (const page of pages) {
    const text = readFileSync(join(repository, page), "utf8");
    it(`exist: ${page}`, () => {
      const named = aboutOneVersion.test(page) ? [] : pathsInBackticks(text);
      const missing = [...named, ...linkedPaths(page, text)].filter(
        (path) => !existsSync(join(repository, path)),
      );
      assert.deepEqual(missing, [], "name the file that is there now");
      const lost = anchors(page, text).filter(
        ([file, anchor]) =>
          !headings(readFileSync(join(repository, file), "utf8")).includes(anchor),
      );
      assert.deepEqual(lost, [], "link a heading that the page has");
    });
  }
});

describe("Files of the repository", () => {
  it("contain no markers of an unfinished merge", () => {
    const marker = /^(?:<{7} |={7}$|>{7} |(?:> ){6,}>)/m;
    const texts = roots
      .flatMap((root) =>
        statSync(join(repository, root)).isDirectory()
          ? readdirSync(join(repository, root), { recursive: true, encoding: "utf8" }).map((file) =>
              join(root, file),
            )
          : [root],
      )
      .filter((file) => /\.(?:md|ts|cjs|mjs|ya?ml|json|sh)$/.test(file));
    assert.ok(texts.length > 500, `${texts.length} files`);
    const marked = texts.filter((file) =>
      marker.test(readFileSync(join(repository, file), "utf8")),
    );
    assert.deepEqual(marked, []);
  });
});
