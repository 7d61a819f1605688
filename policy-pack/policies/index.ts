import type {
  EnforcementLevel,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { guardrails } from "../guardrails";
import { rulesOf } from "../guardrails/support/rules";
import type { Guardrail } from "../guardrails/types/guardrail";
import type { ParameterValues } from "../guardrails/types/parameter";
import type { Finding, Remedy, ResourceRule, StackRule } from "../guardrails/types/preview-rule";
import { stackOf } from "./accounts";
import { type AccountLevel, type CommonValues, levelFor } from "./level";
import { advises, resourcePolicyName, stackPolicyName } from "./names";
import { configSchema } from "./schema";
import { type PolicyResource, viewOf } from "./view";

export type { AccountLevel } from "./level";

/** A policy with the resource types that it checks; resources of other types are skipped. */
export interface GuardrailPolicy {
  readonly guardrail: string;
  readonly policy: ResourceValidationPolicy | StackValidationPolicy;
  /** Type tokens, or `aws` for every resource of the AWS provider. */
  readonly types: readonly string[] | "aws";
}

/** Enforcement of one guardrail's policies in an organization. */
export interface PolicySetting extends Omit<CommonValues, "excludedStacks"> {
  /** `advisory` while the guardrail is in its report stage everywhere. */
  readonly enforcementLevel: "advisory" | "mandatory";
  readonly parameters: ParameterValues;
}

/**
 * The CrossGuard policies of every guardrail that has a preview.
 *
 * @param settings By guardrail id; a guardrail without settings is omitted.
 * @default - the published pack: mandatory, opt-in guardrails disabled. Pulumi Cloud and `--policy-pack-config`
 * override it
 */
export function guardrailPolicies(
  settings?: Readonly<Record<string, PolicySetting>>,
): GuardrailPolicy[] {
  return guardrails.flatMap((guardrail) => {
    const setting = settings === undefined ? asItComes(guardrail) : settings[guardrail.id];
    return setting === undefined ? [] : policiesOf(guardrail, setting);
  });
}

type Setting = Omit<PolicySetting, "enforcementLevel"> & {
  readonly enforcementLevel: EnforcementLevel;
};

function asItComes(guardrail: Guardrail): Setting {
  return {
    enforcementLevel: guardrail.optIn === undefined ? "mandatory" : "disabled",
    parameters: {},
    accountLevels: {},
    otherAccounts: elsewhere(guardrail),
    accountsByStack: {},
  };
}

/** Level where the account is not known, without a configuration: a guardrail with a scope may not apply there. */
function elsewhere({ scope }: Guardrail): AccountLevel {
  return scope === undefined ? "mandatory" : "advisory";
}

/** True when a rule for these types checks resources of the type. */
export function checksType(types: readonly string[] | "aws", type: string): boolean {
  return types === "aws" ? type.startsWith("aws:") : types.includes(type);
}

function policiesOf(guardrail: Guardrail, setting: Setting): GuardrailPolicy[] {
  const { preview } = guardrail;
  const policies: GuardrailPolicy[] = [];
  const { resource, stack } = rulesOf(guardrail);
  const remedies = "none" in preview ? [] : (preview.remedies ?? []);
  if (resource.length > 0) {
    policies.push({
      guardrail: guardrail.id,
      types: typesOf([...resource, ...remedies]),
      policy: resourcePolicy(guardrail, resource, remedies, setting),
    });
  }
  if (stack.length > 0) {
    policies.push({
      guardrail: guardrail.id,
      types: typesOf(stack),
      policy: stackPolicy(guardrail, stack, setting),
    });
  }
  return policies;
}

function stackPolicy(
  guardrail: Guardrail,
  rules: readonly StackRule[],
  setting: Setting,
): StackValidationPolicy {
  return {
    ...metadata(guardrail, setting, rules),
    name: stackPolicyName(guardrail),
    validateStack(stack, report) {
      const values = valuesOf(guardrail, setting, stack.getConfig());
      const checked = stack.resources.filter((resource) => !isExcluded(resource, values));
      for (const rule of rules) {
        const seen = checked.filter(({ type }) => checksType(rule.types, type));
        for (const finding of rule.check(seen.map(viewOf), values.parameters)) {
          const resource = seen.find(({ urn }) => urn === finding.urn);
          reportFinding({ guardrail, rule, finding, values, report, resource });
        }
      }
    },
  };
}

const STACK = "pulumi:pulumi:Stack";

function resourcePolicy(
  guardrail: Guardrail,
  rules: readonly ResourceRule[],
  remedies: readonly Remedy[],
  setting: Setting,
): ResourceValidationPolicy {
  return {
    ...metadata(guardrail, setting, rules),
    name: resourcePolicyName(guardrail),
    validateResource(resource, report) {
      const applicable = rules.filter(({ types }) => checksType(types, resource.type));
      if (applicable.length === 0 && resource.type !== STACK) {
        return;
      }
      const values = valuesOf(guardrail, setting, resource.getConfig());
      if (isExcluded(resource, values) || showsNothing(resource)) {
        return;
      }
      const missing = Object.keys(guardrail.parameters).filter(
        (name) => !(name in values.parameters),
      );
      if (missing.length > 0) {
        // Reported once a stack, on the stack itself: without its parameters the guardrail checks nothing, which must
        // not look like a pass.
        if (resource.type === STACK) {
          reportAt(
            levelFor(resource, values).level,
            report,
            guardrail,
            `cannot be checked: the policy's configuration lacks ${missing.join(", ")}; add it to a file and pass the file as --policy-pack-config, or write "${guardrail.id}": "disabled" in the file`,
          );
        }
        return;
      }
      for (const rule of applicable) {
        for (const finding of rule.check(viewOf(resource), values.parameters)) {
          reportFinding({ guardrail, rule, finding, values, report, resource });
        }
      }
    },
    ...(remedies.length > 0 && {
      remediateResource(resource) {
        const applicable = remedies.filter(({ types }) => checksType(types, resource.type));
        if (applicable.length === 0) {
          return undefined;
        }
        const values = valuesOf(guardrail, setting, resource.getConfig());
        if (isExcluded(resource, values) || levelFor(resource, values).level !== "mandatory") {
          return undefined;
        }
        const view = viewOf(resource);
        const inputs = Object.fromEntries(
          applicable.flatMap((remedy) => Object.entries(remedy.inputs(view, values.parameters))),
        );
        // Set in place: a copy would read unknown inputs, which throws.
        return Object.keys(inputs).length === 0
          ? undefined
          : (Object.assign(resource.props, inputs) as Record<string, unknown>);
      },
    }),
  };
}

/**
 * True for a component that the engine shows without inputs, as it does for components of other languages and packages:
 * its children are checked instead. The plan shows inputs, but no children.
 */
function showsNothing({ type, props }: { type: string; props: object }): boolean {
  return /^(?:awsx|eks):/.test(type) && Object.keys(props).length === 0;
}

/** Values of a policy's configuration. */
interface Values extends CommonValues {
  readonly parameters: ParameterValues;
}

function isExcluded({ urn }: { readonly urn: string }, { excludedStacks }: Values): boolean {
  return excludedStacks.includes(stackOf(urn));
}

function typesOf(
  rules: readonly { readonly types: readonly string[] | "aws" }[],
): readonly string[] | "aws" {
  const types = rules.map((rule) => rule.types);
  return types.includes("aws") ? "aws" : [...new Set(types.flat())];
}

/** Values of the engine's configuration override those of `settings`; defaults come last. */
function valuesOf(guardrail: Guardrail, setting: Setting, configured: object): Values {
  const defaults = Object.fromEntries(
    Object.entries(guardrail.parameters).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  return {
    excludedStacks: [],
    ...setting,
    ...configured,
    parameters: { ...defaults, ...setting.parameters, ...(configured as ParameterValues) },
  };
}

interface Reported {
  readonly guardrail: Guardrail;
  readonly rule: Pick<ResourceRule, "advises">;
  readonly finding: Finding;
  readonly values: Values;
  readonly report: ReportViolation;
  /** The resource of the finding. */
  readonly resource: PolicyResource | undefined;
}

/** Reports a finding at the level of its resource's account, or as advice when its rule advises. */
function reportFinding({ guardrail, rule, finding, values, report, resource }: Reported): void {
  const { level, note } =
    resource === undefined ? ({ level: "mandatory" } as const) : levelFor(resource, values);
  const isAdvice = rule.advises !== undefined && values.preview !== "refuse";
  const message = messageOf(guardrail, finding);
  reportAt(
    level === "mandatory" && isAdvice ? "advisory" : level,
    report,
    guardrail,
    note === undefined || isAdvice ? message : `${message}. ${note}`,
    finding.urn,
  );
}

/**
 * Reports a violation at a level that may be lower than that of its policy. The SDK (1.21.0) takes a level with each violation,
 * which its types do not show, and the engine acts on the level of the violation. A second policy for advice would double
 * the calls of every preview.
 */
function reportAt(
  level: AccountLevel,
  report: ReportViolation,
  guardrail: Guardrail,
  message: string,
  urn?: string,
): void {
  if (level === "mandatory") {
    report(message, urn);
  } else if (level === "advisory") {
    const violation = {
      message: `${descriptionOf(guardrail)}\n${message}`,
      urn,
      enforcementLevel: level,
    };
    (report as unknown as (violation: object) => void)(violation);
  }
}

function messageOf(guardrail: Guardrail, finding: Finding): string {
  return `${finding.message} (guardrail ${guardrail.id}; docs/guardrails.md explains exceptions)`;
}

function descriptionOf({ about }: Guardrail): string {
  return `${about.title}: ${about.why}.`;
}

function metadata(
  guardrail: Guardrail,
  { enforcementLevel }: Setting,
  rules: readonly Pick<ResourceRule, "advises">[],
) {
  const { about, parameters } = guardrail;
  const [framework] = about.frameworks;
  return {
    description: descriptionOf(guardrail),
    displayName: about.title,
    severity: about.severity,
    enforcementLevel,
    tags: [...about.requirements],
    framework: { ...framework, specification: about.title },
    remediationSteps: `${about.comply}. For an exception, see docs/guardrails.md.`,
    configSchema: configSchema(parameters, elsewhere(guardrail), advises(rules)),
  };
}
