import type { ParameterValues } from "./parameter";

/** A property as a rule sees it: an unknown value is told apart from an absent one. */
export type Reading =
  | { readonly state: "known"; readonly value: unknown }
  | { readonly state: "unknown" }
  | { readonly state: "absent" };

/** A resource as a rule sees it, in the engine and in the offline plan alike. */
export interface ResourceView {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Reads one input, `undefined` values counting as absent. Nested values come whole, their unknown parts left out. */
  read(property: string): Reading;
  /** Reads one input of the provider the resource is made by. */
  readProvider(property: string): Reading;
  /** URNs of the resources that a property refers to; empty for resource rules. */
  references(property: string): readonly string[];
}

/** What is wrong with one resource. */
export interface Finding {
  /** The resource to blame; a resource rule leaves it out. */
  readonly urn?: string;
  /** What is wrong and how to comply, without the guardrail's id: the pack adds it. */
  readonly message: string;
}

/** Looks at one resource alone. */
export interface ResourceRule {
  /** Type tokens it judges, or `aws` for every resource of the AWS provider. */
  readonly types: readonly string[] | "aws";
  readonly check: (resource: ResourceView, parameters: ParameterValues) => readonly Finding[];
}

/** Looks at relations between the resources of a stack. */
export interface StackRule {
  /** Type tokens it judges. */
  readonly types: readonly string[];
  readonly check: (
    resources: readonly ResourceView[],
    parameters: ParameterValues,
  ) => readonly Finding[];
}

/** Sets what is missing, where that is safe: runs only where the policy is enforced as `remediate`. */
export interface Remedy {
  /** Type tokens it sets right, or `aws` for every resource of the AWS provider. */
  readonly types: readonly string[] | "aws";
  /** Inputs to set, by property; nothing when the resource needs none. */
  readonly inputs: (
    resource: ResourceView,
    parameters: ParameterValues,
  ) => Readonly<Record<string, unknown>>;
}
