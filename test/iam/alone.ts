import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import type { ParameterValues } from "../../policy-pack/guardrails/types/parameter";
import type { PolicyType, Statement } from "../../policy-pack/guardrails/types/organization-policy";
import { effectiveGuardrails } from "../../stacks/guardrails";
import { type Proved, provingContext } from "./organization";
import { decide, type Request } from "./simulate";

/** Statements of one guardrail by kind of policy. */
export type Statements = Readonly<
  Record<Extract<PolicyType, "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY">, Statement[]>
>;

/** True when AWS enforces a guardrail with statements. */
export function hasStatements({ deny }: Guardrail): boolean {
  return !("none" in deny) && deny.some((policy) => "statements" in policy);
}

/**
 * The statements of one guardrail as the test organization renders them.
 *
 * @param parameters Values of the guardrail's parameters. @default - those of the test organization
 */
export function statementsAlone(
  proved: Proved,
  { id, deny }: Guardrail,
  parameters: ParameterValues = effectiveGuardrails(proved.organization).find(
    ({ guardrail }) => guardrail.id === id,
  )?.parameters ?? {},
): Statements {
  const context = provingContext(proved, id);
  const statements: Statements = { SERVICE_CONTROL_POLICY: [], RESOURCE_CONTROL_POLICY: [] };
  for (const policy of "none" in deny ? [] : deny) {
    if ("statements" in policy) {
      statements[policy.policyType].push(...policy.statements(context, parameters));
    }
  }
  return statements;
}

/** Result of a request under one guardrail alone: its policies on the principal's account and on the resource's. */
export function outcome(request: Request, alone: Statements): Promise<"allowed" | "denied"> {
  return decide(request, {
    principal: [{ serviceControl: documents(alone.SERVICE_CONTROL_POLICY), resourceControl: [] }],
    resource:
      request.resourceAccount === undefined
        ? []
        : [{ serviceControl: [], resourceControl: documents(alone.RESOURCE_CONTROL_POLICY) }],
  });
}

function documents(statements: readonly Statement[]): string[] {
  return statements.length === 0
    ? []
    : [JSON.stringify({ Version: "2012-10-17", Statement: statements })];
}
