import assert from "node:assert/strict";
import { embed, expectedFiles, makeTranscripts, outdated } from "../../scripts/transcripts";

describe("Outputs that pages show", () => {
  it("are what the commands print today", async function () {
    this.timeout(120_000);
    const files = outdated(expectedFiles(await makeTranscripts()));
    assert.deepEqual(files, [], "run npm run transcripts, and commit what it has written");
  });

  const page = (body: string): string =>
    `A\n<!-- transcript: a -->\n${body}<!-- /transcript -->\nB`;

  it("replace what is between the markers of a page", () => {
    const expected = page("\n```\n$ a\n1\n```\n\n");
    assert.equal(embed(page(""), { a: "$ a\n1\n" }), expected);
    assert.equal(embed(page("old\n"), { a: "$ a\n1\n" }), expected);
  });

  it("may be shortened to their first lines", () => {
    const short = (body: string): string => page(body).replace("a -->", "a lines: 1 -->");
    assert.equal(embed(short(""), { a: "$ a\n1\n" }), short("\n```\n$ a\n...\n```\n\n"));
  });

  it("must exist", () => {
    assert.throws(() => embed(page(""), {}), /there is no transcript a; add it to/);
  });
});
