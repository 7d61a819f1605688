import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail, Scope } from "../../policy-pack/guardrails/types/guardrail";
import type { ParameterValues } from "../../policy-pack/guardrails/types/parameter";
import { guardrailFacts } from "./facts";
import type { GuardrailSetting, Organization } from "../company/organization";
import { scopeOf, targetsOf } from "./scope";

/** Until when one account is left out of a guardrail, and why. */
export type Exception = GuardrailSetting["exceptions"][number];

/** One guardrail as an organization has set it. */
export interface EffectiveGuardrail {
  readonly guardrail: Guardrail;
  /** `report`: previews warn and detection finds, nothing is denied. */
  readonly stage: "report" | "enforce";
  readonly parameters: ParameterValues;
  readonly scope: Scope;
  /** Roles that this guardrail exempts in addition to those that all guardrails exempt, as configuration names them. */
  readonly exemptRoles: readonly string[];
  /** Exceptions that have not expired. */
  readonly exceptions: readonly Exception[];
}

/**
 * The guardrails that are on. Configuration goes before facts of the organization, those before defaults.
 *
 * @param today ISO date; an exception counts through its last day.
 */
export function effectiveGuardrails(
  organization: Organization,
  today = isoDate(new Date()),
): EffectiveGuardrail[] {
  return guardrails.flatMap((guardrail) => {
    const { enabled, stage, exemptRoles, exceptions, ...given } = settingOf(
      organization,
      guardrail,
    );
    if (!enabled) {
      return [];
    }
    const parameters = Object.fromEntries(
      Object.entries(guardrail.parameters).flatMap(([name, parameter]) => {
        const value =
          (given as ParameterValues)[name] ??
          guardrailFacts[guardrail.id]?.[name]?.(organization) ??
          parameter.default;
        return value === undefined ? [] : [[name, value]];
      }),
    );
    return {
      guardrail,
      stage,
      parameters,
      scope: scopeOf(guardrail, given),
      exemptRoles,
      exceptions: exceptions.filter(({ expires }) => expires >= today),
    };
  });
}

/** Ids of the guardrails that are on and bind nothing: no account lies in their OUs and environments. */
export function idleGuardrails(organization: Organization): string[] {
  return effectiveGuardrails(organization)
    .filter(({ scope }) => targetsOf(organization, scope).length === 0)
    .map(({ guardrail }) => guardrail.id);
}

/** An exception whose last day has passed: it no longer applies. */
export interface ExpiredException extends Exception {
  readonly guardrail: string;
}

/** Exceptions of guardrails that are on whose last day has passed. */
export function expiredExceptions(
  organization: Organization,
  today = isoDate(new Date()),
): ExpiredException[] {
  return guardrails.flatMap((guardrail) => {
    const { enabled, exceptions } = settingOf(organization, guardrail);
    return exceptions
      .filter(({ expires }) => enabled && expires < today)
      .map((exception) => ({ ...exception, guardrail: guardrail.id }));
  });
}

function settingOf({ guardrails: settings }: Organization, guardrail: Guardrail): GuardrailSetting {
  return (
    settings[guardrail.id] ?? {
      enabled: guardrail.optIn === undefined,
      stage: "enforce",
      exemptRoles: [],
      exceptions: [],
    }
  );
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
