import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { PolicyChecker, type Violation } from "../../../cli/planner/policy-checker";
import type { ResourceRecord } from "../../../cli/planner/record";
import { loadProject } from "../../../cli/planner/project";
import type { Guardrail } from "../../../policy-pack/guardrails/types/guardrail";
import type { ParameterValues } from "../../../policy-pack/guardrails/types/parameter";
import { guardrailPolicies, type PolicySetting } from "../../../policy-pack/policies";
import { guardrailFacts } from "../../../stacks/guardrails/facts";
import { repository } from "../plan/planned";

/** Text that Pulumi sends for a value that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface MadeUpResource {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: Record<string, unknown>;
  /** Names of the resources that a property refers to. */
  readonly references?: Readonly<Record<string, string>>;
  /** Inputs of its provider; `none` for a resource without one. @default - Region us-east-1 */
  readonly provider?: Record<string, unknown> | "none";
  /** Stack of the resource, as `<project>/<stack>`. @default - `platform/test` */
  readonly stack?: string;
}

function record(resource: MadeUpResource, providerUrn: string): ResourceRecord {
  const name = resource.name ?? "example";
  const given = Object.entries(resource.inputs ?? {}).filter(([, value]) => value !== undefined);
  const inputs = Struct.fromJavaScript(
    Object.fromEntries(given) as Record<string, JavaScriptValue>,
  );
  return {
    urn: urnOf(resource.type, name, resource.stack),
    type: resource.type,
    name,
    id: name,
    parent: "",
    custom: true,
    remote: false,
    providerUrn,
    providerPackages: [],
    provider: { account: "123456789012", region: "us-east-1" },
    dependencies: [],
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.references ?? {}).map(([property, target]) => [property, [target]]),
    ),
    options: {},
    inputs,
    state: inputs,
  };
}

export function urnOf(type: string, name = "example", fullStack = "platform/test"): string {
  const [project = "", stack = ""] = fullStack.split("/");
  return `urn:pulumi:${stack}::${project}::${type}::${name}`;
}

/** Records of invented resources, each with a provider of its own, in the form that policies check. */
function recordsOf(resources: readonly MadeUpResource[]): ResourceRecord[] {
  return resources.flatMap((resource, index) => {
    if (resource.provider === "none") {
      return [record(resource, "")];
    }
    const provider: MadeUpResource = {
      type: `pulumi:providers:${resource.type.split(":")[0] ?? ""}`,
      name: `provider-${index}`,
      inputs: resource.provider ?? { region: "us-east-1" },
    };
    const providerRecord = record(provider, "");
    return [providerRecord, record(resource, providerRecord.urn)];
  });
}

/**
 * Enforcement of one guardrail in the default company, as if it were on there and refused everything that it finds.
 *
 * @param changes Other settings of its policies.
 */
export function settingOf(
  guardrail: Guardrail,
  parameters: ParameterValues = {},
  changes: Partial<PolicySetting> = {},
): Record<string, PolicySetting> {
  const { organization } = loadProject(repository);
  const values = Object.entries(guardrail.parameters).flatMap(([name, { default: standard }]) => {
    const fact = guardrailFacts[guardrail.id]?.[name]?.(organization);
    const value = parameters[name] ?? fact ?? standard;
    return value === undefined ? [] : [[name, value]];
  });
  return {
    [guardrail.id]: {
      enforcementLevel: "mandatory",
      parameters: Object.fromEntries(values) as ParameterValues,
      accountLevels: {},
      otherAccounts: "mandatory",
      accountsByStack: {},
      preview: "refuse",
      ...changes,
    },
  };
}

/** Violations of guardrails in a stack of invented resources, found by the functions that answer the engine. */
export async function violationsOf(
  settings: Readonly<Record<string, PolicySetting>>,
  ...resources: readonly MadeUpResource[]
): Promise<readonly Violation[]> {
  const { violations } = await new PolicyChecker(guardrailPolicies(settings)).check({
    records: recordsOf(resources),
    invokes: [],
  });
  return violations;
}
