import * as provider from "@pulumi/pulumi/proto/provider_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { callFunction, createResource, type Site } from "../emulation";
import type { RecordedOptions, ResourceRecord } from "./record";
import type { Monitor } from "./sdk";
import { hasUnknown, holdsSecret, reveal, secret, type Wire } from "./values";

export const STACK_TYPE = "pulumi:pulumi:Stack";

/** What a stack's outputs are to its readers: values as they travel, secrets marked. */
export type StackOutputs = Readonly<Record<string, unknown>>;

/** A call of a provider function. */
export interface InvokeRecord {
  readonly token: string;
  readonly providerUrn: string;
}

/**
 * Stands for the engine while a program runs offline: records every request and answers as the engine would after a
 * first deployment, with outputs from the emulated cloud.
 */
export class RecordingMonitor implements Monitor {
  public readonly records: ResourceRecord[] = [];
  public readonly invokes: InvokeRecord[] = [];
  public outputs: StackOutputs = {};
  readonly #byUrn = new Map<string, ResourceRecord>();
  readonly #sites = new Map<string, Site>();

  /**
   * @param outputsOf Outputs of another stack by its fully qualified name, `undefined` when there is no such stack.
   * @param preview When true, everything that only a deployment can tell stays unknown.
   */
  public constructor(
    private readonly project: string,
    private readonly stack: string,
    private readonly outputsOf: (stack: string) => StackOutputs | undefined,
    private readonly preview: boolean,
  ) {}

  public registerResource(
    request: resource.RegisterResourceRequest,
    callback: (error: unknown, response?: resource.RegisterResourceResponse) => void,
  ): void {
    try {
      callback(null, this.#register(request));
    } catch (error) {
      callback(error);
    }
  }

  #register(request: resource.RegisterResourceRequest): resource.RegisterResourceResponse {
    const type = request.getType();
    const name = request.getName();
    const urn = this.#urn(request.getParent(), type, name);
    if (this.#byUrn.has(urn)) {
      throw new Error(`two resources have the URN ${urn}: give one of them another name or parent`);
    }
    const struct = request.getObject() ?? new Struct();
    const wire = struct.toJavaScript() as Wire;
    const [providerUrn = "", providerId = ""] = splitReference(request.getProvider());
    const site = this.#sites.get(providerUrn);
    const inputs = reveal(wire) as Wire;
    const known = !this.preview;
    const local = !request.getCustom() && !request.getRemote();
    const emulated = local
      ? { id: "", outputs: {} }
      : createResource({ type, name, urn, inputs, site: siteOf(site, inputs) });
    const id = known ? request.getImportid() || emulated.id : request.getImportid();
    const state = this.#answer(wire, known ? emulated.outputs : {}, request);
    const record: ResourceRecord = {
      urn,
      type,
      name,
      id,
      parent: request.getParent(),
      custom: request.getCustom(),
      remote: request.getRemote(),
      providerUrn,
      providerPackages: [...request.getProvidersMap().keys()].sort(),
      provider: site && { account: site.account, region: regionOf(site, inputs) },
      dependencies: [...request.getDependenciesList()].sort(),
      propertyDependencies: dependenciesOf(request),
      options: optionsOf(request),
      inputs: struct,
      state,
    };
    if (type === "pulumi:providers:aws") {
      this.#sites.set(urn, awsSite(inputs));
    }
    this.#byUrn.set(urn, record);
    this.records.push(record);
    const response = new resource.RegisterResourceResponse();
    response.setUrn(urn);
    response.setId(type.startsWith("pulumi:providers:") ? id || providerId || name : id);
    response.setObject(state);
    return response;
  }

  /** The state after creation: inputs keep their secrecy, and so do the outputs that are declared secret. */
  #answer(wire: Wire, outputs: Wire, request: resource.RegisterResourceRequest): Struct {
    if (Object.keys(outputs).length === 0) {
      return request.getObject() ?? new Struct();
    }
    const state: Wire = { ...outputs, ...wire };
    for (const key of request.getAdditionalsecretoutputsList()) {
      if (key in state) {
        state[key] = secret(state[key]);
      }
    }
    return Struct.fromJavaScript(state as Record<string, JavaScriptValue>);
  }

  public readResource(
    request: resource.ReadResourceRequest,
    callback: (error: unknown, response?: resource.ReadResourceResponse) => void,
  ): void {
    const type = request.getType();
    const response = new resource.ReadResourceResponse();
    response.setUrn(this.#urn(request.getParent(), type, request.getName()));
    const inputs = (request.getProperties() ?? new Struct()).toJavaScript() as Wire;
    if (type === "pulumi:pulumi:StackReference") {
      const outputs = this.outputsOf(request.getId());
      if (outputs === undefined) {
        callback(new Error(`unknown stack ${request.getId()}`));
        return;
      }
      const secretOutputNames = Object.keys(outputs).filter((key) => holdsSecret(outputs[key]));
      response.setProperties(
        Struct.fromJavaScript({ name: request.getId(), outputs, secretOutputNames }),
      );
      callback(null, response);
      return;
    }
    const [providerUrn = ""] = splitReference(request.getProvider());
    const site = this.#sites.get(providerUrn);
    const emulated = createResource({
      type,
      name: request.getName(),
      urn: response.getUrn(),
      inputs,
      site: siteOf(site, inputs),
    });
    response.setProperties(
      Struct.fromJavaScript({ ...emulated.outputs, ...inputs } as Record<string, JavaScriptValue>),
    );
    callback(null, response);
  }

  public registerResourceOutputs(
    request: resource.RegisterResourceOutputsRequest,
    callback: (error: unknown, response?: object) => void,
  ): void {
    if (this.#byUrn.get(request.getUrn())?.type === STACK_TYPE) {
      this.outputs = (request.getOutputs() ?? new Struct()).toJavaScript();
    }
    callback(null, {});
  }

  public invoke(
    request: resource.ResourceInvokeRequest,
    callback: (error: unknown, response?: provider.InvokeResponse) => void,
  ): void {
    try {
      const [providerUrn = ""] = splitReference(request.getProvider());
      const token = request.getTok();
      this.invokes.push({ token, providerUrn });
      const wire = (request.getArgs() ?? new Struct()).toJavaScript() as Wire;
      const inputs = reveal(wire) as Wire;
      const site = siteOf(this.#sites.get(providerUrn), inputs);
      const response = new provider.InvokeResponse();
      const result = hasUnknown(wire) ? {} : callFunction({ token, inputs, site });
      response.setReturn(Struct.fromJavaScript(result as Record<string, JavaScriptValue>));
      callback(null, response);
    } catch (error) {
      // The SDK reads the message of a failed call from the field that gRPC errors have.
      callback({ details: error instanceof Error ? error.message : String(error) });
    }
  }

  /** The engine's rule: the types of all ancestors but the stack, joined by `$`. */
  #urn(parent: string, type: string, name: string): string {
    const parentType = parent.split("::")[2] ?? "";
    const qualified =
      parentType === "" || parentType === STACK_TYPE ? type : `${parentType}$${type}`;
    return `urn:pulumi:${this.stack}::${this.project}::${qualified}::${name}`;
  }
}

/** Provider references are written `<urn>::<id>`; a URN has four parts joined by `::`. */
function splitReference(reference: string): [urn?: string, id?: string] {
  if (reference === "") {
    return [];
  }
  const parts = reference.split("::");
  return [parts.slice(0, 4).join("::"), parts.slice(4).join("::")];
}

/** Account and Region of an AWS provider; its inputs that are no strings arrive as JSON text. */
function awsSite(inputs: Wire): Site {
  const allowed = inputs["allowedAccountIds"];
  const ids: unknown = typeof allowed === "string" ? JSON.parse(allowed) : allowed;
  return {
    account: Array.isArray(ids) ? String(ids[0]) : "",
    region: typeof inputs["region"] === "string" ? inputs["region"] : "",
  };
}

function regionOf(site: Site, inputs: Wire): string {
  return typeof inputs["region"] === "string" ? inputs["region"] : site.region;
}

function siteOf(site: Site | undefined, inputs: Wire): Site {
  return site
    ? { account: site.account, region: regionOf(site, inputs) }
    : { account: "", region: "" };
}

function dependenciesOf(
  request: resource.RegisterResourceRequest,
): Record<string, readonly string[]> {
  const dependencies: Record<string, readonly string[]> = {};
  for (const [key, value] of request.getPropertydependenciesMap().entries()) {
    const urns = value.getUrnsList();
    if (urns.length > 0) {
      dependencies[key] = [...urns].sort();
    }
  }
  return dependencies;
}

function optionsOf(request: resource.RegisterResourceRequest): RecordedOptions {
  const lists = {
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    aliases: request
      .getAliasesList()
      .map((alias) => alias.getUrn() || alias.getSpec()?.getName() || ""),
  };
  return {
    ...(request.getProtect() && { protect: true }),
    ...(request.getRetainondelete() && { retainOnDelete: true }),
    ...(request.getDeletebeforereplace() && { deleteBeforeReplace: true }),
    ...(request.getImportid() !== "" && { import: request.getImportid() }),
    ...(request.getDeletedwith() !== "" && { deletedWith: request.getDeletedwith() }),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)),
  };
}
