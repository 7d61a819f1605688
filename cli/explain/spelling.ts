import { distance } from "fastest-levenshtein";
import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import type { Statement } from "../../policy-pack/guardrails/types/organization-policy";
import type { Parameter } from "../../policy-pack/guardrails/types/parameter";
import type { Organization } from "../../stacks/company/organization";
import { denyContext } from "../../stacks/guardrails";
import { actionsNamed } from "../evaluation/statement-match";

/** Typing errors that a guess may correct: one in eight letters, at most two. */
const slips = (word: string): number => Math.min(2, Math.floor(word.length / 8));

/**
 * Warning about an action that no guardrail of the catalogue names; `undefined` for an action that one names. AWS
 * publishes no complete list of actions, so a typing error would look like an allowed action.
 */
export function spellingOf(organization: Organization, action: string): string | undefined {
  const patterns = guardrails.flatMap((guardrail) => actionsOf(organization, guardrail));
  if (actionsNamed({ Action: patterns }, action).length > 0) {
    return undefined;
  }
  const [service = ""] = action.toLowerCase().split(":");
  const services = [...new Set(patterns.map((pattern) => pattern.split(":")[0] ?? ""))];
  const known = services.includes(service);
  const near =
    nearest(
      action,
      patterns.filter((pattern) => !/[*?]/.test(pattern)),
    ) ?? (known ? undefined : nearest(service, services));
  const what = known ? action : `${action} or another action of ${service}`;
  const guess = near === undefined ? "" : `: did you mean ${near}?`;
  return `no guardrail names ${what}; check the spelling${guess}`;
}

function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const [best] = candidates
    .map((candidate) => ({ candidate, far: distance(lower, candidate.toLowerCase()) }))
    .filter(({ far }) => far <= slips(word))
    .sort((left, right) => left.far - right.far);
  return best?.candidate;
}

/** Patterns of the actions that a guardrail names, independent of the organization's settings. */
function actionsOf(organization: Organization, { deny, calls, parameters }: Guardrail): string[] {
  const context = denyContext(organization, { exemptRoles: [] });
  const values = Object.fromEntries(
    Object.entries(parameters).map(([name, parameter]) => [name, valueOf(parameter)]),
  );
  const statements = ("none" in deny ? [] : deny).flatMap((policy): readonly Statement[] =>
    "statements" in policy ? policy.statements(context, values) : [],
  );
  return [
    ...(calls ?? []),
    ...statements.flatMap(({ Action = [], NotAction = [] }) => [...Action, ...NotAction]),
  ];
}

const empty = { strings: [], boolean: false, number: 0 } as const;

/** Default of a parameter, or an empty value: the actions of most statements do not depend on parameters. */
function valueOf({ type, default: value }: Parameter) {
  return value ?? empty[type];
}
