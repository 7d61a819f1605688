import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import type { PolicyType, Statement } from "../../policy-pack/guardrails/types/organization-policy";
import { matching } from "../../policy-pack/guardrails/support/wildcards";
import { accountsInScope, effectiveGuardrails, isEnforcedSomewhere } from "../../stacks/guardrails";
import { hasStatements, outcome, type Statements, statementsAlone } from "./alone";
import type { Proved } from "./organization";
import type { Request } from "./simulate";

/** One deny statement of a guardrail, before it is merged with others into a document. */
export interface Deny {
  /** Id of the guardrail. */
  readonly guardrail: string;
  /** Sid of the statement, which begins with the guardrail's name. */
  readonly statement: string;
  readonly policyType: PolicyType;
  /** The statement alone, in the form that `outcome` reads. */
  readonly alone: Statements;
  /** Keys of the accounts that the guardrail applies to. */
  readonly accounts: ReadonlySet<string>;
  /** True when the statement names the action. */
  readonly names: (action: string) => boolean;
}

/** Every deny statement that the enforced guardrails of an organization emit, in the order of the catalogue. */
export function deniesOf(
  proved: Proved,
  include: (guardrail: Guardrail) => boolean = () => true,
): Deny[] {
  return effectiveGuardrails(proved.organization)
    .filter(({ guardrail }) => isEnforcedSomewhere(proved.organization, guardrail))
    .filter(({ guardrail }) => hasStatements(guardrail))
    .filter(({ guardrail }) => include(guardrail))
    .flatMap(({ guardrail, scope }) => {
      const accounts = new Set(accountsInScope(proved.organization, scope));
      const statements = statementsAlone(proved, guardrail);
      return (["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"] as const).flatMap(
        (policyType) =>
          statements[policyType].map((statement, index) => ({
            guardrail: guardrail.id,
            statement: statement.Sid ?? `${guardrail.id} ${index + 1}`,
            policyType,
            alone: {
              SERVICE_CONTROL_POLICY: [],
              RESOURCE_CONTROL_POLICY: [],
              [policyType]: [statement],
            },
            accounts,
            names: namesOf(statement),
          })),
      );
    });
}

/**
 * The statements that deny a request, each evaluated alone. A service control policy applies to the account of the
 * principal, a resource control policy to the account of the resource.
 */
export async function deniersOf(denies: readonly Deny[], request: Request): Promise<Deny[]> {
  const found: Deny[] = [];
  for (const deny of denies) {
    const bound =
      deny.policyType === "SERVICE_CONTROL_POLICY" ? request.account : request.resourceAccount;
    if (
      bound !== undefined &&
      deny.accounts.has(bound) &&
      deny.names(request.action) &&
      (await outcome(request, deny.alone)) === "denied"
    ) {
      found.push(deny);
    }
  }
  return found;
}

/** True for each action that a statement names, or does not exclude. */
function namesOf({ Action, NotAction = [] }: Statement): (action: string) => boolean {
  const patterns = (Action ?? NotAction).map((name) => matching(name, { ignoreCase: true }));
  const among = (action: string): boolean => patterns.some((matches) => matches(action));
  return Action ? among : (action) => !among(action);
}
