import type {
  EnforcementLevel,
  PolicyConfigSchema,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { guardrails } from "../guardrails";
import type { Guardrail } from "../guardrails/types/guardrail";
import type { Parameter, ParameterValues } from "../guardrails/types/parameter";
import type { Finding, Remedy, ResourceRule } from "../guardrails/types/preview-rule";
import { kinds } from "../guardrails/types/text-kinds";
import { resourcePolicyName, stackPolicyName } from "./names";
import { viewOf } from "./view";

/** A policy with the resource types that it checks; resources of other types are skipped. */
export interface GuardrailPolicy {
  readonly guardrail: string;
  readonly policy: ResourceValidationPolicy | StackValidationPolicy;
  /** Type tokens, or `aws` for every resource of the AWS provider. */
  readonly types: readonly string[] | "aws";
}

/** Enforcement of one guardrail's policies in an organization. */
export interface PolicySetting {
  /** `advisory` while the guardrail is in its report stage. */
  readonly enforcementLevel: "advisory" | "mandatory";
  readonly parameters: ParameterValues;
  /** Stacks that the policy exempts, as `<project>/<stack>`: out of the guardrail's scope, or with an exception. */
  readonly excludedStacks: readonly string[];
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
    excludedStacks: [],
  };
}

/** True when a rule for these types checks resources of the type. */
export function checksType(types: readonly string[] | "aws", type: string): boolean {
  return types === "aws" ? type.startsWith("aws:") : types.includes(type);
}

function policiesOf(guardrail: Guardrail, setting: Setting): GuardrailPolicy[] {
  const { preview } = guardrail;
  if ("none" in preview) {
    return [];
  }
  const policies: GuardrailPolicy[] = [];
  const { resource = [], stack = [], remedies = [] } = preview;
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
      policy: {
        ...metadata(guardrail, setting),
        name: stackPolicyName(guardrail),
        validateStack(stackArgs, report) {
          const parameters = parametersOf(guardrail, setting, stackArgs.getConfig());
          const checked = stackArgs.resources.filter(({ urn }) => !isExcluded(urn, parameters));
          for (const rule of stack) {
            const seen = checked.filter(({ type }) => checksType(rule.types, type));
            for (const finding of rule.check(seen.map(viewOf), parameters)) {
              report(messageOf(guardrail, finding), finding.urn);
            }
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
  remedies: readonly Remedy[],
  setting: Setting,
): ResourceValidationPolicy {
  return {
    ...metadata(guardrail, setting),
    name: resourcePolicyName(guardrail),
    validateResource(resource, report) {
      const parameters = parametersOf(guardrail, setting, resource.getConfig());
      if (isExcluded(resource.urn, parameters) || showsNothing(resource)) {
        return;
      }
      const missing = Object.keys(guardrail.parameters).filter((name) => !(name in parameters));
      if (missing.length > 0) {
        // Reported once a stack, on the stack itself: without its parameters the guardrail checks nothing, which must
        // not look like a pass.
        if (resource.type === "pulumi:pulumi:Stack") {
          report(
            `cannot be checked: the policy's configuration lacks ${missing.join(", ")}; add it to a file and pass the file as --policy-pack-config, or write "${guardrail.id}": "disabled" in the file`,
          );
        }
        return;
      }
      for (const rule of rules.filter(({ types }) => checksType(types, resource.type))) {
        for (const finding of rule.check(viewOf(resource), parameters)) {
          report(messageOf(guardrail, finding));
        }
      }
    },
    ...(remedies.length > 0 && {
      remediateResource(resource) {
        const parameters = parametersOf(guardrail, setting, resource.getConfig());
        const applicable = remedies.filter(({ types }) => checksType(types, resource.type));
        if (applicable.length === 0 || isExcluded(resource.urn, parameters)) {
          return undefined;
        }
        const view = viewOf(resource);
        const inputs = Object.fromEntries(
          applicable.flatMap((remedy) => Object.entries(remedy.inputs(view, parameters))),
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

/** Configuration that every policy takes in addition to its guardrail's parameters. */
const EXCLUDED_STACKS = "excludedStacks";

/** A URN begins with its stack and project: `urn:pulumi:<stack>::<project>::`. */
function isExcluded(urn: string, parameters: ParameterValues): boolean {
  const excluded = parameters[EXCLUDED_STACKS] as readonly string[];
  if (excluded.length === 0) {
    return false;
  }
  const [stack = "", project = ""] = urn.slice("urn:pulumi:".length).split("::");
  return excluded.includes(`${project}/${stack}`);
}

function typesOf(
  rules: readonly { readonly types: readonly string[] | "aws" }[],
): readonly string[] | "aws" {
  const types = rules.map((rule) => rule.types);
  return types.includes("aws") ? "aws" : [...new Set(types.flat())];
}

/** Values of the engine's configuration override those of `settings`; defaults come last. */
function parametersOf(
  guardrail: Guardrail,
  { parameters, excludedStacks }: Setting,
  configured: object,
): ParameterValues {
  const defaults = Object.fromEntries(
    Object.entries(guardrail.parameters).flatMap(([name, { default: value }]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
  return { ...defaults, excludedStacks, ...parameters, ...(configured as ParameterValues) };
}

function messageOf(guardrail: Guardrail, finding: Finding): string {
  return `${finding.message} (guardrail ${guardrail.id}; docs/guardrails.md explains exceptions)`;
}

function metadata({ about, parameters }: Guardrail, { enforcementLevel }: Setting) {
  const [framework] = about.frameworks;
  return {
    description: `${about.title}: ${about.why}.`,
    displayName: about.title,
    severity: about.severity,
    enforcementLevel,
    tags: [...about.requirements],
    framework: { ...framework, specification: about.title },
    remediationSteps: `${about.comply}. For an exception, see docs/guardrails.md.`,
    configSchema: configSchema(parameters),
  };
}

function configSchema(parameters: Readonly<Record<string, Parameter>>): PolicyConfigSchema {
  const described = Object.entries(parameters).map(([name, parameter]) => [
    name,
    {
      ...valueSchema(parameter),
      description: parameter.description,
      ...(parameter.default !== undefined && { default: parameter.default }),
    },
  ]);
  return {
    properties: {
      ...(Object.fromEntries(described) as PolicyConfigSchema["properties"]),
      [EXCLUDED_STACKS]: {
        type: "array",
        items: { type: "string", pattern: "^[^/]+/[^/]+$" },
        description: "Stacks that the policy exempts, as <project>/<stack>",
        default: [],
      },
    },
  };
}

function valueSchema(parameter: Parameter): PolicyConfigSchema["properties"][string] {
  switch (parameter.type) {
    case "strings": {
      const { of = "text", values, mayBeEmpty, most } = parameter;
      return {
        type: "array",
        items: {
          type: "string",
          ...(values ? { enum: [...values] } : { pattern: kinds[of].pattern }),
        },
        ...(mayBeEmpty === undefined && { minItems: 1 }),
        ...(most !== undefined && { maxItems: most }),
      };
    }
    case "boolean":
      return { type: "boolean" };
    case "number":
      return { type: "integer", minimum: parameter.minimum, maximum: parameter.maximum };
  }
}
