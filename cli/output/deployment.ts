import { type ChangeKind, changeKinds, type Changes, isUnchanged } from "../deploy/changes";
import type { DeployOptions, StackResult } from "../deploy/deploy";
import type { Diagnostic } from "../deploy/messages";
import { plural, shortUrn } from "./summary";
import { type Column, paint, type Style, table } from "./table";
import { outputWidth, wrapText } from "./width";

/** Runbook about locks and pending operations. */
const interruptedRunbook = "docs/runbooks/interrupted-deployment.md";

const past: Readonly<Record<ChangeKind, string>> = {
  create: "created",
  import: "imported",
  update: "updated",
  replace: "replaced",
  delete: "deleted",
  same: "unchanged",
};

/** Result of one stack in a line: "deployed, 3 created, 60 unchanged". */
export function resultText({ state, changes }: StackResult): string {
  return changes === undefined || state === "failed" ? state : `${state}, ${changesText(changes)}`;
}

function changesText({ counts }: Changes): string {
  const parts = changeKinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => `${counts[kind]} ${past[kind]}`);
  return parts.length === 0 ? "no resources" : parts.join(", ");
}

/** Changes of a wave: a line for each stack, and the name of every resource that would be replaced or deleted. */
export function previewText(previews: readonly StackResult[], width = outputWidth()): string {
  return [table(columns, previews, width), wrapText(losses(previews).join("\n"), width)]
    .join("\n")
    .trimEnd();
}

/** Commands for the next step. */
export interface NextCommands {
  /** The command that has been run, with its options. */
  readonly again: string;
  /** The deployment of what a preview has shown; absent after a deployment. */
  readonly deploy?: string;
}

/** Result of every stack, and the next step. */
export function deploymentText(
  results: readonly StackResult[],
  commands: NextCommands,
  width = outputWidth(),
): string {
  const failed = results.filter(({ state }) => state === "failed");
  const text = [
    ...losses(results.filter(({ state }) => state === "previewed")),
    ...failed.map(({ stack, log = "" }) => `${stack}: the full output of the engine is in ${log}`),
    ...results
      .filter(({ leftovers }) => leftovers)
      .map(({ stack }) => `${stack}: see ${interruptedRunbook}`),
    nextStep(results, commands),
  ].join("\n");
  return [table(columns, results, width), "", wrapText(text, width)].join("\n");
}

/**
 * Exit code 0 when every stack is deployed, or previewed without an error. In a preview, a stack may also wait for
 * stacks that are not deployed; an interrupted preview is incomplete and fails.
 */
export function deploymentExitCode(
  results: readonly StackResult[],
  mode: DeployOptions["mode"],
): 0 | 1 {
  const isComplete = ({ state, waits }: StackResult): boolean =>
    state === "not started" ? mode === "preview" && waits === true : state !== "failed";
  return results.every(isComplete) ? 0 : 1;
}

/** Messages of the engine about a stack, in their own words, each under its resource. */
export function diagnosticsText(
  stack: string,
  diagnostics: readonly Diagnostic[],
  width = outputWidth(),
): string {
  return [
    paint("bold", `Messages of the engine about ${stack}:`),
    ...diagnostics.map((diagnostic) => diagnosticText(diagnostic, width)),
  ].join("\n");
}

function diagnosticText({ severity, text, urn }: Diagnostic, width: number): string {
  const own = urn === undefined ? text : `${shortUrn(urn)}\n${text}`;
  const lines = wrapText(own, width - 2).split("\n");
  const style = severity === "error" ? "red" : "yellow";
  return lines.map((line) => `  ${paint(style, line)}`).join("\n");
}

/** Kinds of changes that a narrow table leaves out: no resource is lost by them. */
const rare: Partial<Record<ChangeKind, number>> = { same: 2, import: 4, update: 5 };

/** Green for success. */
const styles: Readonly<Record<StackResult["state"], Style>> = {
  deployed: "green",
  previewed: "green",
  "deployed before": "green",
  failed: "red",
  "not started": "yellow",
};

/** Columns of a deployment's table, in the order of `changeKinds`; the rarest changes are left out first. */
const columns: readonly Column<StackResult>[] = [
  { head: "wave", align: "right", leaveOut: 3, text: ({ wave }) => wave },
  { head: "stack", least: 12, text: ({ stack }) => stack },
  ...changeKinds.map((kind): Column<StackResult> => ({
    head: kind,
    align: "right",
    ...(kind in rare && { leaveOut: rare[kind] }),
    text: ({ changes }) => changes?.counts[kind] ?? "-",
  })),
  {
    head: "s",
    align: "right",
    leaveOut: 1,
    text: ({ durationMs }) => (durationMs === undefined ? "-" : Math.round(durationMs / 1000)),
  },
  {
    head: "result",
    least: 16,
    wraps: true,
    style: ({ state }) => styles[state],
    text: ({ state, because }) => (because === undefined ? state : `${state}: ${because}`),
  },
];

function losses(results: readonly StackResult[]): string[] {
  return results.flatMap(({ stack, changes }) => [
    ...(changes?.replaced ?? []).map((urn) => `${stack}: would replace ${shortUrn(urn)}`),
    ...(changes?.deleted ?? []).map((urn) => `${stack}: would delete ${shortUrn(urn)}`),
  ]);
}

function nextStep(results: readonly StackResult[], { again, deploy }: NextCommands): string {
  const run = `run ${again} again${deploy === undefined ? "; it continues where it stopped" : ""}.`;
  const count = (state: StackResult["state"]): number =>
    results.filter((result) => result.state === state).length;
  if (count("failed") > 0) {
    return `Next: fix the errors that the engine reports, then ${run}`;
  }
  const unchanged = results.every(({ changes }) => changes === undefined || isUnchanged(changes));
  const waiting = count("not started") > 0;
  if (count("previewed") > 0 && (waiting || !unchanged)) {
    return `Nothing was changed. Next: ${deploy ?? again}.`;
  }
  if (waiting) {
    return `Next: resolve the reasons above, then ${run}`;
  }
  return unchanged
    ? `Nothing to change: ${plural(results.length, "stack")} up to date.`
    : `${plural(results.length, "stack")} deployed.`;
}
