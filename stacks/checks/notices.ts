import { endsSoon } from "../company/last-day";
import { guardrails } from "../../policy-pack/guardrails";
import { missingRegion } from "../company/state-address";
import { acceptedValues } from "./accepted";
import { mailboxesToCreate, regionsToEnable, stacksInQuarantine } from "./account-notices";
import { ignoredKeyNotices } from "./config-keys";
import { type Company, type Notice, noticeKinds } from "./notice";
import { accountsWithoutPeople, unreadMail } from "./reach-notices";
import { templateNotices } from "./template-notices";
import { unusedDeclarations } from "./unused";
import { versionsToRaise } from "./version-notices";

type Collector = (company: Company) => readonly Notice[];

/** Every source of notices. A new one is a function in a file of this folder, and its kind is in `noticeKinds`. */
const collectors: readonly Collector[] = [
  templateNotices,
  unusedDeclarations,
  ignoredKeyNotices,
  stacksInQuarantine,
  accountsWithoutPeople,
  unreadMail,
  expiringExceptions,
  acceptedValues,
  stateWithoutRegion,
  regionsToEnable,
  mailboxesToCreate,
  zonesNotLookedUp,
  stateNotRead,
  versionsToRaise,
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

/** Addresses of the state that name no Region: Pulumi takes it from the settings of the machine. */
function stateWithoutRegion({ organization: { state, homeRegion } }: Company): Notice[] {
  return (["backend", "secretsProvider"] as const).flatMap((key): Notice[] => {
    const ending = missingRegion(state[key], homeRegion);
    const path = `organization.state.${key}`;
    return ending === undefined
      ? []
      : [
          {
            kind: "by-machine",
            text: `${path} names no Region, so a machine without AWS_REGION cannot deploy: append ${ending}`,
            paths: [path],
          },
        ];
  });
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

/** Comparison with what is deployed, which the plan cannot do: it reads no state. */
function stateNotRead(): Notice[] {
  return [
    {
      kind: "not-looked-up",
      text: "the state of the stacks: this plan cannot report a vanished key or a setting that cannot change any more; pulumi preview and up refuse both",
    },
  ];
}
