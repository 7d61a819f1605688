import type { PolicyCase } from "../cases";

/**
 * A resource that a Config rule or a control of Security Hub reports, as its page describes it, or the reason why a
 * preview does not see what the rule reports.
 */
export type Detected = PolicyCase | { readonly unseen: string };

/** By guardrail, then by the identifier of the rule or control. */
export type DetectedByGuardrail = Readonly<Record<string, Readonly<Record<string, Detected>>>>;
