/** What a deployment tells a stack's own process to do. */
export interface Task {
  /** Folder of the project, absolute. */
  readonly folder: string;
  readonly project: string;
  readonly stack: string;
  readonly operation: Operation;
  /** For the stack when it is made. @default - the backend's own */
  readonly secretsProvider?: string;
  /** File with the configuration of the policy pack. */
  readonly policyConfig: string;
  /** File that everything the engine prints is added to. */
  readonly log: string;
}

export type Operation = "preview" | "up";

/** Something that the engine says of a stack, word for word. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly text: string;
  /** Resource that it is about; absent for the stack as a whole. */
  readonly urn?: string;
}

/** What a stack's process tells while it works. */
export type Message =
  /** The stack is in its backend, and its configuration file as it will be read. */
  | { readonly kind: "opened" }
  | {
      readonly kind: "step";
      readonly op: string;
      readonly urn: string;
      /** False when it begins. */
      readonly done: boolean;
    }
  | { readonly kind: "diagnostic"; readonly diagnostic: Diagnostic }
  /** Number of resources by operation, at the end. */
  | { readonly kind: "summary"; readonly counts: Readonly<Record<string, number>> }
  | {
      readonly kind: "ended";
      readonly succeeded: boolean;
      /** True when another deployment, or one that was killed, holds the stack's lock. */
      readonly locked?: boolean;
    };
