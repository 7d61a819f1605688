import { Command, CommanderError } from "commander";
import { ConfigurationError } from "../stacks/company/problems";
import type { ExplainCommandOptions } from "./commands/explain";
import type { PlanCommandOptions } from "./commands/plan";
import type { UpCommandOptions } from "./commands/up";
import { isUsageError } from "./commands/usage";
import type { RehearseCommandOptions } from "./commands/rehearse";
import type { WavesCommandOptions } from "./commands/waves";

/** Exit code of a mistake in the configuration or in the command itself. */
const MISTAKE = 2;

// Commands are loaded when they are called: only the plan needs Pulumi's packages, which take a second to load.
const program = new Command("platform")
  .exitOverride()
  .enablePositionalOptions()
  .description("Plan and deploy a company's AWS organization");

program
  .command("plan")
  .description("plan every stack offline: no AWS credentials, no Pulumi CLI")
  .option("--cwd <folder>", "folder of the project", ".")
  .option("--json <file>", "write the whole plan as JSON")
  .option("--markdown <file>", 'write a summary for a pull request; "-" prints it')
  .option("--tree <stack>", "show the resources of one stack as a tree")
  .option("--trace", "show stack traces of errors; slower", false)
  .addHelpText(
    "after",
    "\nExit codes: 0 clean, 1 violations or failed stacks, 2 a mistake in the configuration or the command",
  )
  .action(async (options: PlanCommandOptions) => {
    // Until the plan is complete it counts as failed, whatever ends the process.
    process.exitCode = 1;
    const { planCommand } = await import("./commands/plan.js");
    process.exitCode = await planCommand(options);
  });

program
  .command("waves")
  .description("list the stacks in the order they can be deployed")
  .option("--cwd <folder>", "folder of the project", ".")
  .option("--json", "print JSON for a CI matrix", false)
  .action(async (options: WavesCommandOptions) => {
    const { wavesCommand } = await import("./commands/waves.js");
    wavesCommand(options);
  });

program
  .command("up")
  .description("deploy the stacks wave by wave, those of a wave side by side")
  .option("--cwd <folder>", "folder of the project", ".")
  .option("--yes", "deploy without a preview and a question", false)
  .option("--preview", "show what would change, deploy nothing", false)
  .option("--stack <stacks>", "only these, with commas between them")
  .option("--parallel <number>", "stacks that are worked on at the same time", "4")
  .option("--all", "deploy again what an unfinished run has deployed", false)
  .addHelpText(
    "after",
    "\nExit codes: 0 all deployed, 1 a stack failed or was not started, 2 a mistake in the configuration or the command; with --preview a stack may wait for others that are not deployed",
  )
  .action(async (options: UpCommandOptions) => {
    // Until everything is deployed it counts as failed, whatever ends the process.
    process.exitCode = 1;
    const { upCommand } = await import("./commands/up.js");
    process.exitCode = await upCommand(options);
  });

program
  .command("rehearse")
  .description("run a command with the real Pulumi engine against an emulated AWS")
  .argument("[command...]", "such as pulumi preview -s management; the whole deployment by default")
  .option("--cwd <folder>", "folder of the project", ".")
  .passThroughOptions()
  .action(async (words: string[], options: RehearseCommandOptions) => {
    const { rehearseCommand } = await import("./commands/rehearse.js");
    process.exitCode = await rehearseCommand(words, options);
  });

program
  .command("policy-config")
  .description("print the organization's guardrails for pulumi --policy-pack-config")
  .option("--cwd <folder>", "folder of the project", ".")
  .action(async ({ cwd }: { cwd: string }) => {
    const { policyConfigCommand } = await import("./commands/policy-config.js");
    policyConfigCommand(cwd);
  });

program
  .command("explain")
  .description(
    "tell which guardrails speak on a request, where each acts, and how to get an exception",
  )
  .requiredOption("--account <account>", "key of the account, such as prod")
  .requiredOption("--action <action>", "API call, such as s3:PutBucketAcl, or several: s3:Put*")
  .option("--resource <arn>", "what it is asked on; any resource by default")
  .option("--principal <arn>", "role, user, root user or session that asks; anybody by default")
  .option("--cwd <folder>", "folder of the project", ".")
  .action(async (options: ExplainCommandOptions) => {
    const { explainCommand } = await import("./commands/explain.js");
    explainCommand(options);
  });

program
  .command("docs")
  .description("write the pages that are made from code: docs/guardrails.md")
  .option("--cwd <folder>", "folder of the project", ".")
  .action(async ({ cwd }: { cwd: string }) => {
    const { docsCommand } = await import("./commands/docs.js");
    docsCommand(cwd);
  });

program.parseAsync().catch((error: unknown) => {
  if (error instanceof CommanderError) {
    // Commander has printed what is wrong, or the help that was asked for.
    process.exitCode = error.exitCode === 0 ? 0 : MISTAKE;
  } else if (error instanceof ConfigurationError || isUsageError(error)) {
    console.error(error.message);
    process.exitCode = MISTAKE;
  } else {
    throw error;
  }
});
