/**
 * One operation on one stack, in a process of its own: programs that the Automation API runs in one process share their
 * uncaught errors, so a stack that fails would fail the others. The working directory is the project's folder, as for a
 * program that the plain CLI runs.
 */
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import {
  CommandError,
  ConcurrentUpdateError,
  type EngineEvent,
  LocalWorkspace,
  type Stack,
} from "@pulumi/pulumi/automation";
import platform from "../../index";
import { repositoryFolder } from "../planner/project-settings";
import type { Diagnostic, Message, Task } from "./messages";
import { Reported } from "./reported";

/** Runs the operation. Never rejects: errors are sent as messages. */
async function work(task: Task): Promise<Message> {
  const log = (text: string): void => {
    appendFileSync(task.log, text);
  };
  // Rejections after the program has returned are ignored; earlier ones are reported by the SDK.
  process.on("unhandledRejection", (reason) => {
    log(`${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}\n`);
  });
  // The terminal sends signals to the engine as well. It stops in order, and needs the program until then.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => undefined);
  // When the command has been killed, printing fails; that must not end the program in the middle.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);

  let errorOutput = "";
  const reported = new Reported();
  const report = (given: Diagnostic): void => {
    const diagnostic = reported.add(given);
    if (diagnostic !== undefined) {
      send({ kind: "diagnostic", diagnostic });
    }
  };
  try {
    const stack = await open(task);
    send({ kind: "opened" });
    log(`\n${new Date().toISOString()} ${task.operation} ${task.stack}\n`);
    await stack[task.operation]({
      policyPacks: [join(repositoryFolder, "policy-pack")],
      policyPackConfigs: [task.policyConfig],
      color: "never",
      onOutput: log,
      onError: (text) => {
        errorOutput += text;
        log(text);
      },
      onEvent: (event) => {
        forward(event, report);
      },
    });
    return { kind: "ended", succeeded: true };
  } catch (error) {
    const text = errorOutput.trim() || messageOf(error);
    if (errorOutput === "") {
      log(`${text}\n`);
    }
    if (!reported.hasErrors) {
      report({ severity: "error", text: stripVTControlCharacters(text) });
    }
    return { kind: "ended", succeeded: false, locked: error instanceof ConcurrentUpdateError };
  }
}

/** The stack in its backend; creates an empty one when it does not exist. */
function open({ folder, project, stack, secretsProvider }: Task): Promise<Stack> {
  return LocalWorkspace.createOrSelectStack(
    { stackName: stack, projectName: project, program: () => platform() },
    { workDir: folder, secretsProvider },
  );
}

/** Forwards the parts of an engine's event that are shown or counted. */
function forward(event: EngineEvent, report: (diagnostic: Diagnostic) => void): void {
  const { diagnosticEvent, policyEvent, resourcePreEvent, resOutputsEvent, summaryEvent } = event;
  if (diagnosticEvent?.severity === "error" || diagnosticEvent?.severity === "warning") {
    const { severity, prefix = "", message, urn = "" } = diagnosticEvent;
    report({ severity, text: plain(prefix + message), ...(urn !== "" && { urn }) });
  }
  if (policyEvent) {
    const { enforcementLevel, policyName, policyPackName, message, resourceUrn = "" } = policyEvent;
    report({
      severity: enforcementLevel === "mandatory" ? "error" : "warning",
      text: `[${enforcementLevel}] ${policyPackName} ${policyName}\n${plain(message)}`,
      ...(resourceUrn !== "" && { urn: resourceUrn }),
    });
  }
  if (resourcePreEvent) {
    const { op, urn } = resourcePreEvent.metadata;
    send({ kind: "step", op, urn, done: false });
  }
  if (resOutputsEvent) {
    const { op, urn } = resOutputsEvent.metadata;
    send({ kind: "step", op, urn, done: true });
  }
  if (summaryEvent) {
    send({ kind: "summary", counts: summaryEvent.resourceChanges });
  }
}

/** A message of the engine without its colour marks. */
function plain(text: string): string {
  return text.replaceAll(/<\{%[^%]*%\}>/g, "").trimEnd();
}

/** Message of the CLI, without the text that the Automation API adds around it. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const framed = /\n stderr: Command failed[^\n]*\n([\s\S]*?)\n err\?: /.exec(text)?.[1];
  return error instanceof CommandError && framed ? framed.trim() : text;
}

/** Sends a message while the command runs; a deployment continues to its end even after the command was killed. */
function send(message: Message, sent: () => void = () => undefined): void {
  if (process.connected) {
    process.send?.(message, undefined, {}, sent);
  } else {
    sent();
  }
}

void work(JSON.parse(process.argv[2] ?? "") as Task).then((ended) => {
  send(ended, () => process.exit());
});
