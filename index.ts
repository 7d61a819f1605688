import { type RunOptions, runStack } from "./stacks";

/** The program of every stack: Pulumi calls it, and so do the offline plan and the tests. */
function program(options?: RunOptions): Promise<object> {
  return runStack(options);
}

export = program;
