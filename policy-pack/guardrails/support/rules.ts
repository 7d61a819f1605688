import type { Guardrail } from "../types/guardrail";
import type { ResourceRule, StackRule } from "../types/preview-rule";

/** The rules of a guardrail's policies. */
export interface Rules {
  readonly resource: readonly ResourceRule[];
  readonly stack: readonly StackRule[];
}

/** The rules of a guardrail, each with the reason why it advises if all of them do. */
export function rulesOf({ preview }: Pick<Guardrail, "preview">): Rules {
  if ("none" in preview) {
    return { resource: [], stack: [] };
  }
  const { advises, resource = [], stack = [] } = preview;
  const all = advises === undefined ? {} : { advises };
  return {
    resource: resource.map((rule) => ({ ...all, ...rule })),
    stack: stack.map((rule) => ({ ...all, ...rule })),
  };
}
