import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { policyConfigCommand } from "../../cli/commands/policy-config";
import { repository } from "../support/plan/planned";

describe("platform policy-config --accounts", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "platform-ids-"));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function written(content: string): string {
    const file = join(folder, "ids.json");
    writeFileSync(file, content);
    return file;
  }

  it("prints the ids that AWS assigned in place of the accounts' keys", () => {
    const file = written(JSON.stringify({ prod: "222222222222" }));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ["scripts/quick.cjs", "policy-config", "--accounts", file],
      { cwd: repository, encoding: "utf8" },
    );
    assert.equal(status, 0, stderr);
    const config = JSON.parse(stdout) as Record<string, { accountLevels?: Record<string, string> }>;
    const { accountLevels: accounts } = config["require-deletion-protection"] ?? {};
    assert.equal(accounts?.["222222222222"], "mandatory");
    assert.equal(accounts["prod"], undefined);
    assert.equal(accounts["sandbox"], "none");
  });

  const wrong: readonly (readonly [title: string, content: string | undefined, message: RegExp])[] =
    [
      [
        "is not there",
        undefined,
        /^--accounts: .*nowhere\.json has no JSON object; write pulumi stack/,
      ],
      [
        "is no JSON",
        "prod: 1",
        /has no JSON object; write pulumi stack output accountIds -s manage/,
      ],
      ["is a list", "[]", /has no JSON object/],
      [
        "has an unknown account",
        '{"prodd":"222222222222"}',
        /--accounts: no account prodd; did you/,
      ],
      [
        "has a number",
        '{"prod":222222222222}',
        /prod must be a 12-digit account id in quotes, found 2/,
      ],
      [
        "is of another organization",
        '{"management":"999999999999"}',
        /management must be \d{12} as in organization\.accounts\.management\.id, found "999999999999"/,
      ],
    ];
  for (const [title, content, message] of wrong) {
    it(`refuses a file that ${title}`, () => {
      const accounts = content === undefined ? join(folder, "nowhere.json") : written(content);
      assert.throws(
        () => {
          policyConfigCommand({ cwd: repository, accounts });
        },
        { name: "UsageError", message },
      );
    });
  }
});
