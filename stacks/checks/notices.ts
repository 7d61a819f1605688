import type { Organization } from "../company/organization";
import { endsSoon } from "../company/last-day";
import { guardrails } from "../../policy-pack/guardrails";
import type { StackConfiguration } from "./stack";

/** Kinds of notices, in the order in which the plan prints them, each with its heading. */
export const noticeKinds = {
  template: "Values of the template that are not your company's",
  unused: "Declared, and used by no stack",
  "not-looked-up": "Not looked up in AWS",
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
}

type Collector = (company: Company) => readonly Notice[];

/** Every source of notices. A new one is a function in a file of this folder, and its kind is in `noticeKinds`. */
const collectors: readonly Collector[] = [expiringExceptions];

/** Notices about a company, sorted by kind. */
export function noticesOf(company: Company): Notice[] {
  const order = Object.keys(noticeKinds);
  return collectors
    .flatMap((collect) => collect(company))
    .sort((left, right) => order.indexOf(left.kind) - order.indexOf(right.kind));
}

/** Exceptions from guardrails that end soon. Those that have ended are violations. */
function expiringExceptions({ organization }: Company): Notice[] {
  return guardrails.flatMap(({ id }) =>
    (organization.guardrails[id]?.exceptions ?? []).flatMap(
      ({ account, expires, reason }, index): Notice[] =>
        endsSoon(expires)
          ? [
              {
                kind: "ends-soon",
                text: `the exception of account ${account} from guardrail ${id} ends on ${expires} (${reason}): remove it, or renew it in a pull request; from the next day on the plan fails`,
                paths: [`organization.guardrails.${id}.exceptions[${index}]`],
              },
            ]
          : [],
    ),
  );
}
