/**
 * The engine's runs of one fault after the other, in a process of their own: the Automation API lets the programs of a
 * process share their uncaught errors, so that a run that fails would fail the one beside it.
 */
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import { dirname } from "node:path";
import platform from "../../../index";
import { type Operation, run } from "./steps";
import type { Answer, Task } from "./runner";

const stacks = new Map<string, Promise<Stack>>();

// While a program runs the Automation API listens itself; what comes after a failed one must not end the process before
// its answer is sent.
process.on("unhandledRejection", () => undefined);

process.on("message", (task: Task) => {
  void work(task).then(
    (operation) => answer({ key: task.key, operation }),
    (error: unknown) => answer({ key: task.key, error: String(error) }),
  );
});

async function work(task: Task): Promise<Operation> {
  const id = `${task.project} ${task.stack}`;
  const stack = stacks.get(id) ?? open(task);
  stacks.set(id, stack);
  stack.catch(() => stacks.delete(id));
  return run(task, await stack, task.kind, task.checked ? {} : { policyPacks: [] });
}

async function open({ cli, project, stack, variables }: Task): Promise<Stack> {
  const opened = await LocalWorkspace.createOrSelectStack(
    { stackName: stack, projectName: "platform", program: () => platform() },
    {
      workDir: project,
      envVars: { ...variables },
      pulumiCommand: await PulumiCommand.get({ root: dirname(dirname(cli)) }),
    },
  );
  // The tests do not use these results of an `up`, which take four starts of the CLI.
  const summary = { kind: "update", startTime: new Date(), endTime: new Date(), version: 0 };
  const nothing = { message: "", environment: {}, config: {}, result: "succeeded" };
  return Object.assign(opened, {
    outputs: () => Promise.resolve({}),
    info: () => Promise.resolve({ ...summary, ...nothing }),
  });
}

function answer(message: Answer): void {
  if (process.connected) {
    process.send?.(message);
  }
}
