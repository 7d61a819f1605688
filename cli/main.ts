import { Command } from "commander";
import { ConfigurationError } from "../stacks/configuration/problems";
import { planCommand, type PlanCommandOptions } from "./commands/plan";
import { wavesCommand, type WavesCommandOptions } from "./commands/waves";

const CONFIGURATION_ERROR = 2;

const program = new Command("platform").description("Plan and deploy a company's AWS organization");

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
    "\nExit codes: 0 clean, 1 violations or failed stacks, 2 configuration error",
  )
  .action(async (options: PlanCommandOptions) => {
    // Until the plan is complete it counts as failed, whatever ends the process.
    process.exitCode = 1;
    process.exitCode = await planCommand(options);
  });

program
  .command("waves")
  .description("list the stacks in the order they can be deployed")
  .option("--cwd <folder>", "folder of the project", ".")
  .option("--json", "print JSON for a CI matrix", false)
  .action((options: WavesCommandOptions) => {
    wavesCommand(options);
  });

program.parseAsync().catch((error: unknown) => {
  if (error instanceof ConfigurationError) {
    console.error(error.message);
    process.exitCode = CONFIGURATION_ERROR;
    return;
  }
  throw error;
});
