import { isDeepStrictEqual } from "node:util";
import type { Guardrail } from "../../policy-pack/guardrails/types/guardrail";
import type {
  PolicyType,
  SettingsPolicy,
  Statement,
  StatementPolicy,
} from "../../policy-pack/guardrails/types/organization-policy";
import { unitPaths } from "../../stacks/company/accounts";
import type { Organization } from "../../stacks/company/organization";
import type { Stage } from "../../stacks/company/rollout";
import {
  accountsInScope,
  denyContext,
  disabledGuardrails,
  type EffectiveGuardrail,
  effectiveGuardrails,
  type OrganizationPolicyDocument,
  organizationPolicies,
  policyNames,
  stageInAccount,
  targetName,
} from "../../stacks/guardrails";
import { type Caller, callerOf } from "./caller";
import { contextFor, organizationName } from "./context";
import type { IamRequest } from "../evaluation/request";
import { namesAction, targets } from "../evaluation/statement-match";
import { appliesToEveryRequest, type DenyMatch, denyMatch } from "./deny-match";
import { type ParameterRemedy, parameterRemedies } from "./parameters";
import { regionOfArn, requestKeys } from "./request-keys";

export { PROTECTION } from "../../stacks/guardrails";

/** Request to explain. */
export interface Question {
  readonly action: string;
  readonly resource?: string;
  /** ARN of a role, a user, a root user or a session. @default - any principal */
  readonly principal?: string;
  /** Region that the request is sent to. @default - the Region in the resource's ARN */
  readonly region?: string;
  /** Values of other condition keys, such as `ec2:InstanceType`. @default - unknown */
  readonly context?: Readonly<Record<string, string>>;
}

/** One organization policy above the account. */
export interface Attachment {
  /** As AWS shows it. */
  readonly policy: string;
  /** `root`, an OU's path, the account. */
  readonly target: string;
}

/** A deny of a guardrail, and the policies that contain it; no policy while the guardrail only reports. */
export interface Deny extends DenyMatch {
  readonly policyType: StatementPolicy["policyType"];
  readonly attachments: readonly Attachment[];
}

/** A guardrail that applies to a request in an account. */
export interface ApplicableGuardrail {
  readonly guardrail: Guardrail;
  readonly stage: Stage;
  readonly preview: EffectiveGuardrail["preview"];
  /** Empty when no statement covers the request or the guardrail has no organization policy. */
  readonly denies: readonly Deny[];
  /** Policies without statements that enforce the guardrail in the account, such as a tag policy. */
  readonly settings: readonly (Attachment & {
    readonly policyType: SettingsPolicy["policyType"];
  })[];
  /** Settings of the guardrail that would allow a request that it denies, the narrowest first. */
  readonly remedies: readonly ParameterRemedy[];
  /** The account's exception, if it has one. */
  readonly exception: EffectiveGuardrail["exceptions"][number] | undefined;
}

export interface Explanation {
  readonly organization: Organization;
  readonly account: string;
  readonly question: Question;
  readonly caller: Caller | undefined;
  /** Region of the request, if it is known. */
  readonly region: string | undefined;
  readonly applicable: readonly ApplicableGuardrail[];
  /** Guardrails that are off, and that would deny or check this request, but not every request. */
  readonly off: readonly Guardrail[];
}

/** A policy document above the account, by the name that AWS shows. */
interface AttachedDocument extends Attachment {
  readonly document: OrganizationPolicyDocument;
}

/**
 * Finds the guardrails that apply to a request in an account: a statement denies the request, perhaps under a
 * condition, or a preview checks the resource that the call creates.
 *
 * @param account Key of a member account.
 */
export function explain(
  organization: Organization,
  account: string,
  question: Question,
): Explanation {
  const on = effectiveGuardrails(organization);
  const above = documentsAbove(organization, account);
  const { action, resource, principal } = question;
  const caller =
    principal === undefined
      ? undefined
      : callerOf(organization, account, principal, organizationName(organization));
  const region = question.region ?? regionOfArn(resource);
  const keys = requestKeys(caller?.keys, { region, context: question.context ?? {} });
  const request: IamRequest = {
    action,
    ...(resource !== undefined && { resource }),
    ...(keys && { keys }),
  };
  const applicable = on.flatMap((effective): ApplicableGuardrail[] => {
    const { guardrail, preview, scope, exceptions } = effective;
    if (!accountsInScope(organization, scope).includes(account)) {
      return [];
    }
    const stage = stageInAccount(organization, guardrail, account);
    const holding = above.filter(({ document }) => document.guardrails.includes(guardrail.id));
    const denying = (changed: EffectiveGuardrail): Omit<Deny, "attachments">[] =>
      matches(organization, account, changed, on, request).filter(
        ({ policyType }) => policyType !== SERVICE_CONTROL || caller?.isBound !== false,
      );
    const denies = denying(effective).map((match) => ({
      ...match,
      attachments: attachmentsOf(match, guardrail, holding, request),
    }));
    if (denies.length === 0 && !namesAction(guardrail.calls ?? [], action)) {
      return [];
    }
    const exception = exceptions.find((one) => one.account === account);
    const remedies =
      exception || stage === "report"
        ? []
        : parameterRemedies(
            effective,
            { ...question, ...(region !== undefined && { region }) },
            denying,
          );
    const settings = settingsOf(holding);
    return [{ guardrail, stage, preview, denies, settings, remedies, exception }];
  });
  const off = disabledGuardrails(organization).filter((disabled) => {
    const { guardrail, scope, parameters } = disabled;
    const isComplete = Object.keys(guardrail.parameters).every((name) => name in parameters);
    return (
      accountsInScope(organization, scope).includes(account) &&
      (namesAction(guardrail.calls ?? [], action) ||
        (isComplete &&
          matches(organization, account, disabled, on, request).some(
            (deny) => !appliesToEveryRequest(deny, action),
          )))
    );
  });
  return {
    ...{ organization, account, question, caller, region, applicable },
    off: off.map(({ guardrail }) => guardrail),
  };
}

const SERVICE_CONTROL: PolicyType = "SERVICE_CONTROL_POLICY";

function matches(
  organization: Organization,
  account: string,
  effective: EffectiveGuardrail,
  on: readonly EffectiveGuardrail[],
  request: IamRequest,
): Omit<Deny, "attachments">[] {
  const { deny } = effective.guardrail;
  const context = contextFor(organization, account, denyContext(organization, effective, on));
  return ("none" in deny ? [] : deny).flatMap((policy) =>
    "statements" in policy
      ? policy.statements(context, effective.parameters).flatMap((statement) => {
          const match = statement.Effect === "Deny" ? denyMatch(statement, request) : undefined;
          return match ? [{ ...match, policyType: policy.policyType }] : [];
        })
      : [],
  );
}

function documentsAbove(organization: Organization, account: string): AttachedDocument[] {
  const unit = organization.accounts[account]?.organizationalUnit ?? "";
  const units = unitPaths(organization.organizationalUnits).filter(
    (path) => unit === path || unit.startsWith(`${path}/`),
  );
  const targets = ["root", ...units, account];
  const documents = organizationPolicies(organization);
  const names = policyNames(organization, documents);
  return documents
    .map((document, index) => ({
      document,
      policy: names[index] ?? "",
      target: targetName(document.target),
    }))
    .filter(({ target }) => targets.includes(target));
}

/**
 * Policies that a statement was packed into. Packing merges and splits statements, so the statement is found by its
 * guardrail, the request that it covers and the keys of its conditions.
 */
function attachmentsOf(
  { statement, policyType }: Omit<Deny, "attachments">,
  { id }: Guardrail,
  above: readonly AttachedDocument[],
  request: IamRequest,
): Attachment[] {
  const keys = conditionKeys(statement);
  return above
    .filter(
      ({ document }) =>
        document.policyType === policyType &&
        document.statements.some(
          (packed) =>
            packed.guardrails.includes(id) &&
            targets(packed.statement, request) !== false &&
            isDeepStrictEqual(conditionKeys(packed.statement), keys),
        ),
    )
    .map(({ policy, target }) => ({ policy, target }));
}

/** Condition keys of a statement, without the keys that exempt an account: only packed statements have those. */
function conditionKeys({ Condition = {} }: Statement): string[] {
  return Object.entries(Condition)
    .flatMap(([operator, keys]) => Object.keys(keys).map((key) => `${operator} ${key}`))
    .filter((key) => !/^StringNotEquals aws:(?:Principal|Resource)Account$/.test(key))
    .sort();
}

function settingsOf(above: readonly AttachedDocument[]): ApplicableGuardrail["settings"] {
  return above.flatMap(({ document: { policyType }, policy, target }) =>
    policyType === "SERVICE_CONTROL_POLICY" || policyType === "RESOURCE_CONTROL_POLICY"
      ? []
      : [{ policyType, policy, target }],
  );
}
