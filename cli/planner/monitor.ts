import * as provider from "@pulumi/pulumi/proto/provider_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Site } from "../emulation/core/types";
import { callFunction, createAccepted, createResource } from "../emulation/create";
import type { ResourceRecord } from "./record";
import { awsSite, siteOf } from "../emulation/protocol/site";
import { optionsOf, propertyDependenciesOf, splitReference } from "./requests";
import type { Monitor } from "./sdk";
import {
  hasUnknown,
  holdsSecret,
  merge,
  reveal,
  secret,
  toStruct,
  unknownBeside,
  type Wire,
} from "../emulation/protocol/values";

const STACK_TYPE = "pulumi:pulumi:Stack";
const REFERENCE_TYPE = "pulumi:pulumi:StackReference";
/** Function of the engine that returns the outputs of another stack, as a stack reference does. */
const REFERENCE_FUNCTION = "pulumi:pulumi:readStackOutputs";
/** Function of the engine that returns the state of a stack's resources. Offline, no stack has a state. */
const STATE_FUNCTION = "pulumi:pulumi:readStackResourceOutputs";

/** Function that returns the zones of an account. */
const ZONES_FUNCTION = "aws:index/getAvailabilityZones:getAvailabilityZones";

/** Outputs of a stack in the wire format, secrets marked. */
export type StackOutputs = Readonly<Record<string, unknown>>;

/** A call of a provider function. */
export interface InvokeRecord {
  readonly token: string;
  readonly providerUrn: string;
}

type Callback<T> = (error: unknown, response?: T) => void;

/**
 * Replaces the engine while a program runs offline: records every request and answers as the engine does after a first
 * deployment, with outputs from the emulated cloud.
 */
export class RecordingMonitor implements Monitor {
  public readonly records: ResourceRecord[] = [];
  public readonly invokes: InvokeRecord[] = [];
  public outputs: StackOutputs = {};
  readonly #byUrn = new Map<string, ResourceRecord>();
  readonly #sites = new Map<string, Site>();

  /**
   * @param outputsOf Outputs of another stack by its fully qualified name, `undefined` when there is no such stack.
   * @param preview True to keep every value unknown that only a deployment returns.
   * @param zoneIds Ids of zones from the configuration, which the account has even if no table contains them.
   */
  public constructor(
    private readonly project: string,
    private readonly stack: string,
    private readonly outputsOf: (stack: string) => StackOutputs | undefined,
    private readonly preview: boolean,
    private readonly zoneIds: readonly string[],
  ) {}

  public registerResource(
    request: resource.RegisterResourceRequest,
    callback: Callback<resource.RegisterResourceResponse>,
  ): void {
    answer(callback, () => this.#register(request));
  }

  public readResource(
    request: resource.ReadResourceRequest,
    callback: Callback<resource.ReadResourceResponse>,
  ): void {
    answer(callback, () => this.#read(request));
  }

  public invoke(
    request: resource.ResourceInvokeRequest,
    callback: Callback<provider.InvokeResponse>,
  ): void {
    answer(callback, () => this.#invoke(request));
  }

  public registerResourceOutputs(
    request: resource.RegisterResourceOutputsRequest,
    callback: Callback<object>,
  ): void {
    answer(callback, () => {
      if (this.#byUrn.get(request.getUrn())?.type === STACK_TYPE) {
        this.outputs = (request.getOutputs() ?? new Struct()).toJavaScript();
      }
      return {};
    });
  }

  #register(request: resource.RegisterResourceRequest): resource.RegisterResourceResponse {
    const type = request.getType();
    const name = request.getName();
    const urn = this.#urn(request.getParent(), type, name);
    const struct = request.getObject() ?? new Struct();
    const wire = struct.toJavaScript() as Wire;
    const [providerUrn = ""] = splitReference(request.getProvider());
    // A remote component receives all its providers; the AWS provider decides where its children are created.
    const [ofAws = providerUrn] = splitReference(request.getProvidersMap().get("aws") ?? "");
    const site = this.#sites.get(request.getRemote() ? ofAws : providerUrn);
    const inputs = reveal(wire) as Wire;
    const local = !request.getCustom() && !request.getRemote();
    const emulated = local
      ? { id: "", outputs: {} }
      : createAccepted({ type, name, urn, inputs, site: siteOf(site, inputs) });
    const id = request.getImportid() || (this.preview ? "" : emulated.id);
    const state = this.#stateOf(
      wire,
      this.preview ? unknownBeside(emulated.outputs, wire) : emulated.outputs,
      request,
    );
    this.#record({
      urn,
      type,
      name,
      id,
      parent: request.getParent(),
      custom: request.getCustom(),
      remote: request.getRemote(),
      providerUrn,
      providerPackages: [...request.getProvidersMap().keys()].sort(),
      provider: site && siteOf(site, inputs),
      dependencies: [...request.getDependenciesList()].sort(),
      propertyDependencies: propertyDependenciesOf(request),
      options: optionsOf(request),
      inputs: struct,
      state,
    });
    if (type === "pulumi:providers:aws") {
      this.#sites.set(urn, awsSite(inputs));
    }
    const response = new resource.RegisterResourceResponse();
    response.setUrn(urn);
    // References to a provider contain its id, which the engine creates even in a preview.
    response.setId(type.startsWith("pulumi:providers:") ? id || name : id);
    response.setObject(state);
    return response;
  }

  /** State after creation: secret inputs and outputs that are declared secret stay secret. */
  #stateOf(wire: Wire, outputs: Wire, request: resource.RegisterResourceRequest): Struct {
    if (Object.keys(outputs).length === 0) {
      return request.getObject() ?? new Struct();
    }
    const state = merge(outputs, wire);
    for (const key of request.getAdditionalsecretoutputsList()) {
      if (key in state) {
        state[key] = secret(state[key]);
      }
    }
    return toStruct(state);
  }

  /** Reads another stack's outputs, or a resource that exists outside the program. */
  #read(request: resource.ReadResourceRequest): resource.ReadResourceResponse {
    const type = request.getType();
    const name = request.getName();
    const urn = this.#urn(request.getParent(), type, name);
    const inputs = request.getProperties() ?? new Struct();
    const [providerUrn = ""] = splitReference(request.getProvider());
    const site = this.#sites.get(providerUrn);
    const known = reveal(inputs.toJavaScript()) as Wire;
    const state =
      type === REFERENCE_TYPE
        ? this.#referenced(request.getId())
        : toStruct({
            ...createResource({ type, name, urn, inputs: known, site: siteOf(site, known) })
              .outputs,
            ...inputs.toJavaScript(),
          });
    this.#record({
      urn,
      type,
      name,
      id: request.getId(),
      parent: request.getParent(),
      custom: true,
      remote: false,
      providerUrn,
      providerPackages: [],
      provider: site && siteOf(site, known),
      dependencies: [...request.getDependenciesList()].sort(),
      propertyDependencies: {},
      options: {},
      inputs,
      state,
    });
    const response = new resource.ReadResourceResponse();
    response.setUrn(urn);
    response.setProperties(state);
    return response;
  }

  #referenced(stack: string): Struct {
    const outputs = this.outputsOf(stack);
    if (outputs === undefined) {
      throw new Error(`unknown stack ${stack}`);
    }
    const known = referenced.get(outputs) ?? referenceTo(stack, outputs);
    referenced.set(outputs, known);
    return known;
  }

  #invoke(request: resource.ResourceInvokeRequest): provider.InvokeResponse {
    const [providerUrn = ""] = splitReference(request.getProvider());
    const token = request.getTok();
    const wire = (request.getArgs() ?? new Struct()).toJavaScript() as Wire;
    const inputs = reveal(wire) as Wire;
    const response = new provider.InvokeResponse();
    if (token === REFERENCE_FUNCTION) {
      const name = String(inputs["name"]);
      // Offline, a stack has no outputs of an earlier deployment of its own.
      const own = name.endsWith(`/${this.project}/${this.stack}`);
      response.setReturn(own ? toStruct({ name, outputs: {} }) : this.#referenced(name));
      return response;
    }
    if (token === STATE_FUNCTION) {
      response.setReturn(toStruct({ name: inputs["stackName"], outputs: {} }));
      return response;
    }
    this.invokes.push({ token, providerUrn });
    const site = siteOf(this.#sites.get(providerUrn), inputs);
    const found = hasUnknown(wire) ? {} : callFunction({ token, inputs, site });
    response.setReturn(
      toStruct(token === ZONES_FUNCTION ? withZones(found, this.zoneIds, site.region) : found),
    );
    return response;
  }

  #record(record: ResourceRecord): void {
    if (this.#byUrn.has(record.urn)) {
      throw new Error(
        `two resources have the URN ${record.urn}: give one of them another name or parent`,
      );
    }
    this.#byUrn.set(record.urn, record);
    this.records.push(record);
  }

  /** Builds a URN by the engine's rule: the types of all ancestors except the stack, joined by `$`. */
  #urn(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2] ?? "";
    const qualified =
      parentType === "" || parentType === STACK_TYPE ? type : `${parentType}$${type}`;
    return `urn:pulumi:${this.stack}::${this.project}::${qualified}::${name}`;
  }
}

/** The zones of an account, and those of the configuration that are not among them. */
function withZones(found: Wire, zoneIds: readonly string[], region: string): Wire {
  const ids = found["zoneIds"] as readonly string[];
  const names = found["names"] as readonly string[];
  const others = zoneIds.filter((id) => !ids.includes(id));
  const last = names.length;
  return {
    ...found,
    zoneIds: [...ids, ...others],
    names: [...names, ...others.map((_, index) => region + "abcdefghij".charAt(last + index))],
  };
}

// Each stack's outputs are converted once for all its readers: the outputs of the first stacks grow with every account.
const referenced = new WeakMap<StackOutputs, Struct>();

function referenceTo(stack: string, outputs: StackOutputs): Struct {
  const secretOutputNames = Object.keys(outputs).filter((key) => holdsSecret(outputs[key]));
  return toStruct({ name: stack, outputs, secretOutputNames });
}

/** Calls back with the answer or with an error, whose message the SDK reads from `details`. */
function answer<T>(callback: Callback<T>, respond: () => T): void {
  let response: T;
  try {
    response = respond();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    callback(Object.assign(new Error(message), { details: message }));
    return;
  }
  callback(null, response);
}
