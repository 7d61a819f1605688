import { guardrails } from "../guardrails";
import { rulesOf } from "../guardrails/support/rules";
import type { Guardrail } from "../guardrails/types/guardrail";
import type { ResourceRule } from "../guardrails/types/preview-rule";

/** Name of the policy that checks a guardrail's resources one by one. */
export function resourcePolicyName({ id }: Pick<Guardrail, "id">): string {
  return id;
}

/** Name of the policy that checks the resources of a stack together. */
export function stackPolicyName({ id }: Pick<Guardrail, "id">): string {
  return `${id}-relations`;
}

/** True when one of a policy's rules only advises. */
export function advises(rules: readonly Pick<ResourceRule, "advises">[]): boolean {
  return rules.some((rule) => rule.advises !== undefined);
}

/** A policy by name. */
export interface PolicyName {
  readonly guardrail: string;
  readonly policy: string;
  /** True when one of its rules only advises: the policy then takes `preview: refuse`. */
  readonly advises: boolean;
}

/** Name of every policy with the id of its guardrail, in the order of the pack. Needs no package of Pulumi. */
export function policyNames(): PolicyName[] {
  return guardrails.flatMap((guardrail) => {
    const { resource, stack } = rulesOf(guardrail);
    const named = (policy: string, rules: readonly Pick<ResourceRule, "advises">[]) =>
      rules.length > 0 ? [{ guardrail: guardrail.id, policy, advises: advises(rules) }] : [];
    return [
      ...named(resourcePolicyName(guardrail), resource),
      ...named(stackPolicyName(guardrail), stack),
    ];
  });
}
