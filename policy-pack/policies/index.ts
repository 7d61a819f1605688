import type {
  EnforcementLevel,
  PolicyConfigSchema,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { guardrails } from "../guardrails";
import type {
  Finding,
  Guardrail,
  Parameter,
  ParameterValues,
  ResourceRule,
} from "../guardrails/guardrail";
import { viewOf } from "./view";

/** A policy with the resources it judges, so that nobody has to call it in vain. */
export interface GuardrailPolicy {
  readonly guardrail: string;
  readonly policy: ResourceValidationPolicy | StackValidationPolicy;
  /** Type tokens, or `aws` for every resource of the AWS provider. */
  readonly types: readonly string[] | "aws";
}

export interface PolicyOptions {
  /** Parameters by guardrail id; what Pulumi Cloud or `--policy-pack-config` gives goes before them. */
  readonly parameters?: Readonly<Record<string, ParameterValues>>;
  /** Guardrails that are switched off. */
  readonly disabled?: readonly string[];
}

/** The CrossGuard policies of every guardrail that can be seen before deployment. */
export function guardrailPolicies(options: PolicyOptions = {}): GuardrailPolicy[] {
  return guardrails
    .filter((guardrail) => !options.disabled?.includes(guardrail.id))
    .flatMap((guardrail) => policiesOf(guardrail, options.parameters?.[guardrail.id] ?? {}));
}

/** True when a rule judges resources of the type. */
export function judges(types: readonly string[] | "aws", type: string): boolean {
  return types === "aws" ? type.startsWith("aws:") : types.includes(type);
}

function policiesOf(guardrail: Guardrail, given: ParameterValues): GuardrailPolicy[] {
  const { preview } = guardrail;
  if ("none" in preview) {
    return [];
  }
  const policies: GuardrailPolicy[] = [];
  if (preview.resource) {
    policies.push({
      guardrail: guardrail.id,
      types: typesOf(preview.resource),
      policy: resourcePolicy(guardrail, preview.resource, given),
    });
  }
  for (const rule of preview.stack ?? []) {
    policies.push({
      guardrail: guardrail.id,
      types: rule.types,
      policy: {
        ...metadata(guardrail),
        name: `${guardrail.id}-relations`,
        validateStack(stack, report) {
          const parameters = parametersOf(guardrail, given, stack.getConfig());
          const seen = stack.resources.filter(({ type }) => judges(rule.types, type));
          for (const finding of rule.check(seen.map(viewOf), parameters)) {
            report(messageOf(guardrail, finding), finding.urn);
          }
        },
      },
    });
  }
  return policies;
}

function resourcePolicy(
  guardrail: Guardrail,
  rules: readonly ResourceRule[],
  given: ParameterValues,
): ResourceValidationPolicy {
  return {
    ...metadata(guardrail),
    name: guardrail.id,
    validateResource(resource, report) {
      const parameters = parametersOf(guardrail, given, resource.getConfig());
      const missing = Object.keys(guardrail.parameters).filter((name) => !(name in parameters));
      if (missing.length > 0) {
        // Once a stack, on the first resource of all: a guardrail that cannot judge must not look like one that has.
        if (resource.type === "pulumi:pulumi:Stack") {
          report(
            `cannot be judged: the policy's configuration lacks ${missing.join(", ")}; name a file with it as --policy-pack-config, or write "${guardrail.id}": "disabled" in one`,
          );
        }
        return;
      }
      for (const rule of rules.filter(({ types }) => judges(types, resource.type))) {
        for (const finding of rule.check(viewOf(resource), parameters)) {
          report(messageOf(guardrail, finding));
        }
      }
    },
  };
}

function typesOf(rules: readonly ResourceRule[]): readonly string[] | "aws" {
  const types = rules.map((rule) => rule.types);
  return types.includes("aws") ? "aws" : [...new Set(types.flat())];
}

/** Configuration of the engine goes before the values the pack was made with; defaults come last. */
function parametersOf(
  guardrail: Guardrail,
  given: ParameterValues,
  configured: object,
): ParameterValues {
  const defaults = Object.fromEntries(
    Object.entries(guardrail.parameters).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  return { ...defaults, ...given, ...(configured as ParameterValues) };
}

function messageOf(guardrail: Guardrail, finding: Finding): string {
  return `${finding.message} (guardrail ${guardrail.id}; docs/guardrails.md tells how to ask for an exception)`;
}

function metadata(guardrail: Guardrail) {
  const [framework] = guardrail.frameworks;
  return {
    description: `${guardrail.title}: ${guardrail.why}.`,
    displayName: guardrail.title,
    severity: guardrail.severity,
    enforcementLevel: "mandatory" as EnforcementLevel,
    tags: [...guardrail.requirements],
    framework: { ...framework, specification: guardrail.title },
    configSchema: configSchema(guardrail.parameters),
  };
}

function configSchema(parameters: Readonly<Record<string, Parameter>>): PolicyConfigSchema {
  const properties: PolicyConfigSchema["properties"] = {};
  for (const [name, { type, description }] of Object.entries(parameters)) {
    properties[name] =
      type === "strings"
        ? { type: "array", items: { type: "string" }, description }
        : { type, description };
  }
  return { properties };
}
