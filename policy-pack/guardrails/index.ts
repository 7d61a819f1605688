import type { Guardrail } from "./guardrail";

/** Every guardrail, in the order of the documentation. */
export const guardrails: readonly Guardrail[] = [];
