import type { Organization } from "../company/organization";
import type { StackConfiguration } from "./stack-configuration";

/** Kinds of notices, in the order in which the plan prints them, each with its heading. */
export const noticeKinds = {
  template: "Values of the template that are not your company's",
  unused: "Declared, and used by no stack",
  closed: "Closed, although a stack builds there",
  unreached: "Reaches no person",
  accepted: "Accepted, although no table of AWS's values contains it",
  "by-machine": "Depends on the machine that deploys",
  "by-hand": "To do by hand before the accounts are deployed",
  "not-looked-up": "Not looked up in AWS",
  versions: "Versions to raise or to pin",
  "ends-soon": "End within 30 days",
} as const;
export type NoticeKind = keyof typeof noticeKinds;

/** Warning about a valid configuration. The plan prints it; it is no violation and does not change the exit code. */
export interface Notice {
  readonly kind: NoticeKind;
  /** One sentence without a full stop, such as `the exception of prod ends on 2026-12-31`. */
  readonly text: string;
  /** Paths of the values in the configuration. */
  readonly paths?: readonly string[];
}

/** A company after validation: the organization and all its stacks. */
export interface Company {
  readonly organization: Organization;
  readonly stacks: readonly StackConfiguration[];
  /** Paths of configuration keys that neither this program nor the Pulumi engine reads. */
  readonly ignored: readonly string[];
}
