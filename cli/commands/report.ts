import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { unknownAction } from "../explain/actions";
import { reportText } from "../output/report";
import { loadProject } from "../planner/project";
import { actionOf } from "../report/actions";
import { report } from "../report/report";
import { readCalls, type TrailCall } from "../report/trail-calls";
import { withIds } from "../../stacks/company/accounts";
import { accountIdsIn } from "./account-ids";
import { UsageError } from "./usage";

export interface ReportCommandOptions {
  /** Folder of the project, where `Pulumi.yaml` is. */
  readonly cwd: string;
  /** File with the output `accountIds` of the stack management: ids by account key, as JSON. */
  readonly accounts?: string;
  /** Prints JSON instead of text. */
  readonly json: boolean;
}

/**
 * Prints what the guardrails in stage `report` would have refused, by the calls of a trail.
 *
 * @param file Answer of Athena to the saved query `calls-for-report`, as JSON.
 * @throws UsageError for a file that cannot be read or is another one.
 * @throws ConfigurationError before anything is compared.
 */
export async function reportCommand(
  file: string,
  { cwd, accounts, json }: ReportCommandOptions,
): Promise<void> {
  const { organization } = loadProject(resolve(cwd));
  const ids = accounts === undefined ? {} : accountIdsIn(accounts, organization);
  const calls = callsIn(file);
  const found = report(withIds(organization, ids), calls);
  const unknownActions = await unknownOf(calls);
  console.log(
    json
      ? JSON.stringify({ ...found, unknownActions }, undefined, 2)
      : reportText(found, unknownActions),
  );
}

/** Actions that AWS's published list does not contain: the trail has calls that no policy names. */
async function unknownOf(calls: readonly TrailCall[]): Promise<string[]> {
  const actions = [...new Set(calls.map(actionOf))].sort();
  const notes = await Promise.all(actions.map(unknownAction));
  return actions.filter((_, index) => notes[index] !== undefined);
}

function callsIn(file: string): readonly TrailCall[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError(
      `${file} cannot be read; write the output of aws athena get-query-results into it (docs/roll-out.md)`,
    );
  }
  const calls = readCalls(text);
  if (typeof calls === "string") {
    throw new UsageError(`${file} ${calls} (docs/roll-out.md)`);
  }
  return calls;
}
