/** Work that a deployment gives to the process of a stack. */
export interface Task {
  /** Folder of the project, absolute. */
  readonly folder: string;
  readonly project: string;
  readonly stack: string;
  readonly operation: Operation;
  /** Secrets provider of a new stack. */
  readonly secretsProvider: string;
  /** File with the configuration of the policy pack. */
  readonly policyConfig: string;
  /** File that the output of the engine is appended to. */
  readonly log: string;
}

export type Operation = "preview" | "up";

/** A message of the engine about a stack, unchanged. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly text: string;
  /** Resource of the message; absent for a message about the whole stack. */
  readonly urn?: string;
}

/** Messages that the process of a stack sends. */
export type Message =
  /** The stack exists in its backend, and its configuration file has its final content. */
  | { readonly kind: "opened" }
  | {
      readonly kind: "step";
      readonly op: string;
      readonly urn: string;
      /** False at the beginning of the step. */
      readonly done: boolean;
    }
  | { readonly kind: "diagnostic"; readonly diagnostic: Diagnostic }
  /** Number of resources by operation, sent at the end. */
  | { readonly kind: "summary"; readonly counts: Readonly<Record<string, number>> }
  | {
      readonly kind: "ended";
      readonly succeeded: boolean;
      /** True when the stack is locked by another deployment, or by one that was killed. */
      readonly locked?: boolean;
    };
