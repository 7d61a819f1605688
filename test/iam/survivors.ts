import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import { outcome, type Statements, statementsAlone } from "./alone";
import { mutantsOf } from "./mutants";
import { casesOf, exemptRolesOf, type Proved } from "./organization";
import { asRole, type Request, requestsOf } from "./simulate";

export interface MutationResult {
  readonly guardrail: string;
  readonly mutants: number;
  /** Titles of the mutants that no case notices. */
  readonly survivors: readonly string[];
}

interface Expectation {
  readonly request: Request;
  readonly expected: "allowed" | "denied";
  /** True for a request that proves the exemption of a role. */
  readonly exempt: boolean;
}

/** Tries every mutant of a guardrail's statements against the guardrail's own cases. */
export async function mutate(proved: Proved, guardrail: Guardrail): Promise<MutationResult> {
  const expectations = expectationsOf(proved, guardrail);
  const alone = statementsAlone(proved, guardrail);
  const survivors: string[] = [];
  let mutants = 0;
  for (const policyType of ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const) {
    for (const mutant of mutantsOf(alone[policyType])) {
      mutants += 1;
      const changed: Statements = { ...alone, [policyType]: [...mutant.statements] };
      if (!(await isNoticed(expectations, changed))) {
        survivors.push(mutant.title);
      }
    }
  }
  return { guardrail: guardrail.id, mutants, survivors };
}

async function isNoticed(
  expectations: readonly Expectation[],
  statements: Statements,
): Promise<boolean> {
  for (const { request, expected } of expectations) {
    if ((await outcome(request, statements)) !== expected) {
      return true;
    }
  }
  return false;
}

/**
 * The requests of a guardrail's cases. Denied requests are repeated by each exempt role, and by a role whose name only
 * begins like it.
 */
export function expectationsOf(proved: Proved, { id, optIn }: Guardrail): Expectation[] {
  const own = casesOf.get(id);
  return (own?.cases ?? []).flatMap((one) => {
    const requests = requestsOf(one, proved.ids, optIn === undefined ? "prod" : id);
    const byRole = own ? exemptRolesOf(own, one) : [];
    return requests.flatMap((request): Expectation[] => [
      { request, expected: one.expected, exempt: false },
      ...byRole.flatMap((role): Expectation[] => [
        { request: asRole(request, role), expected: "allowed", exempt: true },
        { request: asRole(request, `${role}-too`), expected: "denied", exempt: true },
      ]),
    ]);
  });
}
