import { guardrails } from "../guardrails";
import type { Guardrail } from "../guardrails/types/guardrail";

/** Name of the policy that checks a guardrail's resources one by one. */
export function resourcePolicyName({ id }: Pick<Guardrail, "id">): string {
  return id;
}

/** Name of the policy that checks the resources of a stack together. */
export function stackPolicyName({ id }: Pick<Guardrail, "id">): string {
  return `${id}-relations`;
}

/** Name of every policy with the id of its guardrail, in the order of the pack. Needs no package of Pulumi. */
export function policyNames(): { readonly guardrail: string; readonly policy: string }[] {
  return guardrails.flatMap((guardrail) => {
    const { id, preview } = guardrail;
    if ("none" in preview) {
      return [];
    }
    const { resource = [], stack = [] } = preview;
    return [
      ...(resource.length > 0 ? [{ guardrail: id, policy: resourcePolicyName(guardrail) }] : []),
      ...(stack.length > 0 ? [{ guardrail: id, policy: stackPolicyName(guardrail) }] : []),
    ];
  });
}
