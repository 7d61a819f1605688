import type { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Site } from "../emulation/core/types";

/** Options of a resource that the plan shows; options with their default value are absent. */
export interface RecordedOptions {
  readonly protect?: true;
  readonly retainOnDelete?: true;
  readonly deleteBeforeReplace?: true;
  readonly import?: string;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly deletedWith?: string;
  readonly aliases?: readonly string[];
}

/** One resource as its program registered it. */
export interface ResourceRecord {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly parent: string;
  /** False for components. */
  readonly custom: boolean;
  /** True for components whose children only a real engine creates. */
  readonly remote: boolean;
  /** URN of the provider, empty when none is set. */
  readonly providerUrn: string;
  /** Packages for which a component has a provider. */
  readonly providerPackages: readonly string[];
  /** Account and Region, for resources of an AWS provider. */
  readonly provider: Site | undefined;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly options: RecordedOptions;
  /** Inputs in the wire format, secrets marked; `redact` them before printing. */
  readonly inputs: Struct;
  /** Inputs and emulated outputs, as the program received them. */
  readonly state: Struct;
}
