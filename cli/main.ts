import { Command, CommanderError } from "commander";
import { ConfigurationError } from "../stacks/company/problems";
import type { DocsCommandOptions } from "./commands/docs";
import type { ExplainCommandOptions } from "./commands/explain";
import type { InitCommandOptions } from "./commands/init";
import type { PlanCommandOptions } from "./commands/plan";
import type { PolicyConfigCommandOptions } from "./commands/policy-config";
import type { ReportCommandOptions } from "./commands/report";
import type { UpCommandOptions } from "./commands/up";
import { isUsageError, PARALLEL } from "./commands/usage";
import type { RehearseCommandOptions } from "./commands/rehearse";
import type { VersionsCommandOptions } from "./commands/versions";
import type { WavesCommandOptions } from "./commands/waves";
import { flagOf, questions } from "./init/questions";
import { outputWidth, wrapText } from "./output/width";

/** Exit code of a mistake in the configuration or in the command itself. */
const MISTAKE = 2;

// Each command is loaded when it is called: most need none of Pulumi's packages, which take a second to load. By
// `require`, which scripts/quick.cjs can bundle and the light loader tsx/cjs knows.
const program = new Command("platform")
  .exitOverride()
  .showHelpAfterError("--help after the command lists its options.")
  .configureHelp({ minWidthToWrap: 20 })
  .configureOutput({ getOutHelpWidth: () => outputWidth(), getErrHelpWidth: () => outputWidth() })
  .enablePositionalOptions()
  .description("Plan and deploy a company's AWS organization");

const init = program
  .command("init")
  .description("write the configuration of your company, and plan it")
  .option("--cwd <folder>", "folder of the project", ".")
  .option("--yes", "take the usual answer wherever there is one, without a prompt", false)
  .option("--replace", "replace and remove the files of another company without a prompt", false)
  .option("--no-plan", "do not plan the company at the end")
  .addHelpText("after", () =>
    wrapText(
      "\nExit codes: 0 written and planned clean, 1 the plan is not clean, 2 a wrong or missing answer",
    ),
  )
  .action(async (options: InitCommandOptions) => {
    const { initCommand } = require("./commands/init") as typeof import("./commands/init");
    process.exitCode = await initCommand(options);
  });
for (const { key, value, hint } of questions) {
  init.option(`${flagOf(key)} ${value}`, hint);
}

program
  .command("plan")
  .description("plan every stack offline: no AWS credentials, no Pulumi CLI")
  .option("--cwd <folder>", "folder of the project", ".")
  .option("--json <file>", "write the whole plan as JSON")
  .option("--markdown <file>", 'write a summary for a pull request; "-" prints it')
  .option("--tree <stack>", "show the resources of one stack as a tree")
  .option("--trace", "show stack traces of errors; slower", false)
  .addHelpText("after", () =>
    wrapText(
      "\nExit codes: 0 clean, 1 violations or failed stacks, 2 a mistake in the configuration or the command",
    ),
  )
  .action(async (options: PlanCommandOptions) => {
    // The exit code is that of a failure until the plan is complete, even if the process is killed.
    process.exitCode = 1;
    const { planCommand } = require("./commands/plan") as typeof import("./commands/plan");
    process.exitCode = await planCommand(options);
  });

program
  .command("waves")
  .description("list the stacks in the order they can be deployed")
  .option("--cwd <folder>", "folder of the project", ".")
  .option("--json", "print JSON for a CI matrix", false)
  .action((options: WavesCommandOptions) => {
    const { wavesCommand } = require("./commands/waves") as typeof import("./commands/waves");
    wavesCommand(options);
  });

program
  .command("up")
  .description("deploy the stacks wave by wave, those of a wave side by side")
  .option("--cwd <folder>", "folder of the project", ".")
  .option("--yes", "deploy without a preview and a question", false)
  .option("--preview", "show what would change, deploy nothing", false)
  .option("--stack <stacks>", "only these, with commas between them")
  .option("--parallel <number>", "stacks that are worked on at the same time", PARALLEL)
  .option("--all", "deploy again what an unfinished run has deployed", false)
  .addHelpText("after", () =>
    wrapText(
      "\nExit codes: 0 all deployed, 1 a stack failed or was not started, 2 a mistake in the configuration or the command; with --preview a stack may wait for others that are not deployed",
    ),
  )
  .action(async (options: UpCommandOptions) => {
    // The exit code is that of a failure until every stack is deployed, even if the process is killed.
    process.exitCode = 1;
    const { upCommand } = require("./commands/up") as typeof import("./commands/up");
    process.exitCode = await upCommand(options);
  });

program
  .command("rehearse")
  .description("run a command with the real Pulumi engine against an emulated AWS")
  .argument(
    "[command...]",
    "such as sh -c 'pulumi stack init audit && pulumi config -s audit'; the whole deployment by default",
  )
  .option("--cwd <folder>", "folder of the project", ".")
  .passThroughOptions()
  .action(async (words: string[], options: RehearseCommandOptions) => {
    const { rehearseCommand } =
      require("./commands/rehearse") as typeof import("./commands/rehearse");
    process.exitCode = await rehearseCommand(words, options);
  });

program
  .command("policy-config")
  .description("print the organization's guardrails for pulumi --policy-pack-config")
  .option("--cwd <folder>", "folder of the project", ".")
  .option(
    "--accounts <file>",
    "ids that AWS assigned: pulumi stack output accountIds -s management --json",
  )
  .action((options: PolicyConfigCommandOptions) => {
    const { policyConfigCommand } =
      require("./commands/policy-config") as typeof import("./commands/policy-config");
    policyConfigCommand(options);
  });

program
  .command("explain")
  .description(
    "show the guardrails that apply to a request, where each acts, and how to get an exception",
  )
  .requiredOption("--account <account>", "key of the account, such as prod")
  .requiredOption("--action <action>", "API call, such as s3:PutBucketAcl, or several: s3:Put*")
  .option("--resource <arn>", "resource of the request; any resource by default")
  .option(
    "--principal <arn>",
    "role, user, root user or session of the request; any principal by default",
  )
  .option("--region <region>", "Region of the request; by default that of the resource's ARN")
  .option(
    "--context <key=value>",
    "condition key of the request, such as ec2:InstanceType=t3.large; repeat it for several",
    (pair: string, pairs: readonly string[]) => [...pairs, pair],
    [] as readonly string[],
  )
  .option("--json", "print JSON", false)
  .option("--cwd <folder>", "folder of the project", ".")
  .action(async (options: ExplainCommandOptions) => {
    const { explainCommand } = require("./commands/explain") as typeof import("./commands/explain");
    await explainCommand(options);
  });

program
  .command("report")
  .description("show what the guardrails in stage report would have refused, by calls of the trail")
  .argument("<file>", "answer of aws athena get-query-results to the saved query calls-for-report")
  .option(
    "--accounts <file>",
    "ids that AWS assigned: pulumi stack output accountIds -s management --json",
  )
  .option("--json", "print JSON", false)
  .option("--cwd <folder>", "folder of the project", ".")
  .action(async (file: string, options: ReportCommandOptions) => {
    const { reportCommand } = require("./commands/report") as typeof import("./commands/report");
    await reportCommand(file, options);
  });

program
  .command("docs")
  .description("write the files that are generated from code, such as docs/guardrails.md")
  .option("--cwd <folder>", "folder of the project", ".")
  .option("--check", "write nothing; fail when a page differs from the code", false)
  .action(({ cwd, ...options }: DocsCommandOptions & { cwd: string }) => {
    const { docsCommand } = require("./commands/docs") as typeof import("./commands/docs");
    process.exitCode = docsCommand(cwd, options);
  });

program
  .command("versions")
  .description("look up newer versions of Kubernetes, add-ons, node images, charts and engines")
  .option("--cwd <folder>", "folder of the program and the company", ".")
  .option("--write", "write the changes into the version matrix", false)
  .option("--check", "send no request; fail when a stack runs an old version", false)
  .option("--merge <file>", "send no request; write the higher pins of another version matrix")
  .addHelpText("after", () =>
    wrapText(
      "\nExit codes: 0 all looked up, or with --check no stack runs an old version, 1 something could not be looked up or is old, 2 a mistake in the command",
    ),
  )
  .action(async (options: VersionsCommandOptions) => {
    process.exitCode = 1;
    const { versionsCommand } =
      require("./commands/versions") as typeof import("./commands/versions");
    process.exitCode = await versionsCommand(options);
  });

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // Commander has printed the mistake, or the requested help.
    process.exitCode = error.exitCode === 0 ? 0 : MISTAKE;
  } else if (error instanceof ConfigurationError || isUsageError(error)) {
    console.error(wrapText(error.message));
    process.exitCode = MISTAKE;
  } else {
    throw error;
  }
});
