import { guardrails } from "../../policy-pack/guardrails";
import type {
  ConfigDetection,
  Guardrail,
  ParameterValues,
  Scope,
} from "../../policy-pack/guardrails/guardrail";
import { guardrailFacts } from "../configuration/guardrail-facts";
import type { GuardrailSetting, Organization } from "../configuration/organization";

/** Until when one account is left out of a guardrail, and why. */
export type Exception = GuardrailSetting["exceptions"][number];

/** One guardrail as an organization has set it. */
export interface EffectiveGuardrail {
  readonly guardrail: Guardrail;
  /** `report`: previews warn and detection finds, nothing is denied. */
  readonly stage: "report" | "enforce";
  readonly parameters: ParameterValues;
  readonly scope: Scope;
  /** Names of the roles that this guardrail leaves alone besides those that all do. */
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
    const organizationalUnits = given.organizationalUnits ?? guardrail.scope?.organizationalUnits;
    const environments = given.environments ?? guardrail.scope?.environments;
    return {
      guardrail,
      stage,
      parameters,
      scope: {
        ...(organizationalUnits && { organizationalUnits }),
        ...(environments && { environments }),
      },
      exemptRoles,
      exceptions: exceptions.filter(({ expires }) => expires >= today),
    };
  });
}

/** An exception that nobody has renewed or removed in time: it counts no longer. */
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

/** The AWS Config rules of the guardrails that are on, each once; reporting is what they are for. */
export function configDetections(organization: Organization): ConfigDetection[] {
  const rules = new Map<string, ConfigDetection>();
  for (const { guardrail, parameters } of effectiveGuardrails(organization)) {
    for (const detection of "none" in guardrail.detect ? [] : guardrail.detect) {
      if ("configRule" in detection) {
        const { inputParametersOf, ...rule } = detection;
        const inputParameters = { ...rule.inputParameters, ...inputParametersOf?.(parameters) };
        const has = Object.keys(inputParameters).length > 0;
        rules.set(rule.configRule, { ...rule, ...(has && { inputParameters }) });
      }
    }
  }
  return [...rules.values()];
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
