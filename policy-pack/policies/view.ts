import { UnknownValueError } from "@pulumi/policy";
import type { Reading, ResourceView } from "../guardrails/types/preview-rule";

/** The parts of the SDK's resource that rules need. */
export interface PolicyResource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: Record<string, unknown>;
  readonly provider?: { readonly type: string; readonly props: Record<string, unknown> };
  readonly propertyDependencies?: Record<string, readonly { readonly urn: string }[]>;
}

/** Shows a resource of the SDK to a rule: an unknown value is a state of its own and throws nothing. */
export function viewOf(resource: PolicyResource): ResourceView {
  return {
    type: resource.type,
    name: resource.name,
    urn: resource.urn,
    read: (property) => read(resource.props, property),
    readProvider: (property) =>
      resource.provider ? read(resource.provider.props, property) : { state: "absent" },
    references: (property) =>
      (resource.propertyDependencies?.[property] ?? []).map((dependency) => dependency.urn),
  };
}

function read(properties: Record<string, unknown>, property: string): Reading {
  if (!(property in properties)) {
    return { state: "absent" };
  }
  try {
    const value = copy(properties[property]);
    return value === undefined || value === null ? { state: "absent" } : { state: "known", value };
  } catch (error) {
    if (error instanceof UnknownValueError) {
      return { state: "unknown" };
    }
    throw error;
  }
}

/** A plain copy without the unknown parts, so that a rule can check the known ones. */
function copy(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return Array.from({ length: value.length }, (_, index) => known(() => value[index] as unknown));
  }
  return Object.fromEntries(
    Object.keys(value).map((key) => [key, known(() => (value as Record<string, unknown>)[key])]),
  );
}

function known(get: () => unknown): unknown {
  try {
    return copy(get());
  } catch (error) {
    if (error instanceof UnknownValueError) {
      return undefined;
    }
    throw error;
  }
}
