import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultOrganization, setAt } from "../support/plan/default-company";
import { repository } from "../support/plan/planned";
import { withProject } from "../support/plan/project";

interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line. */
function platform(...words: string[]): Result {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "cli/main.ts", ...words],
    { cwd: repository, encoding: "utf8" },
  );
  return { code: status, stdout, stderr };
}

function withFolder<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "platform-out-"));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe("platform plan", () => {
  it("finds the default company clean: exit 0, a line for each stack, and none for a policy", () => {
    const { code, stdout, stderr } = platform("plan");
    assert.equal(code, 0, stdout + stderr);
    for (const stack of ["management", "log-archive", "prod", "sandbox"]) {
      assert.match(stdout, new RegExp(`^ *\\d +${stack} .* clean`, "m"));
    }
    assert.match(stdout, /^1\d\d policies checked; \d+ matched no resource\.$/m);
    assert.doesNotMatch(stdout, /deny-public-buckets/, "a policy without violations is not listed");
    assert.match(stdout, /9 stacks, 9 accounts, \d+ resources, \d+ remote components/);
    assert.match(stderr, /^planned management: \d+ resources, \d+\.\d s$/m);
    assert.ok(!stdout.includes("\u001b["), "no colours outside a terminal");
  });

  it("exits 1 on a violation and names resource, guardrail, remedy and exception", async () => {
    const organization = defaultOrganization();
    setAt(organization, "guardrails.allow-services", { enabled: true, services: ["s3"] });
    await withProject({ organization }, (folder) => {
      const { code, stdout } = platform("plan", "--cwd", folder);
      assert.equal(code, 1);
      assert.match(
        stdout,
        /belongs to the service ec2, which is not allowed; use another\s+service/,
      );
      assert.match(stdout, /\(guardrail allow-services;\s+docs\/guardrails\.md/);
    });
  });

  it("exits 2 on a configuration error, with nothing planned", async () => {
    await withProject({ stacks: { prod: { role: "worklod" } } }, (folder) => {
      const { code, stdout, stderr } = platform("plan", "--cwd", folder);
      assert.equal(code, 2);
      assert.equal(stdout, "");
      assert.match(stderr, /^the configuration has 1 problem; nothing was created$/m);
      assert.match(
        stderr,
        /Pulumi\.prod\.yaml: role: unknown role, found "worklod"; did you mean "workload"\?/,
      );
    });
  });

  it("exits 2 with one sentence when the command itself is wrong", () => {
    const wrong: readonly [words: string[], says: RegExp][] = [
      [["plan", "--tree", "prood"], /^--tree: no stack prood; did you mean "prod"\?$/m],
      [
        ["plan", "--json", "/nonexistent/plan.json"],
        /^--json: \/nonexistent\/plan\.json cannot be written: its folder does not exist; name/m,
      ],
      [["plan", "--markdown", "/"], /^--markdown: \/ cannot be written: it is a folder/m],
      [["plan", "--json", "-"], /^--json: give a file/m],
      [
        ["plan", "--cwd", "/nonexistent"],
        /Pulumi\.yaml: must be a file that can be read, found no such file; there is no readable Pulumi\.yaml in \/nonexistent: run npm run init/,
      ],
      [["plan", "--bogus"], /unknown option '--bogus'/],
    ];
    for (const [words, says] of wrong) {
      const { code, stdout, stderr } = platform(...words);
      assert.equal(code, 2, words.join(" "));
      assert.equal(stdout, "");
      assert.match(stderr.replaceAll(/\n {2,}/g, " "), says);
      const widest = Math.max(...stderr.split("\n").map(({ length }) => length));
      assert.ok(widest <= 100, `a pipe gets 100 columns:\n${stderr}`);
      assert.equal(stderr.includes("\n    at "), false, "no stack trace");
    }
  });

  it("writes the same files twice, byte for byte: no time is in them", () => {
    withFolder((folder) => {
      const [[first, ...others] = [], second] = ["first", "second"].map((name) => {
        const [json, markdown] = [join(folder, `${name}.json`), join(folder, `${name}.md`)];
        const { code, stdout } = platform("plan", "--json", json, "--markdown", markdown);
        assert.equal(code, 0);
        return [readFileSync(json, "utf8"), readFileSync(markdown, "utf8"), stdout];
      });
      assert.deepEqual([first, ...others], second);
      const plan = JSON.parse(first ?? "") as {
        accounts: { name: string; new?: true }[];
        stacks: {
          stack: string;
          account: { new?: true };
          resources: { urn: string; provider: unknown }[];
        }[];
        references: { from: string; to: string; output: string }[];
      };
      assert.equal(plan.stacks.length, 9);
      // first-use 13: invented ids looked like real ones.
      assert.deepEqual(
        plan.stacks.filter(({ account }) => account.new !== true).map(({ stack }) => stack),
        ["management"],
      );
      assert.deepEqual(
        plan.accounts.filter((account) => account.new !== true).map(({ name }) => name),
        ["management"],
      );
      for (const { resources } of plan.stacks) {
        const urns = resources.map(({ urn }) => urn);
        assert.deepEqual(urns, [...urns].sort());
      }
      assert.ok(
        plan.references.some(
          ({ from, to, output }) => from === "prod" && to === "network" && output === "rootZoneId",
        ),
      );
    });
  });

  it("shows a secret nowhere: not in JSON, Markdown, table, tree or log", async () => {
    const stacks = {
      audit: { role: "audit", incidentEndpoint: { secure: "https://example.com/canary" } },
    };
    await withProject({ stacks }, (project) => {
      withFolder((folder) => {
        const json = join(folder, "plan.json");
        const markdown = join(folder, "plan.md");
        const { code, stdout, stderr } = platform(
          ...["plan", "--cwd", project, "--json", json, "--markdown", markdown, "--tree", "audit"],
        );
        assert.equal(code, 0, stdout + stderr);
        const everything = [
          readFileSync(json, "utf8"),
          readFileSync(markdown, "utf8"),
          stdout,
          stderr,
        ];
        assert.match(everything[0] ?? "", /"endpoint": "\[secret\]"/);
        assert.ok(!everything.join().includes("canary"));
      });
    });
  });

  it("writes Markdown for a pull request", () => {
    const { code, stdout } = platform("plan", "--markdown", "-");
    assert.equal(code, 0);
    assert.match(stdout, /^## Plan of acme$/m);
    assert.match(stdout, /^\| 5 \| prod \| prod \| Workloads\/Production \| \d+ \| clean \|$/m);
  });

  it("shows a stack as a tree with accounts and Regions", () => {
    const { stdout } = platform("plan", "--tree", "backup");
    assert.match(stdout, /└─ pulumi:pulumi:Stack {2}platform-backup/);
    assert.match(stdout, /├─ aws:backup\/vault:Vault .* {2}backup \(new\) us-east-1/);
  });
});

describe("platform waves", () => {
  it("prints the waves for people and for a CI matrix", () => {
    assert.match(platform("waves").stdout, /^1 {2}management\n2 {2}log-archive\n3 {2}audit, /);
    const matrix = JSON.parse(platform("waves", "--json").stdout) as string[][];
    assert.deepEqual(matrix.at(-1), ["prod", "sandbox"]);
  });
});
