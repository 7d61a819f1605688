import type { ParameterValues } from "./parameter";

/** A property as a rule sees it. An unknown value differs from an absent one. */
export type Reading =
  | { readonly state: "known"; readonly value: unknown }
  | { readonly state: "unknown" }
  | { readonly state: "absent" };

/** A resource as a rule sees it, both in the engine and in the offline plan. */
export interface ResourceView {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** Reads one input. An `undefined` value counts as absent. A nested value is returned without its unknown parts. */
  read(property: string): Reading;
  /** Reads one input of the resource's provider. */
  readProvider(property: string): Reading;
  /** URNs of the resources that a property refers to; empty for resource rules. */
  references(property: string): readonly string[];
}

/** The problem of one resource. */
export interface Finding {
  /** The resource with the problem; a resource rule omits it. */
  readonly urn?: string;
  /** The problem and how to comply, without the guardrail's id: the pack appends it. */
  readonly message: string;
}

/** A rule on one resource alone. */
export interface ResourceRule {
  /** Type tokens that the rule checks, or `aws` for every resource of the AWS provider. */
  readonly types: readonly string[] | "aws";
  /** Reason why a finding is a warning until a company refuses it (`preview: refuse`). @default - a finding is refused */
  readonly advises?: string;
  readonly check: (resource: ResourceView, parameters: ParameterValues) => readonly Finding[];
}

/** A rule on references between the resources of a stack. */
export interface StackRule {
  /** Type tokens that the rule checks. */
  readonly types: readonly string[];
  /** Reason why a finding is a warning until a company refuses it (`preview: refuse`). @default - a finding is refused */
  readonly advises?: string;
  readonly check: (
    resources: readonly ResourceView[],
    parameters: ParameterValues,
  ) => readonly Finding[];
}

/** Sets missing inputs where that is safe. It runs only when the policy is enforced as `remediate`. */
export interface Remedy {
  /** Type tokens whose inputs are set, or `aws` for every resource of the AWS provider. */
  readonly types: readonly string[] | "aws";
  /** Inputs to set, by property; empty when the resource needs none. */
  readonly inputs: (
    resource: ResourceView,
    parameters: ParameterValues,
  ) => Readonly<Record<string, unknown>>;
}
