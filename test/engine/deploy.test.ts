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

/** Output and exit code of the command. */
interface Run {
  readonly code: number | null;
  readonly printed: string;
  readonly progress: string;
  /** Questions of the prompts. */
  readonly questions: readonly string[];
}

/** Runs the command in this process. Every prompt gets the answer; without one there is no terminal. */
async function up(
  cwd: string,
  environment: NodeJS.ProcessEnv,
  given: Partial<UpCommandOptions>,
  answer?: boolean,
): Promise<Run> {
  let printed = "";
  let progress = "";
  const questions: string[] = [];
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
        confirm: (question: string) => {
          questions.push(question);
          return Promise.resolve(answer);
        },
      }),
    },
  );
  return { code, printed, progress, questions };
}

/** Number of resources that a stack creates, without the references to others, which are read. */
async function resourcesOf(stack: string): Promise<number> {
  const { records } = (await planned(stack)).plan;
  return records.filter(({ type }) => type !== "pulumi:pulumi:StackReference").length;
}

/** A line of the last table, with single blanks. */
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
    // One line for each row of a table, in the commands that this suite starts as well.
    process.env["COLUMNS"] = "200";
    enter(await World.start());
  });

  after(async () => {
    delete process.env["COLUMNS"];
    // Undefined when the suite is skipped.
    await (world as World | undefined)?.stop();
  });

  function edit(change: (organization: yaml.YAMLMap) => void): void {
    const file = join(world.project, "Pulumi.yaml");
    const document = yaml.parseDocument(readFileSync(file, "utf8"));
    change(document.getIn(["config", "organization", "default"]) as yaml.YAMLMap);
    writeFileSync(file, String(document));
  }

  function run(given: Partial<UpCommandOptions>, answer?: boolean): Promise<Run> {
    return up(world.project, environment, given, answer);
  }

  /** Starts the command line without a terminal, in its own process group. */
  function start(words: readonly string[], variables: NodeJS.ProcessEnv = {}): ChildProcess {
    return spawn(
      process.execPath,
      ["--import", "tsx", "cli/main.ts", "up", "--cwd", world.project, ...words],
      { cwd: repository, env: { ...environment, ...variables }, detached: true },
    );
  }

  /** Output and exit code of a command, after its end. */
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

  it("finds a policy violation in the preview, prints it unchanged and does not prompt", async () => {
    edit((organization) => {
      const services = { enabled: true, services: ["s3"] };
      organization.setIn(["guardrails", "allow-services"], services);
    });
    const { code, printed, questions } = await run({ stack: "management" }, true);
    edit((organization) => {
      organization.deleteIn(["guardrails", "allow-services"]);
    });
    assert.equal(code, 1, printed);
    assert.match(printed, /\[mandatory\] aws-platform allow-services\n.*\n.*which is not allowed/);
    assert.match(row(printed, "management"), /failed$/);
    assert.deepEqual(questions, []);
    assert.deepEqual(world.cloud.all(), [], "nothing is made");
  });

  it("prompts before each wave with its changes, and stops at a no", async () => {
    const { code, printed, questions } = await run({ stack: "management,log-archive" }, false);
    assert.equal(code, 1, printed);
    assert.deepEqual(questions, ["Deploy wave 1 (management)? [y/N] "]);
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

  it("deploys a stack again that has been emptied after an unfinished run", async () => {
    const backend = environment["PULUMI_BACKEND_URL"] ?? "";
    const before = new Journal(journal());
    before.add("management", new Fingerprints(world.project, backend).of("management"));
    const { printed, questions } = await run({ stack: "management" }, false);
    before.remove(["management"]);
    assert.doesNotMatch(printed, /deployed already/);
    assert.equal(questions.length, 1, printed);
  });

  it("finishes the wave of a stack that fails, starts no later one and prints the engine's messages", async () => {
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
    assert.equal(
      printed.split("Messages of the engine about network:").length,
      2,
      "one heading a stack",
    );
    assert.match(
      printed,
      /^network: the full output of the engine is in \S+\/project\/\.cache\/deploy\/network\.log$/m,
    );
    assert.match(progress, /^deploying identity$/m);
    assert.match(progress, /^identity: deployed, \d+ created$/m);
    const log = readFileSync(join(world.project, ".cache/deploy/network.log"), "utf8");
    assert.match(log, /the request failed on purpose/);
    assert.match(readFileSync(journal(), "utf8"), /"identity"/);
  });

  it("continues where it stopped, and forgets the unfinished run at the end", async () => {
    const { code, printed, progress } = await run({ stack: some, yes: true });
    assert.equal(code, 0, printed);
    assert.match(printed, /^Continuing an unfinished deployment: identity already deployed/);
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

  it("changes nothing for the plain CLI, and does not prompt when nothing would change", async () => {
    const stack = await world.stack("network");
    assert.deepEqual(Object.keys((await stack.preview()).changeSummary), ["same"]);
    const { code, printed, questions } = await run({ stack: "network" }, false);
    assert.equal(code, 0, printed);
    assert.deepEqual(questions, []);
    assert.match(printed, /^Nothing to change: 1 stack up to date\.$/m);
  });

  it("previews the stacks that can be previewed and names the stacks that the others wait for", async () => {
    const before = world.cloud.all().length;
    const { code, printed } = await run({ stack: "backup,prod", preview: true });
    assert.equal(code, 0, printed);
    assert.match(row(printed, "backup"), /^3 backup \d+ 0 0 0 0 0 \d+ previewed$/);
    assert.equal(
      row(printed, "prod").endsWith(
        "not started: it reads outputs of stacks that are not deployed: audit, backup",
      ),
      true,
    );
    assert.equal(world.cloud.all().length, before);
  });

  it("names the resources that would be deleted", async () => {
    const file = join(world.project, "Pulumi.identity.yaml");
    const content = readFileSync(file, "utf8");
    const assignments = ["config", "platform:identity", "assignments"];
    const document = yaml.parseDocument(content);
    document.deleteIn([...assignments, "developers", "readOnly", 0]);
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

  it("prints the owner of a stack's lock and the runbook", async () => {
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

  it("prints the engine's message about pending operations, and the runbook", async () => {
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
    // Lines end where the terminal does, wherever that is in the URN.
    assert.match(
      printed.replaceAll(/\s+/g, " "),
      /1 pending operations from previous deployment\. .*interrupted while/,
    );
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

  it("finishes a stack whose command is killed, even when the program prints", async () => {
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

  it("exits 2 without a terminal, before the engine starts", async () => {
    const { code, output } = await ended(start([]));
    assert.equal(code, 2, output);
    assert.match(output, /^there is no terminal to confirm on: give --yes/);
  });

  it("refuses the template's placeholders before it looks for an engine", () =>
    withProject({}, (folder) =>
      assert.rejects(
        up(folder, { PATH: "" }, { yes: true }),
        (error: unknown) =>
          error instanceof UsageError &&
          /organization\.accounts\.management\.id: is a placeholder[^]*Pulumi\.prod\.yaml: workload\./.test(
            error.message,
          ),
      ),
    ));
});
