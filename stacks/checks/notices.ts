import { endsSoon } from "../company/last-day";
import { guardrails } from "../../policy-pack/guardrails";
import { acceptedValues } from "./accepted";
import { type Company, type Notice, noticeKinds } from "./notice";
import { templateNotices } from "./template-notices";
import { unusedDeclarations } from "./unused";

type Collector = (company: Company) => readonly Notice[];

/** Every source of notices. A new one is a function in a file of this folder, and its kind is in `noticeKinds`. */
const collectors: readonly Collector[] = [
  templateNotices,
  unusedDeclarations,
  expiringExceptions,
  acceptedValues,
  zonesNotLookedUp,
];

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

/** Zones that only a request in the account can look up: the plan has no credentials, a preview has. */
function zonesNotLookedUp({ stacks }: Company): Notice[] {
  const names = stacks.flatMap(({ role, stack }) => (role === "workload" ? [stack] : []));
  return names.length === 0
    ? []
    : [
        {
          kind: "not-looked-up",
          text: `the availability zones of ${names.join(", ")}: this plan has no credentials and works with invented zones; pulumi preview looks them up in each account`,
        },
      ];
}
