import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import type { PolicyType, Statement } from "../../policy-pack/guardrails/types/organization-policy";
import type { Organization } from "../../stacks/company/organization";
import {
  accountsInScope,
  denyContext,
  type EffectiveGuardrail,
  effectiveGuardrails,
  stageInAccount,
} from "../../stacks/guardrails";
import { callerOf } from "../explain/caller";
import { contextFor, organizationName } from "../explain/context";
import { denyMatch } from "../explain/deny-match";
import type { ConditionKeys } from "../evaluation/request";
import { actionOf } from "./actions";
import { isInTrail, keysOfCall, ofService } from "./trail-keys";
import type { TrailCall } from "./trail-calls";

/** Calls that a guardrail would have refused, equal ones counted. */
export interface RefusedCalls {
  /** Id of the guardrail. */
  readonly guardrail: string;
  /** Key of the account. */
  readonly account: string;
  readonly action: string;
  /** ARN; `undefined` when the trail names no resource. */
  readonly resource: string | undefined;
  /** ARN of the role or the user. */
  readonly principal: string;
  readonly calls: number;
  /** Time of the last call, as in the trail. */
  readonly latest: string;
}

/** A statement that the trail does not decide for every call. */
export interface UndecidedStatement {
  /** Id of the guardrail. */
  readonly guardrail: string;
  /** Sid of the statement. */
  readonly statement: string;
  /** Condition keys that the trail does not hold, and `resource` where it names none. */
  readonly keys: readonly string[];
  /** Actions of the calls that the statement may refuse. */
  readonly actions: readonly string[];
  readonly calls: number;
}

/** Calls that the guardrails in stage `report` would have refused. */
export interface Report {
  /** Keys of the accounts in which a guardrail of an organization policy only reports. */
  readonly accounts: readonly string[];
  /** Number of guardrails with an organization policy that only report somewhere. */
  readonly guardrails: number;
  readonly calls: number;
  /** Number of calls that at least one guardrail would have refused. */
  readonly refusedCalls: number;
  readonly refused: readonly RefusedCalls[];
  readonly undecided: readonly UndecidedStatement[];
  /** Ids of accounts in the trail that the configuration does not have, with their calls: not compared. */
  readonly otherAccounts: Readonly<Record<string, number>>;
}

/** A statement of a guardrail that only reports in an account. */
interface Reported {
  readonly guardrail: Guardrail;
  readonly policyType: PolicyType;
  readonly statement: Statement;
}

/**
 * Compares the calls of a trail with the statements of the guardrails that only report in the account of each call.
 *
 * @param organization With the id of every account, as far as AWS has given it.
 */
export function report(organization: Organization, trail: readonly TrailCall[]): Report {
  const keyOf = new Map(
    Object.entries(organization.accounts).flatMap(([key, { id }]) =>
      id === undefined ? [] : [[id, key] as const],
    ),
  );
  const byAccount = new Map<string, readonly Reported[]>();
  const statementsIn = (account: string): readonly Reported[] => {
    const known = byAccount.get(account) ?? reportedIn(organization, account);
    byAccount.set(account, known);
    return known;
  };
  for (const account of Object.keys(organization.accounts)) {
    statementsIn(account);
  }
  const refused = new Map<string, RefusedCalls>();
  const undecided = new Undecided([...byAccount.values()].flat());
  const otherAccounts: Record<string, number> = {};
  let calls = 0;
  let refusedCalls = 0;
  for (const call of trail) {
    const account = keyOf.get(call.account);
    const count = Number(call.calls);
    calls += count;
    if (account === undefined) {
      otherAccounts[call.account] = (otherAccounts[call.account] ?? 0) + count;
      continue;
    }
    const action = actionOf(call);
    let isRefused = false;
    for (const { resource, keys } of requestsOf(organization, account, call)) {
      const request = { action, ...(resource !== undefined && { resource }), keys };
      const matches = statementsIn(account)
        .filter((reported) => appliesTo(reported, call))
        .flatMap((reported) => {
          const match = denyMatch(reported.statement, request);
          return match === undefined || match.exempt ? [] : [{ reported, match }];
        });
      const refusing = new Set(
        matches.filter(({ match }) => match.certain).map(({ reported }) => reported.guardrail.id),
      );
      isRefused ||= refusing.size > 0;
      for (const guardrail of refusing) {
        add(refused, {
          ...{ guardrail, account, action, resource, principal: call.principal },
          ...{ calls: count, latest: call.latest },
        });
      }
      for (const { reported, match } of matches) {
        if (!refusing.has(reported.guardrail.id)) {
          undecided.add(
            reported,
            action,
            count,
            Object.values(match.conditions).flatMap(Object.keys),
          );
        }
      }
    }
    refusedCalls += isRefused ? count : 0;
  }
  const reporting = [...byAccount].filter(([, statements]) => statements.length > 0);
  return {
    accounts: reporting.map(([account]) => account),
    guardrails: new Set(reporting.flatMap(([, all]) => all.map(({ guardrail }) => guardrail.id)))
      .size,
    calls,
    refusedCalls,
    refused: [...refused.values()].sort(byGuardrail),
    undecided: undecided.statements(),
    otherAccounts,
  };
}

/** Statements of the guardrails that only report in a member account. */
function reportedIn(organization: Organization, account: string): Reported[] {
  const on = effectiveGuardrails(organization);
  return on
    .filter((effective) => onlyReports(organization, effective, account))
    .flatMap((effective) => {
      const { guardrail, parameters } = effective;
      const context = contextFor(organization, account, denyContext(organization, effective, on));
      return ("none" in guardrail.deny ? [] : guardrail.deny).flatMap((policy) =>
        "statements" in policy
          ? policy
              .statements(context, parameters)
              .filter(({ Effect }) => Effect === "Deny")
              .map((statement) => ({ guardrail, policyType: policy.policyType, statement }))
          : [],
      );
    });
}

function onlyReports(
  organization: Organization,
  { guardrail, scope, exceptions }: EffectiveGuardrail,
  account: string,
): boolean {
  return (
    accountsInScope(organization, scope).includes(account) &&
    !exceptions.some((exception) => exception.account === account) &&
    stageInAccount(organization, guardrail, account) === "report"
  );
}

/**
 * A service control policy binds the principals of an account, a resource control policy the resources of an account, for AWS
 * services as well. Neither binds a service-linked role. A call from another account is in the trails of both accounts.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
 */
function appliesTo(
  { policyType }: Reported,
  { account, principal, principalaccount }: TrailCall,
): boolean {
  return (
    !principal.includes(":role/aws-service-role/") &&
    (policyType === "RESOURCE_CONTROL_POLICY" || account === principalaccount)
  );
}

/**
 * Condition keys of the principal of a call. In the trail of the resource's account, a principal of another account has the id
 * of its account and no ARN. An organization that existed before may have accounts that the configuration does not list.
 */
function principalKeys(
  organization: Organization,
  account: string,
  { principal, principalaccount, principaltype }: TrailCall,
): ConditionKeys {
  if (principal === "" && (principalaccount === "" || principaltype === "AWSService")) {
    return ofService;
  }
  const arn = principal === "" ? `arn:aws:iam::${principalaccount}:root` : principal;
  const { keys, account: own } = callerOf(
    organization,
    account,
    arn,
    organizationName(organization),
  );
  const unknown = [
    ...(principal === "" ? ["aws:principalarn"] : []),
    ...(own === undefined && organization.existing ? ["aws:principalorgid"] : []),
  ];
  const isUnknown = (key: string): boolean => unknown.includes(key.toLowerCase());
  return {
    has: (key) => (isUnknown(key) ? undefined : keys.has(key)),
    valueOf: (key) => (isUnknown(key) ? undefined : keys.valueOf(key)),
    matches: (key, wanted, comparison) =>
      isUnknown(key) ? undefined : keys.matches(key, wanted, comparison),
  };
}

/** The requests of a call: one for each resource that the trail names. */
function requestsOf(organization: Organization, account: string, call: TrailCall) {
  const principal = principalKeys(organization, account, call);
  const keys = keysOfCall(call, principal);
  const named = resourcesOf(call);
  return (named.length === 0 ? [undefined] : named).map((resource) => ({ resource, keys }));
}

function resourcesOf({ resources }: TrailCall): string[] {
  const list: unknown = resources === "" ? [] : JSON.parse(resources);
  return Array.isArray(list) ? list.filter((arn) => typeof arn === "string") : [];
}

function add(refused: Map<string, RefusedCalls>, found: RefusedCalls): void {
  const { guardrail, account, action, resource = "", principal } = found;
  const key = [guardrail, account, action, resource, principal].join(" ");
  const known = refused.get(key);
  refused.set(
    key,
    known === undefined
      ? found
      : {
          ...known,
          calls: known.calls + found.calls,
          latest: known.latest > found.latest ? known.latest : found.latest,
        },
  );
}

function byGuardrail(left: RefusedCalls, right: RefusedCalls): number {
  return left.guardrail.localeCompare(right.guardrail) || right.calls - left.calls;
}

/** Statements with condition keys that the trail does not hold, with the calls that they may refuse. */
class Undecided {
  readonly #found = new Map<
    string,
    { reported: Reported; keys: Set<string>; actions: Set<string>; calls: number }
  >();

  public constructor(all: readonly Reported[]) {
    for (const reported of all) {
      const keys = keysNotInTrail(reported.statement);
      if (keys.length > 0) {
        this.#entry(reported, keys);
      }
    }
  }

  public add(reported: Reported, action: string, calls: number, keys: readonly string[]): void {
    const entry = this.#entry(reported, keys.length > 0 ? keys : ["resource"]);
    entry.actions.add(action);
    entry.calls += calls;
  }

  public statements(): UndecidedStatement[] {
    return [...this.#found.values()]
      .map(({ reported, keys, actions, calls }) => ({
        guardrail: reported.guardrail.id,
        statement: reported.statement.Sid ?? reported.guardrail.id,
        keys: [...keys].sort(),
        actions: [...actions].sort(),
        calls,
      }))
      .sort(
        (left, right) => right.calls - left.calls || left.statement.localeCompare(right.statement),
      );
  }

  #entry(reported: Reported, keys: readonly string[]) {
    const { guardrail, statement } = reported;
    const name = `${guardrail.id} ${statement.Sid ?? ""} ${reported.policyType}`;
    const entry = this.#found.get(name) ?? {
      ...{ reported, keys: new Set<string>(), actions: new Set<string>(), calls: 0 },
    };
    keys.forEach((key) => entry.keys.add(key));
    this.#found.set(name, entry);
    return entry;
  }
}

/** Condition keys of a statement that no trail shows. Exempt principals are in every trail. */
function keysNotInTrail(statement: Statement): string[] {
  return Object.values(statement.Condition ?? {})
    .flatMap((keys) => Object.keys(keys))
    .filter((key) => !isInTrail(key));
}
