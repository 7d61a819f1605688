import type * as yaml from "yaml";
import type { World } from "../support/engine/world";

/** A step of a procedure, as a person does it. */
export type Step =
  /** Changes a file of the project; its changed lines are shown. */
  | { readonly edit: string; readonly change: (document: yaml.Document) => void }
  /** `npm run up -- …`. */
  | { readonly up: readonly string[]; readonly refused?: boolean }
  /** `pulumi …`; the lines that are shown. @default - all */
  | { readonly pulumi: readonly string[]; readonly shows?: RegExp }
  /** A command of the AWS CLI, and its effect on the emulated AWS. @default - a later step has the effect of both */
  | { readonly byHand: string; readonly act?: (world: World) => void };

/** A change of a deployed company that needs more than one command, or that a person wants to see before. */
export interface Procedure {
  /** Name of its file in docs/transcripts, without `procedure-`. */
  readonly name: string;
  /** Stack before whose deployment it begins. @default - every stack is deployed */
  readonly before?: string;
  /** Steps that are not shown. */
  readonly preparation?: readonly Step[];
  readonly steps: readonly Step[];
  /** True of what AWS contains at the end. @throws AssertionError */
  readonly ends: (before: Contents, after: Contents) => void;
}

/** Ids of the resources in AWS by URN. */
export type Contents = ReadonlyMap<string, string>;
