import type { InvokeRecord } from "./monitor";
import type { ResourceRecord } from "./record";

/** One thing that a policy has found wrong. */
export interface Violation {
  readonly policy: string;
  readonly enforcementLevel: string;
  readonly severity: string;
  readonly urn: string;
  readonly message: string;
}

export interface Judgement {
  readonly violations: readonly Violation[];
  /** Number of resources judged, by policy. */
  readonly judged: Readonly<Record<string, number>>;
}

/** Evaluates policies on the resources of one stack. */
export interface Judge {
  judge(stack: {
    readonly records: readonly ResourceRecord[];
    readonly invokes: readonly InvokeRecord[];
  }): Promise<Judgement>;
}
