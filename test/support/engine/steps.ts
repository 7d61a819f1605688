import type { EngineEvent, Stack } from "@pulumi/pulumi/automation";
import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "./world";

/** Result of one operation of the engine: resources by operation, and its messages. */
export interface Operation {
  /** Resources by operation: `create`, `update`, `same` and so on. */
  readonly counts: Readonly<Record<string, number>>;
  /** Everything that is not left as it is: `update aws:kms/key:Key name`, sorted. */
  readonly changes: readonly string[];
  /** Resources that the engine has deleted, in the order in which it began. Without components. */
  readonly deletions: readonly Deletion[];
  /** Violations of the policy pack. */
  readonly violations: readonly Violation[];
  /** Errors and warnings, as the engine wrote them. */
  readonly diagnostics: readonly string[];
  /** The engine's message when it refused. */
  readonly failure: string | undefined;
  readonly output: string;
  readonly milliseconds: number;
}

/** A deletion, from the engine's own events. */
export interface Deletion {
  readonly urn: string;
  readonly type: string;
  /** URN and id of the provider whose credentials the deletion uses. */
  readonly provider: string;
  /** Inputs of the resource, as the state had them. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** True when the resource leaves the state alone, and AWS keeps it. */
  readonly retained: boolean;
  /** Position of the event at its beginning. */
  readonly began: number;
  /** Position of the event at its end. */
  readonly ended: number;
}

export interface Violation {
  readonly policy: string;
  /** Level of the violation, which may be lower than that of its policy. */
  readonly level: string;
  readonly urn: string;
  readonly message: string;
}

export interface RunOptions {
  /** @default - the project's own */
  readonly policyPacks?: readonly string[];
  /** Parameters of the policy pack; null runs it without any. @default - the organization's */
  readonly policyConfig?: Readonly<Record<string, unknown>> | null;
}

export type Kind = "preview" | "up" | "refresh" | "destroy";

/** Runs one operation with the project's policy pack attached, as a company does; failures are part of the result. */
export async function run(
  world: Pick<World, "policyConfig" | "project">,
  stack: Stack,
  kind: Kind,
  options: RunOptions = {},
): Promise<Operation> {
  const events: EngineEvent[] = [];
  let output = "";
  const common = {
    onOutput: (text: string) => {
      output += text;
    },
    onEvent: (event: EngineEvent) => {
      events.push(event);
    },
  };
  const policyPacks = [...(options.policyPacks ?? [join(world.project, "policy-pack")])];
  const judged = {
    ...common,
    policyPacks,
    policyPackConfigs: configsOf(world, policyPacks, options.policyConfig),
  };
  const { stackTraceLimit } = Error;
  const started = performance.now();
  let failure: string | undefined;
  try {
    await {
      preview: () => stack.preview(judged),
      up: () => stack.up(judged),
      refresh: () => stack.refresh(common),
      destroy: () => stack.destroy(common),
    }[kind]();
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  } finally {
    // The program keeps no stack traces; a test's own failures need theirs.
    Error.stackTraceLimit = stackTraceLimit;
  }
  return {
    ...described(events),
    deletions: deletionsOf(events),
    failure,
    output,
    milliseconds: performance.now() - started,
  };
}

/** One file for each pack, as the CLI wants it, or none at all. */
function configsOf(
  world: Pick<World, "policyConfig">,
  policyPacks: readonly string[],
  config: RunOptions["policyConfig"],
): string[] {
  if (config === null) {
    return [];
  }
  const file = config === undefined ? world.policyConfig : `${world.policyConfig}.${randomUUID()}`;
  if (config !== undefined) {
    writeFileSync(file, JSON.stringify(config));
  }
  return policyPacks.map(() => file);
}

function described(
  events: readonly EngineEvent[],
): Pick<Operation, "changes" | "counts" | "diagnostics" | "violations"> {
  const changes: string[] = [];
  const diagnostics: string[] = [];
  const violations: Violation[] = [];
  const counts: Record<string, number> = {};
  for (const event of events) {
    const step = event.resourcePreEvent?.metadata;
    if (step && step.op !== "same" && step.op !== "read" && step.op !== "refresh") {
      changes.push(`${step.op} ${step.type} ${step.urn.split("::")[3] ?? ""}`);
    }
    const diagnostic = event.diagnosticEvent;
    if (diagnostic && ["error", "warning"].includes(diagnostic.severity)) {
      diagnostics.push(diagnostic.message.replaceAll(/<\{%[^}]*%\}>/g, "").trim());
    }
    if (event.policyEvent) {
      violations.push({
        policy: event.policyEvent.policyName,
        level: event.policyEvent.enforcementLevel,
        urn: event.policyEvent.resourceUrn ?? "",
        message: event.policyEvent.message.replaceAll(/<\{%[^}]*%\}>/g, "").trim(),
      });
    }
    Object.assign(counts, event.summaryEvent?.resourceChanges);
  }
  return { changes: changes.sort(), counts, diagnostics, violations };
}

function deletionsOf(events: readonly EngineEvent[]): Deletion[] {
  const ends = new Map<string, number>();
  events.forEach(({ resOutputsEvent }, position) => {
    if (resOutputsEvent?.metadata.op === "delete") {
      ends.set(resOutputsEvent.metadata.urn, position);
    }
  });
  return events.flatMap(({ resourcePreEvent }, began) => {
    const step = resourcePreEvent?.metadata;
    if (step?.op !== "delete" || step.old?.custom !== true) {
      return [];
    }
    const { urn, type, provider } = step;
    const { inputs, retainOnDelete: retained = false } = step.old;
    return [{ urn, type, provider, inputs, retained, began, ended: ends.get(urn) ?? Infinity }];
  });
}
