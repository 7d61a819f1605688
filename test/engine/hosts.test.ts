import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import {
  copyFileSync,
  constants,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as automation from "@pulumi/pulumi/automation";
import * as pulumi from "@pulumi/pulumi";
import { repository } from "../support/plan/planned";

type Host = "pulumi-language-nodejs" | "pulumi-analyzer-policy-nodejs";

interface Outcome {
  readonly code: number;
  readonly output: string;
}

/**
 * Quoted as a user may. The stack stays short: `util.inspect` of Node.js 20 works for most of a minute at a frame whose
 * path is `node_modules/@scope/file`, which the SDK's source maps make of its `resource.js`.
 */
const nodeArguments = "--stack-trace-limit=5 --title='two words'";

const program = `
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
new pulumi.ComponentResource("tiny:index:Thing", config.get("thing") ?? "fine");
if (config.getBoolean("broken")) {
  throw new Error("the program is broken");
}
console.log("a line of the program");
exports.greeting = "hello " + config.require("who");
exports.token = config.requireSecret("token");
exports.secretKeys = JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS);
exports.nodeArguments = process.execArgv;
exports.preview = pulumi.runtime.isDryRun();
exports.names = [pulumi.getOrganization(), pulumi.getProject(), pulumi.getStack()];
`;

const pack = `
const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("tiny-pack", {
  policies: [
    {
      name: "no-forbidden-things",
      description: "Nothing is called forbidden.",
      enforcementLevel: "mandatory",
      validateResource: (args, reportViolation) => {
        if (args.name === "forbidden") {
          reportViolation("this thing is forbidden");
        }
      },
    },
  ],
});
`;

describe("The engine's small hosts", function () {
  this.timeout(120_000);

  let folder: string;

  before(function () {
    folder = mkdtempSync(join(tmpdir(), "hosts-"));
    const found = spawnSync(join(repository, "scripts/pulumi-cli"), ["--find"], {
      encoding: "utf8",
    });
    if (found.status !== 0) {
      assert.notEqual(process.env["CI"], "true", found.stderr);
      console.warn(`    skipped: ${found.stderr.trim()}`);
      this.skip();
    }
    // A copy has no hosts of Pulumi's installer beside it, which the engine would find.
    mkdirSync(join(folder, "cli/bin"), { recursive: true });
    copyFileSync(found.stdout.trim(), join(folder, "cli/bin/pulumi"), constants.COPYFILE_FICLONE);
    makePackage("project", {
      "Pulumi.yaml": JSON.stringify({
        name: "tiny",
        runtime: { name: "nodejs", options: { typescript: false, nodeargs: nodeArguments } },
      }),
      "index.js": program,
    });
    makePackage("pack", {
      "PulumiPolicy.yaml": "runtime: nodejs\n",
      "index.js": pack,
    });
    mkdirSync(join(folder, "state"));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function makePackage(name: string, files: Readonly<Record<string, string>>): void {
    mkdirSync(join(folder, name));
    symlinkSync(join(repository, "node_modules"), join(folder, name, "node_modules"));
    const manifest = JSON.stringify({ name, version: "1.0.0", main: "index.js" });
    for (const [file, text] of Object.entries({ "package.json": manifest, ...files })) {
      writeFileSync(join(folder, name, file), text);
    }
  }

  /** An environment in which the given hosts, Node.js and nothing else is on PATH. */
  function environment(...hosts: Host[]): Record<string, string> {
    const path = mkdtempSync(join(folder, "path-"));
    symlinkSync(process.execPath, join(path, "node"));
    for (const host of hosts) {
      symlinkSync(join(repository, "cli/emulation/providers/hosts", host), join(path, host));
    }
    return {
      PATH: path,
      PULUMI_HOME: join(folder, "home"),
      PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
    };
  }

  function run(env: Record<string, string>, ...args: string[]): Promise<Outcome> {
    return new Promise((resolve) => {
      execFile(
        join(folder, "cli/bin/pulumi"),
        [...args, "--non-interactive"],
        { cwd: join(folder, "project"), env: { HOME: folder, ...env } },
        (error, stdout, stderr) => {
          resolve({
            code: error === null ? 0 : Number(error.code),
            output: `${stdout}\n${stderr}`,
          });
        },
      );
    });
  }

  async function makeStack(name: string, ...config: string[]): Promise<Record<string, string>> {
    const env = environment("pulumi-language-nodejs");
    const made = await run(env, "stack", "init", name);
    assert.equal(made.code, 0, made.output);
    const set = await run(
      env,
      ...[
        "config",
        "set-all",
        "--stack",
        name,
        "--plaintext",
        "who=world",
        "--secret",
        "token=abc",
      ],
      ...config.flatMap((entry) => ["--plaintext", entry]),
    );
    assert.equal(set.code, 0, set.output);
    return env;
  }

  it("run a program with its configuration, secrets and Node.js options", async () => {
    const env = await makeStack("good");
    const up = await run(env, "up", "--yes", "--stack", "good");
    assert.equal(up.code, 0, up.output);
    assert.match(up.output, /language host: the project's own small pulumi-language-nodejs/);
    assert.match(up.output, /a line of the program/);
    const outputs = await run(env, "stack", "output", "--json", "--stack", "good");
    assert.deepEqual(JSON.parse(outputs.output), {
      greeting: "hello world",
      token: "[secret]",
      secretKeys: ["tiny:token"],
      nodeArguments: ["--stack-trace-limit=5", "--title=two words"],
      preview: false,
      names: ["organization", "tiny", "good"],
    });
  });

  it("turn an error of the program into one diagnostic and a failed run", async () => {
    const env = await makeStack("broken", "broken=true");
    const up = await run(env, "up", "--yes", "--skip-preview", "--stack", "broken");
    assert.notEqual(up.code, 0, up.output);
    assert.equal(up.output.match(/the program is broken/g)?.length, 1, up.output);
    assert.doesNotMatch(up.output, /exit code/);
  });

  it("say that the SDK is missing when the project's packages are not installed", async () => {
    const env = await makeStack("bare");
    mkdirSync(join(folder, "bare"));
    writeFileSync(join(folder, "bare/Pulumi.yaml"), "name: tiny\nruntime: nodejs\n");
    const up = await run(env, "preview", "--stack", "bare", "--cwd", join(folder, "bare"));
    assert.notEqual(up.code, 0, up.output);
    assert.match(up.output, /cannot be started: Cannot find module '@pulumi\/pulumi\/cmd\/run'/);
  });

  it("run a policy pack beside the program that a language host runs", async () => {
    const packs = ["--policy-pack", join(folder, "pack")];
    const env = await makeStack("refused", "thing=forbidden");
    const refused = await run(env, "preview", "--stack", "refused", ...packs);
    assert.notEqual(refused.code, 0, refused.output);
    assert.match(refused.output, /no-forbidden-things/);
    assert.match(refused.output, /this thing is forbidden/);
    const clean = await run(
      await makeStack("allowed"),
      ...["preview", "--stack", "allowed", ...packs],
    );
    assert.equal(clean.code, 0, clean.output);
    assert.match(clean.output, /tiny-pack/);
  });

  describe("for an inline program without a language host", () => {
    async function preview(stack: string, thing: string, ...hosts: Host[]): Promise<Outcome> {
      const inline = await automation.LocalWorkspace.createStack(
        {
          stackName: stack,
          projectName: "inline",
          program: () => {
            new pulumi.ComponentResource("tiny:index:Thing", thing);
            return Promise.resolve();
          },
        },
        {
          envVars: environment(...hosts),
          pulumiCommand: await automation.PulumiCommand.get({ root: join(folder, "cli") }),
        },
      );
      try {
        const result = await inline.preview({ policyPacks: [join(folder, "pack")] });
        return { code: 0, output: result.stdout };
      } catch (error) {
        assert.ok(error instanceof automation.CommandError, String(error));
        return { code: 1, output: error.message };
      }
    }

    it("run a policy pack by the analyzer executable alone", async () => {
      const refused = await preview("one", "forbidden", "pulumi-analyzer-policy-nodejs");
      assert.equal(refused.code, 1, refused.output);
      assert.match(refused.output, /this thing is forbidden/);
      assert.doesNotMatch(refused.output, /pulumi-language-nodejs/);
      const clean = await preview("two", "fine", "pulumi-analyzer-policy-nodejs");
      assert.equal(clean.code, 0, clean.output);
      assert.match(clean.output, /tiny-pack/);
    });

    it("are needed: without them the pack does not start", async () => {
      const failed = await preview("three", "fine");
      assert.equal(failed.code, 1, failed.output);
      assert.match(failed.output, /analyzer-policy-nodejs/);
    });
  });
});
