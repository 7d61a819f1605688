/**
 * One operation on one stack, in a process of its own: the Automation API lets the programs of a process share their
 * uncaught errors, so that a stack that fails would fail those beside it. The folder that it runs in is the project's,
 * as it is for a program that the plain CLI runs.
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
import type { Diagnostic, Message, Task } from "./messages";

/** Runs the operation. Never rejects: what goes wrong is told. */
async function work(task: Task): Promise<Message> {
  const log = (text: string): void => {
    appendFileSync(task.log, text);
  };
  // What comes after the engine has the program's answer changes nothing any more; before, it is the SDK's to report.
  process.on("unhandledRejection", (reason) => {
    log(`${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}\n`);
  });
  // The engine gets the signals of a terminal by itself and ends in order, for which it needs the program.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => undefined);
  // What the program prints goes nowhere when the command is gone; that must not end it in the middle.
  process.stdout.on("error", () => undefined);
  process.stderr.on("error", () => undefined);

  let complaints = "";
  const told: Diagnostic[] = [];
  const tell = (diagnostic: Diagnostic): void => {
    told.push(diagnostic);
    send({ kind: "diagnostic", diagnostic });
  };
  try {
    const stack = await open(task);
    send({ kind: "opened" });
    log(`\n${new Date().toISOString()} ${task.operation} ${task.stack}\n`);
    await stack[task.operation]({
      policyPacks: [join(task.folder, "policy-pack")],
      policyPackConfigs: [task.policyConfig],
      color: "never",
      onOutput: log,
      onError: (text) => {
        complaints += text;
        log(text);
      },
      onEvent: (event) => {
        report(event, tell);
      },
    });
    return { kind: "ended", succeeded: true };
  } catch (error) {
    const text = complaints.trim() || messageOf(error);
    if (complaints === "") {
      log(`${text}\n`);
    }
    if (!told.some(({ severity }) => severity === "error")) {
      tell({ severity: "error", text: stripVTControlCharacters(text) });
    }
    return { kind: "ended", succeeded: false, locked: error instanceof ConcurrentUpdateError };
  }
}

/** The stack in its backend, made empty when it is not there yet. */
function open({ folder, project, stack, secretsProvider }: Task): Promise<Stack> {
  return LocalWorkspace.createOrSelectStack(
    { stackName: stack, projectName: project, program: () => platform() },
    { workDir: folder, ...(secretsProvider !== undefined && { secretsProvider }) },
  );
}

/** Passes on what people are told of an event of the engine. */
function report(event: EngineEvent, tell: (diagnostic: Diagnostic) => void): void {
  const { diagnosticEvent, policyEvent, resourcePreEvent, resOutputsEvent, summaryEvent } = event;
  if (diagnosticEvent?.severity === "error" || diagnosticEvent?.severity === "warning") {
    const { severity, prefix = "", message, urn = "" } = diagnosticEvent;
    tell({ severity, text: plain(prefix + message), ...(urn !== "" && { urn }) });
  }
  if (policyEvent) {
    const { enforcementLevel, policyName, policyPackName, message, resourceUrn = "" } = policyEvent;
    tell({
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

/** A message of the engine without its marks for colours. */
function plain(text: string): string {
  return text.replaceAll(/<\{%[^%]*%\}>/g, "").trimEnd();
}

/** What the CLI has said, without the Automation API's frame around it. */
function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const framed = /\n stderr: Command failed[^\n]*\n([\s\S]*?)\n err\?: /.exec(text)?.[1];
  return error instanceof CommandError && framed ? framed.trim() : text;
}

/** A deployment that has lost its command goes on to its end. */
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
