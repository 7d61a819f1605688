import * as grpc from "@grpc/grpc-js";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import * as monitor from "@pulumi/pulumi/proto/resource_grpc_pb";
import * as resource from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Values } from "../core/types";
import { type Child, Derived, Reference, resolve } from "../remote-components/construction";
import { constructionOf } from "../remote-components/constructions";
import { holdsSecret, reveal, toStruct, UNKNOWN, type Wire } from "../protocol/values";
import { isPackage, versionOf } from "./packages";

/**
 * Creates a remote component: registers it and its children with the engine, as the packages awsx and eks do in their own
 * providers.
 */
export async function constructComponent(
  request: proto.ConstructRequest,
): Promise<proto.ConstructResponse> {
  const type = request.getType();
  const name = request.getName();
  const wire = (request.getInputs() ?? new Struct()).toJavaScript();
  if (holdsSecret(wire)) {
    throw new Error(`${type} is not emulated with secret inputs: its children would print them`);
  }
  const inputs = reveal(wire, UNKNOWN) as Values;
  const construction = constructionOf(type, name, inputs);
  if (construction === undefined) {
    throw new Error(
      `the emulated cloud has no component ${type}: add it to cli/emulation/remote-components`,
    );
  }
  const registrar = new Registrar(request);
  try {
    const component = await registrar.registerComponent(type, name, request.getParent());
    const created = await createChildren(construction.children, (child, known) =>
      registrar.registerChild(child, component, known),
    );
    const outputs = resolve(construction.outputs, outputsOf(created)) as Wire;
    await registrar.registerOutputs(component, outputs);
    const response = new proto.ConstructResponse();
    response.setUrn(component);
    response.setState(toStruct(outputs));
    for (const [name, value] of Object.entries(construction.outputs)) {
      const dependencies = new proto.ConstructResponse.PropertyDependencies();
      dependencies.setUrnsList(
        [...new Set(referredIn(value))].map((key) => created.get(key)?.urn ?? component),
      );
      response.getStatedependenciesMap().set(name, dependencies);
    }
    return response;
  } finally {
    registrar.close();
  }
}

/** Creates each child as soon as the children that it needs exist, as a program's promises do. */
async function createChildren(
  children: readonly Child[],
  create: (child: Child, created: ReadonlyMap<string, CreatedChild>) => Promise<CreatedChild>,
): Promise<ReadonlyMap<string, CreatedChild>> {
  const created = new Map<string, CreatedChild>();
  let waiting = children;
  while (waiting.length > 0) {
    const ready = waiting.filter((child) => needs(child).every((key) => created.has(key)));
    if (ready.length === 0) {
      throw new Error(`no child can be created first: ${waiting.map(({ key }) => key).join(", ")}`);
    }
    const done = await Promise.all(
      ready.map(async (child) => [child.key, await create(child, created)] as const),
    );
    done.forEach(([key, child]) => created.set(key, child));
    waiting = waiting.filter((child) => !created.has(child.key));
  }
  return created;
}

/** Keys of the children that must exist before a child. */
function needs({ parent, dependsOn = [], inputs }: Child): readonly string[] {
  return [...(parent === undefined ? [] : [parent]), ...dependsOn, ...referredIn(inputs)];
}

function referredIn(value: unknown): readonly string[] {
  if (value instanceof Reference) {
    return [value.child];
  }
  if (value instanceof Derived) {
    return referredIn(value.from);
  }
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(referredIn)
    : [];
}

/** A child that is registered with the engine. */
interface CreatedChild {
  readonly urn: string;
  readonly outputs: Values;
}

function outputsOf(created: ReadonlyMap<string, CreatedChild>): ReadonlyMap<string, Values> {
  return new Map([...created].map(([key, { outputs }]) => [key, outputs]));
}

/** Client of the engine's resource monitor during one construction. */
class Registrar {
  readonly #monitor: monitor.ResourceMonitorClient;

  public constructor(private readonly request: proto.ConstructRequest) {
    this.#monitor = new monitor.ResourceMonitorClient(
      request.getMonitorendpoint(),
      grpc.credentials.createInsecure(),
    );
  }

  public close(): void {
    this.#monitor.close();
  }

  public async registerComponent(type: string, name: string, parent: string): Promise<string> {
    const registration = new resource.RegisterResourceRequest();
    registration.setType(type);
    registration.setName(name);
    registration.setParent(parent);
    registration.setObject(new Struct());
    registration.setProtect(this.request.getProtect() ?? false);
    registration.setRetainondelete(this.request.getRetainondelete() ?? false);
    registration.setDependenciesList(this.request.getDependenciesList());
    registration.setAliasesList(this.request.getAliasesList());
    return (await this.#register(registration)).getUrn();
  }

  public async registerChild(
    child: Child,
    component: string,
    created: ReadonlyMap<string, CreatedChild>,
  ): Promise<CreatedChild> {
    const known = outputsOf(created);
    const urnOf = (key: string): string => created.get(key)?.urn ?? component;
    const inputs = resolve(child.inputs, known) as Wire;
    const registration = new resource.RegisterResourceRequest();
    registration.setType(child.type);
    registration.setName(child.name);
    registration.setCustom(child.custom);
    registration.setParent(child.parent === undefined ? component : urnOf(child.parent));
    registration.setObject(toStruct(inputs));
    registration.setProtect(this.request.getProtect() ?? false);
    registration.setRetainondelete(this.request.getRetainondelete() ?? false);
    const dependencies = [...(child.dependsOn ?? []), ...referredIn(child.inputs)].map(urnOf);
    registration.setDependenciesList([...new Set(dependencies)]);
    for (const [name, value] of Object.entries(child.inputs)) {
      const urns = new resource.RegisterResourceRequest.PropertyDependencies();
      urns.setUrnsList([...new Set(referredIn(value).map(urnOf))]);
      registration.getPropertydependenciesMap().set(name, urns);
    }
    registration.setIgnorechangesList([...(child.ignoreChanges ?? [])]);
    registration.setAcceptsecrets(true);
    registration.setSupportspartialvalues(true);
    const packageName = child.type.split(":")[child.type.startsWith("pulumi:providers:") ? 2 : 0];
    if (packageName !== undefined && isPackage(packageName)) {
      registration.setProvider(this.request.getProvidersMap().get(packageName) ?? "");
      registration.setVersion(versionOf(packageName));
    }
    const answer = await this.#register(registration);
    const state = (answer.getObject() ?? new Struct()).toJavaScript();
    // In a preview the id is absent, like every value that only the cloud returns.
    const id = answer.getId() || UNKNOWN;
    return {
      urn: answer.getUrn(),
      outputs: { ...inputs, ...(reveal(state, UNKNOWN) as Values), id },
    };
  }

  public registerOutputs(urn: string, outputs: Wire): Promise<unknown> {
    const request = new resource.RegisterResourceOutputsRequest();
    request.setUrn(urn);
    request.setOutputs(toStruct(outputs));
    return new Promise((resolved, reject) => {
      this.#monitor.registerResourceOutputs(request, (error, answer) => {
        if (error) {
          reject(new Error(error.details));
        } else {
          resolved(answer);
        }
      });
    });
  }

  #register(request: resource.RegisterResourceRequest): Promise<resource.RegisterResourceResponse> {
    return new Promise((resolved, reject) => {
      this.#monitor.registerResource(request, (error, answer) => {
        if (error) {
          reject(new Error(error.details));
        } else {
          resolved(answer);
        }
      });
    });
  }
}
