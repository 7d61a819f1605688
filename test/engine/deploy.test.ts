import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import * as yaml from "yaml";
import { type UpCommandOptions, upCommand } from "../../cli/commands/up";
import { UsageError } from "../../cli/commands/usage";
import { Fingerprints } from "../../cli/deploy/fingerprint";
import { Journal } from "../../cli/deploy/journal";
import { planned, repository } from "../support/plan/planned";
import { withProject } from "../support/plan/project";
import { Checkpoint } from "../support/engine/checkpoint";
import { requireCli, World } from "../support/engine/world";

const options = { yes: false, preview: false, all: false, parallel: "4" };

/** What the command prints, and its exit code. */
interface Run {
  readonly code: number | null;
  readonly printed: string;
  readonly progress: string;
  /** Questions that were asked. */
  readonly asked: readonly string[];
}

/** Runs the command in this process. Questions get the answer; without one there is nobody to ask. */
async function up(
  cwd: string,
  environment: NodeJS.ProcessEnv,
  given: Partial<UpCommandOptions>,
  answer?: boolean,
): Promise<Run> {
  let printed = "";
  let progress = "";
  const asked: string[] = [];
  const code = await upCommand(
    { ...options, cwd, ...given },
    {
      environment,
      print: (text) => {
        printed += `${text}\n`;
      },
      progress: {
        isTTY: false,
        write: (text: string | Uint8Array) => {
          progress += text.toString();
          return true;
        },
      },
      ...(answer !== undefined && {
        ask: (question: string) => {
          asked.push(question);
          return Promise.resolve(answer);
        },
      }),
    },
  );
  return { code, printed, progress, asked };
}

/** How many resources a stack makes; references to others are read. */
async function resourcesOf(stack: string): Promise<number> {
  const { records } = (await planned(stack)).plan;
  return records.filter(({ type }) => type !== "pulumi:pulumi:StackReference").length;
}

/** A line of the closing table, blanks made single. */
function row(printed: string, stack: string): string {
  const line = printed.split("\n").findLast((text) => new RegExp(`^ *\\d +${stack} `).test(text));
  return (line ?? "").trim().replaceAll(/ +/g, " ");
}

describe("npm run up, with the real engine", function () {
  this.timeout(600_000);
  /** First an empty cloud, then one in which the first two waves are deployed. */
  let world: World;
  let environment: NodeJS.ProcessEnv;

  function enter(entered: World): void {
    world = entered;
    environment = { ...process.env, ...world.environment.variables };
  }

  before(async function () {
    requireCli(this);
    enter(await World.start());
  });

  // Undefined when the suite is skipped.
  after(() => (world as World | undefined)?.stop());

  function edit(change: (organization: yaml.YAMLMap) => void): void {
    const file = join(world.project, "Pulumi.yaml");
    const document = yaml.parseDocument(readFileSync(file, "utf8"));
    change(document.getIn(["config", "organization", "default"]) as yaml.YAMLMap);
    writeFileSync(file, String(document));
  }

  function run(given: Partial<UpCommandOptions>, answer?: boolean): Promise<Run> {
    return up(world.project, environment, given, answer);
  }

  /** Starts the command line as a person does, without a terminal, in a process group of its own. */
  function start(words: readonly string[], variables: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn(
      process.execPath,
      ["--import", "tsx", "cli/main.ts", "up", "--cwd", world.project, ...words],
      { cwd: repository, env: { ...environment, ...variables }, detached: true },
    );
  }

  /** What a command prints until it ends. */
  async function ended(child: ChildProcess): Promise<{ code: number | null; output: string }> {
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        output += chunk.toString();
      });
    }
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
    return { code, output };
  }

  const journal = (): string => join(world.project, ".cache/deploy/journal.json");
  const some = "identity,network,operations";

  it("finds a policy violation in the preview, shows it word for word and asks nothing", async () => {
    edit((organization) => {
      organization.setIn(["guardrails"], { "approved-regions": { regions: ["us-west-2"] } });
    });
    const { code, printed, asked } = await run({ stack: "management" }, true);
    edit((organization) => {
      organization.deleteIn(["guardrails"]);
    });
    assert.equal(code, 1, printed);
    assert.match(
      printed,
      /\[mandatory\] aws-platform approved-regions\n.*\n.*which is not approved/,
    );
    assert.match(row(printed, "management"), /failed$/);
    assert.deepEqual(asked, []);
    assert.deepEqual(world.cloud.all(), [], "nothing is made");
  });

  it("asks before each wave, with what it would change, and stops at a no", async () => {
    const { code, printed, asked } = await run({ stack: "management,log-archive" }, false);
    assert.equal(code, 1, printed);
    assert.deepEqual(asked, ["Deploy wave 1 (management)? [y/N] "]);
    assert.match(
      printed,
      new RegExp(
        `^ *1 +management +${await resourcesOf("management")} +0 +0 +0 +0 +0 +\\d+ +previewed`,
        "m",
      ),
    );
    assert.match(row(printed, "log-archive"), /not started: wave 1 was declined$/);
    assert.deepEqual(world.cloud.all(), [], "nothing is made");
  });

  it("deploys a stack once more that has been emptied since an unfinished run deployed it", async () => {
    const backend = environment["PULUMI_BACKEND_URL"] ?? "";
    const before = new Journal(journal());
    before.add("management", new Fingerprints(world.project, backend).of("management"));
    const { printed, asked } = await run({ stack: "management" }, false);
    before.remove(["management"]);
    assert.doesNotMatch(printed, /deployed already/);
    assert.equal(asked.length, 1, printed);
  });

  it("finishes the wave of a stack that fails, starts no later one and shows the engine's words", async () => {
    await world.stop();
    const checkpoint = await Checkpoint.find();
    enter(await (await checkpoint.before("network")).fork());
    await checkpoint.stop();
    world.cloud.faults = (_call, { type }) =>
      type === "aws:route53/zone:Zone" ? "fails" : undefined;
    const { code, printed, progress } = await run({ stack: some, yes: true });
    world.cloud.faults = () => undefined;
    assert.equal(code, 1, printed);
    const created = await resourcesOf("identity");
    assert.match(
      row(printed, "identity"),
      new RegExp(`^3 identity ${created} 0 0 0 0 0 \\d+ deployed$`),
    );
    assert.match(row(printed, "network"), /^3 network .* failed$/);
    assert.equal(row(printed, "operations").endsWith("not started: network failed"), true);
    assert.match(printed, /aws:route53\/zone:Zone .*\n +error: .*the request failed on purpose/);
    assert.equal(printed.split("The engine on network:").length, 2, "one heading a stack");
    assert.match(
      printed,
      /^network: all that the engine has said is in \.cache\/deploy\/network\.log$/m,
    );
    assert.match(progress, /^deploying identity$/m);
    assert.match(progress, /^identity: deployed, \d+ created$/m);
    const log = readFileSync(join(world.project, ".cache/deploy/network.log"), "utf8");
    assert.match(log, /the request failed on purpose/);
    assert.match(readFileSync(journal(), "utf8"), /"identity"/);
  });

  it("goes on where it stopped, and forgets the unfinished run at the end", async () => {
    const { code, printed, progress } = await run({ stack: some, yes: true });
    assert.equal(code, 0, printed);
    assert.match(printed, /^Going on with an unfinished deployment: identity deployed already/);
    assert.doesNotMatch(progress, /deploying identity/);
    assert.equal(row(printed, "identity").endsWith("deployed before"), true);
    const logs = join(world.project, ".cache/deploy");
    assert.match(
      readFileSync(join(logs, "network.previous.log"), "utf8"),
      /the request failed on purpose/,
    );
    assert.equal(statSync(join(logs, "network.log")).mode & 0o777, 0o600);
    assert.match(row(printed, "network"), /^3 network \d+ .* deployed$/);
    assert.match(row(printed, "operations"), /^4 operations \d+ 0 0 0 0 0 \d+ deployed$/);
    assert.equal(existsSync(journal()), false);
  });

  it("leaves what the plain CLI finds unchanged, and asks nothing when nothing would change", async () => {
    const stack = await world.stack("network");
    assert.deepEqual(Object.keys((await stack.preview()).changeSummary), ["same"]);
    const { code, printed, asked } = await run({ stack: "network" }, false);
    assert.equal(code, 0, printed);
    assert.deepEqual(asked, []);
    assert.match(printed, /^Nothing to change: 1 stack as the program describes them\.$/m);
  });

  it("previews what can be previewed and says what the rest waits for", async () => {
    const before = world.cloud.all().length;
    const { code, printed } = await run({ stack: "backup,prod", preview: true });
    assert.equal(code, 0, printed);
    assert.match(row(printed, "backup"), /^3 backup \d+ 0 0 0 0 0 \d+ previewed$/);
    assert.equal(
      row(printed, "prod").endsWith(
        "not started: it reads audit, backup, of which nothing is deployed yet",
      ),
      true,
    );
    assert.equal(world.cloud.all().length, before);
  });

  it("names what would be deleted", async () => {
    const file = join(world.project, "Pulumi.identity.yaml");
    const content = readFileSync(file, "utf8");
    const assignments = ["config", "platform:identity", "assignments"];
    const document = yaml.parseDocument(content);
    document.deleteIn([...assignments, "developers", "developer"]);
    writeFileSync(file, String(document));
    const { code, printed } = await run({ stack: "identity", preview: true });
    writeFileSync(file, content);
    assert.equal(code, 0, printed);
    assert.match(row(printed, "identity"), /^3 identity 0 0 0 0 1 \d+ \d+ previewed$/);
    assert.match(
      printed,
      /^identity: would delete aws:ssoadmin\/accountAssignment:AccountAssignment \S+$/m,
    );
  });

  it("shows who holds a stack's lock and where to read on", async () => {
    const locks = join(
      world.environment.folder,
      "state/.pulumi/locks/organization/platform/management",
    );
    mkdirSync(locks, { recursive: true });
    const lock = { pid: 1, username: "somebody", hostname: "elsewhere", timestamp: new Date() };
    writeFileSync(join(locks, "0.json"), JSON.stringify(lock));
    const { code, output } = await ended(start(["--yes", "--stack", "management"]));
    rmSync(locks, { recursive: true });
    assert.equal(code, 1, output);
    assert.match(output, /the stack is currently locked by 1 lock/);
    assert.match(output, /somebody@elsewhere/);
    assert.match(output, /^management: see docs\/runbooks\/interrupted-deployment\.md$/m);
  });

  it("passes on what the engine says of pending operations, and where to read on", async () => {
    const file = join(world.environment.folder, "state/.pulumi/stacks/platform/network.json");
    const content = readFileSync(file, "utf8");
    const state = JSON.parse(content) as {
      checkpoint: { latest: { resources: unknown[]; pending_operations?: unknown[] } };
    };
    const { latest } = state.checkpoint;
    latest.pending_operations = [{ resource: latest.resources.at(-1), type: "updating" }];
    writeFileSync(file, JSON.stringify(state));
    const { printed } = await run({ stack: "network", yes: true });
    writeFileSync(file, content);
    assert.match(printed, /1 pending operations from previous deployment\.\n.*interrupted while/);
    assert.match(printed, /^network: see docs\/runbooks\/interrupted-deployment\.md$/m);
  });

  it("waits for the engines after Ctrl-C and starts nothing more", async () => {
    const child = start(["--yes", "--stack", "audit,prod"]);
    world.cloud.onCreated = () => {
      world.cloud.onCreated = () => undefined;
      process.kill(-(child.pid ?? 0), "SIGINT");
    };
    const { code, output } = await ended(child);
    assert.equal(code, 1, output);
    assert.match(row(output, "audit"), /failed$/);
    assert.match(row(output, "prod"), /not started: interrupted$/);
  });

  it("finishes a stack whose command is killed, whatever the program prints into the void", async () => {
    const chatter = `if (process.argv[1]?.endsWith("worker.ts")) setInterval(() => {
      console.log("out");
      console.error("err");
    }, 20).unref();`;
    const child = start(["--yes", "--stack", "backup"], {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(chatter)}`,
    });
    world.cloud.onCreated = () => {
      world.cloud.onCreated = () => undefined;
      child.kill("SIGKILL");
    };
    await ended(child);
    const log = join(world.project, ".cache/deploy/backup.log");
    while (!/^Duration: /m.test(readFileSync(log, "utf8"))) {
      await setTimeout(100);
    }
    const { code, printed } = await run({ stack: "backup" }, false);
    assert.equal(code, 0, printed);
    assert.match(printed, /^Nothing to change: /m);
  });

  it("exits 2 where nobody can be asked, without a word of the engine", async () => {
    const { code, output } = await ended(start([]));
    assert.equal(code, 2, output);
    assert.match(output, /^there is no terminal to ask on: give --yes/);
  });

  it("refuses the template's placeholders before an engine is looked for", () =>
    withProject({}, (folder) =>
      assert.rejects(
        up(folder, { PATH: "" }, { yes: true }),
        (error: unknown) =>
          error instanceof UsageError &&
          /^organization\.accounts\.management\.id, .*\nworkload\..* in Pulumi\.prod\.yaml/.test(
            error.message,
          ),
      ),
    ));
});
