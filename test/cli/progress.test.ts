import assert from "node:assert/strict";
import { makeProgress, type ProgressStream } from "../../cli/output/progress";

function writtenBy(isTTY: boolean): string {
  let written = "";
  const stream = {
    isTTY,
    write: (text: string) => {
      written += text;
      return true;
    },
  } as ProgressStream;
  const progress = makeProgress(stream);
  progress.start("management", 0, 2);
  progress.done("management", "64 resources", 812);
  progress.start("audit", 1, 2);
  progress.done("audit", "100 resources", 1234);
  progress.finish();
  return written;
}

describe("Progress of a plan", () => {
  it("is one changing line on a terminal, cleared at the end", () => {
    const written = writtenBy(true);
    assert.match(written, /planning management \(1 of 2\)/);
    assert.match(written, /planning audit \(2 of 2\)/);
    assert.equal(written.includes("\n"), false);
    assert.equal(written.endsWith("\u001b[2K"), true, "the line is cleared at the end");
  });

  it("is one line for each stack in a log", () => {
    assert.equal(
      writtenBy(false),
      "planned management: 64 resources, 0.8 s\nplanned audit: 100 resources, 1.2 s\n",
    );
  });
});
