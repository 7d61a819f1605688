import { guardrails } from "../../policy-pack/guardrails";
import type { Guardrail, Scope } from "../../policy-pack/guardrails/types/guardrail";
import type { ParameterValues } from "../../policy-pack/guardrails/types/parameter";
import { guardrailFacts } from "./facts";
import { today } from "../company/clock";
import type { GuardrailSetting, Organization } from "../company/organization";
import { scopeOf, targetsOf } from "./scope";

/** Account that a guardrail does not apply to, with the reason and the last day. */
export type Exception = GuardrailSetting["exceptions"][number];

/** One enabled guardrail with its settings in an organization. */
export interface EffectiveGuardrail {
  readonly guardrail: Guardrail;
  /** Level of its previews where it enforces. @default - its rules refuse, except for those that advise */
  readonly preview: GuardrailSetting["preview"];
  readonly parameters: ParameterValues;
  readonly scope: Scope;
  /** Roles that this guardrail exempts in addition to those that all guardrails exempt, with their names in configuration. */
  readonly exemptRoles: readonly string[];
  /** Exceptions that have not expired. */
  readonly exceptions: readonly Exception[];
}

/**
 * The enabled guardrails. The value of a parameter comes from configuration, or else from a fact of the organization, or
 * else from its default.
 *
 * @param day ISO date: an exception is valid through its last day.
 */
export function effectiveGuardrails(
  organization: Organization,
  day = today(),
): EffectiveGuardrail[] {
  return guardrailsThatAre(true, organization, day);
}

/** The guardrails that are switched off, or opt-in and not switched on, as they would be with their settings. */
export function disabledGuardrails(organization: Organization): EffectiveGuardrail[] {
  return guardrailsThatAre(false, organization, today());
}

function guardrailsThatAre(
  on: boolean,
  organization: Organization,
  day: string,
): EffectiveGuardrail[] {
  return guardrails.flatMap((guardrail) => {
    const { enabled, preview, exemptRoles, exceptions, ...given } = settingOf(
      organization,
      guardrail,
    );
    if (enabled !== on) {
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
      preview,
      parameters,
      scope: scopeOf(guardrail, given),
      exemptRoles,
      exceptions: exceptions.filter(({ expires }) => expires >= day),
    };
  });
}

/** Ids of the enabled guardrails that apply to no account: their OUs and environments contain none. */
export function idleGuardrails(organization: Organization): string[] {
  return effectiveGuardrails(organization)
    .filter(({ scope }) => targetsOf(organization, scope).length === 0)
    .map(({ guardrail }) => guardrail.id);
}

/** An exception whose last day has passed, so it has no effect. */
export interface ExpiredException extends Exception {
  readonly guardrail: string;
}

/** Expired exceptions of enabled guardrails. */
export function expiredExceptions(organization: Organization, day = today()): ExpiredException[] {
  return guardrails.flatMap((guardrail) => {
    const { enabled, exceptions } = settingOf(organization, guardrail);
    return exceptions
      .filter(({ expires }) => enabled && expires < day)
      .map((exception) => ({ ...exception, guardrail: guardrail.id }));
  });
}

/** Setting of a guardrail; without one in the configuration, that of the catalogue. */
export function settingOf(
  { guardrails: settings }: Organization,
  guardrail: Guardrail,
): GuardrailSetting {
  return (
    settings[guardrail.id] ?? {
      enabled: guardrail.optIn === undefined,
      exemptRoles: [],
      exceptions: [],
    }
  );
}
