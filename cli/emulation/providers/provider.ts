import * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as providers from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Site, Values } from "../core/types";
import { callFunction } from "../create";
import { answered } from "../cloud/answers";
import type { Cloud } from "../cloud/cloud";
import { assumeRole } from "../cloud/credentials";
import { typeFacts } from "../cloud/sdk-types";
import { CloudError, ThrottlingError } from "../core/errors";
import type { CloudRequest, CloudResource } from "../core/resource";
import { awsSite, siteOf } from "../protocol/site";
import {
  hasUnknown,
  merge,
  onlyAt,
  reveal,
  toStruct,
  UNKNOWN,
  unknownLike,
  type Wire,
  without,
} from "../protocol/values";
import { constructComponent } from "./construct";
import { type Package, versionOf } from "./packages";

export interface ServedProvider {
  readonly port: number;
  stop(): void;
}

/** Starts one provider of a package: the engine configures one for each provider resource. */
export async function serveProvider(name: Package, cloud: Cloud): Promise<ServedProvider> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1 });
  server.addService(providers.ResourceProviderService, handlersOf(new Provider(name, cloud)));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) {
        reject(error);
      } else {
        resolve(bound);
      }
    });
  });
  return {
    port,
    stop: () => {
      server.forceShutdown();
    },
  };
}

function handlersOf(provider: Provider): grpc.UntypedServiceImplementation {
  const handle =
    <Request, Response>(
      answer: (request: Request) => Response | Promise<Response>,
    ): grpc.handleUnaryCall<Request, Response> =>
    (call, callback) => {
      // Within a promise, so that a throw becomes an answer as well.
      Promise.resolve(call.request)
        .then(answer)
        .then(
          (response) => {
            callback(null, response);
          },
          (error: unknown) => {
            const details = error instanceof Error ? error.message : String(error);
            callback({ code: grpc.status.UNKNOWN, details });
          },
        );
    };
  return {
    getPluginInfo: handle(() => provider.info()),
    checkConfig: handle((request: proto.CheckRequest) => provider.checkConfig(request)),
    diffConfig: handle((request: proto.DiffRequest) => provider.diffConfig(request)),
    configure: handle((request: proto.ConfigureRequest) => provider.configure(request)),
    check: handle((request: proto.CheckRequest) => provider.check(request)),
    diff: handle((request: proto.DiffRequest) => provider.diff(request)),
    create: handle((request: proto.CreateRequest) => provider.create(request)),
    read: handle((request: proto.ReadRequest) => provider.read(request)),
    update: handle((request: proto.UpdateRequest) => provider.update(request)),
    delete: handle((request: proto.DeleteRequest) => provider.delete(request)),
    invoke: handle((request: proto.InvokeRequest) => provider.invoke(request)),
    construct: handle((request: proto.ConstructRequest) => constructComponent(request)),
    cancel: handle(() => new Empty()),
  };
}

/** Retries of the AWS SDK after throttling, unless the provider sets `maxRetries`. */
const DEFAULT_RETRIES = 25;

/** Id of an import: `<id>@<Region>` for a resource outside the provider's Region. */
const importId = /^(.*?)(?:@([a-z]{2}(?:-[a-z]+)+-\d))?$/s;

/** One configured provider, which answers the engine for the resources of one account or one cluster. */
class Provider {
  #site: Site | undefined;
  #roleArn: string | undefined;
  #defaultTags: Values = {};
  #retries = DEFAULT_RETRIES;

  public constructor(
    private readonly name: Package,
    private readonly cloud: Cloud,
  ) {}

  public info(): plugin.PluginInfo {
    const info = new plugin.PluginInfo();
    info.setVersion(versionOf(this.name));
    return info;
  }

  public checkConfig(request: proto.CheckRequest): proto.CheckResponse {
    const response = new proto.CheckResponse();
    response.setInputs(request.getNews());
    return response;
  }

  public diffConfig(request: proto.DiffRequest): proto.DiffResponse {
    const old = JSON.stringify(valuesOf(request.getOldInputs() ?? request.getOlds()));
    const changed = old !== JSON.stringify(valuesOf(request.getNews()));
    const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
    const response = new proto.DiffResponse();
    response.setChanges(changed ? DIFF_SOME : DIFF_NONE);
    return response;
  }

  /** Signs in. @throws CloudError when the role does not exist or the account is not an allowed one. */
  public configure(request: proto.ConfigureRequest): proto.ConfigureResponse {
    const config = reveal(valuesOf(request.getArgs())) as Wire;
    if (this.name === "aws" && config["region"] !== undefined) {
      this.#configureAws(config);
    }
    if (this.name === "kubernetes") {
      this.#site = { account: serverOf(config["kubeconfig"]), region: "" };
    }
    const response = new proto.ConfigureResponse();
    const component = this.name === "awsx" || this.name === "eks";
    response.setSupportspreview(true);
    response.setAcceptsecrets(component);
    response.setAcceptresources(component);
    return response;
  }

  public check(request: proto.CheckRequest): proto.CheckResponse {
    const old = request.getOlds();
    const {
      wire,
      cloud: cloudRequest,
      unknown,
    } = this.#requestOf(request.getUrn(), request.getNews());
    const { inputs, failures } = this.cloud.check(
      cloudRequest,
      unknown,
      old && valuesOf(old),
      this.#defaultTags,
    );
    const response = new proto.CheckResponse();
    response.setInputs(toStruct({ ...inputs, ...unknownsOf(wire, unknown) }));
    response.setFailuresList(
      failures.map(({ property, reason }) => {
        const failure = new proto.CheckFailure();
        failure.setProperty(property);
        failure.setReason(reason);
        return failure;
      }),
    );
    return response;
  }

  public diff(request: proto.DiffRequest): proto.DiffResponse {
    const difference = this.#difference(request, request.getIgnorechangesList());
    const { DIFF_SOME, DIFF_NONE } = proto.DiffResponse.DiffChanges;
    const response = new proto.DiffResponse();
    response.setChanges(difference.changed.length > 0 ? DIFF_SOME : DIFF_NONE);
    response.setDiffsList([...difference.changed]);
    response.setReplacesList([...difference.replacing]);
    response.setDeletebeforereplace(difference.deleteBeforeReplace);
    return response;
  }

  /**
   * Changes that a provider would apply: it compares the new inputs with its state, which is what AWS has answered, and
   * not with the old inputs.
   *
   * @param ignored Paths of inputs that keep their value of the state.
   */
  #difference(request: proto.DiffRequest | proto.UpdateRequest, ignored: readonly string[]) {
    const { wire, cloud: cloudRequest } = this.#requestOf(request.getUrn(), request.getNews());
    const oldInputs = reveal(valuesOf(request.getOldInputs())) as Values;
    const old =
      this.name === "aws"
        ? this.#answeredInputs(
            cloudRequest,
            request.getId(),
            oldInputs,
            reveal(valuesOf(request.getOlds())) as Values,
          )
        : oldInputs;
    const inputs = keeping(ignored, old, reveal(wire, UNKNOWN) as Values);
    return this.cloud.diff({ ...cloudRequest, inputs }, old, ignored, this.#site?.region);
  }

  /** The inputs of a resource as its state has them, and those that AWS has set: without what can only be an output. */
  #answeredInputs(
    { type, site }: CloudRequest,
    id: string,
    oldInputs: Readonly<Values>,
    state: Readonly<Values>,
  ): Values {
    const resource = this.cloud.read(type, id, site);
    const known = typeFacts(type)?.inputs ?? new Set();
    const besides = resource === undefined ? {} : without(state, resource.outputs);
    return merge(
      Object.fromEntries(Object.entries(besides).filter(([name]) => known.has(name))),
      onlyAt(state, oldInputs),
    );
  }

  public async create(request: proto.CreateRequest): Promise<proto.CreateResponse> {
    const { wire, cloud: cloudRequest } = this.#requestOf(
      request.getUrn(),
      request.getProperties(),
    );
    const response = new proto.CreateResponse();
    if (request.getPreview()) {
      const { outputs } = this.cloud.preview(cloudRequest);
      response.setProperties(toStruct(merge(unknownLike(outputs), wire)));
      return response;
    }
    this.#signIn();
    const resource = await this.#retryThrottled(() => this.cloud.create(cloudRequest));
    response.setId(resource.id);
    response.setProperties(stateOf(resource));
    return response;
  }

  public read(request: proto.ReadRequest): proto.ReadResponse {
    const urn = request.getUrn();
    const given = this.#requestOf(urn, request.getInputs() ?? request.getProperties()).cloud;
    const [, id = "", region = given.site.region] = importId.exec(request.getId()) ?? [];
    const resource = this.cloud.read(given.type, id, { ...given.site, region });
    const response = new proto.ReadResponse();
    if (resource !== undefined) {
      response.setId(resource.id);
      response.setProperties(stateOf(resource));
      const old = valuesOf(request.getInputs());
      // A refresh reads the inputs that the program has set, an import all.
      const isRefresh = Object.keys(old).length > 0;
      const inputs = isRefresh
        ? onlyAt(answered(resource.type, resource.inputs), old)
        : resource.inputs;
      response.setInputs(toStruct(inputs));
    }
    return response;
  }

  public async update(request: proto.UpdateRequest): Promise<proto.UpdateResponse> {
    const { wire, cloud: cloudRequest } = this.#requestOf(request.getUrn(), request.getNews());
    const response = new proto.UpdateResponse();
    if (request.getPreview()) {
      this.cloud.preview(cloudRequest);
      const computed = without(valuesOf(request.getOlds()), valuesOf(request.getOldInputs()));
      response.setProperties(toStruct(merge(computed, wire)));
      return response;
    }
    this.#signIn();
    const sent =
      this.name === "aws"
        ? this.#difference(request, request.getIgnorechangesList()).changed
        : undefined;
    const resource = await this.#retryThrottled(() =>
      this.cloud.update(cloudRequest, request.getId(), sent),
    );
    response.setProperties(stateOf(resource));
    return response;
  }

  public async delete(request: proto.DeleteRequest): Promise<Empty> {
    const properties = request.getOldInputs() ?? request.getProperties();
    const { type, site } = this.#requestOf(request.getUrn(), properties).cloud;
    this.#signIn();
    await this.#retryThrottled(() => {
      this.cloud.delete(type, request.getId(), site);
    });
    return new Empty();
  }

  public invoke(request: proto.InvokeRequest): proto.InvokeResponse {
    const wire = valuesOf(request.getArgs());
    const inputs = reveal(wire) as Wire;
    const response = new proto.InvokeResponse();
    const answer = hasUnknown(wire)
      ? {}
      : callFunction({
          token: request.getTok(),
          inputs,
          site: siteOf(this.#site, inputs),
          existing: (type) => this.cloud.all(type),
        });
    response.setReturn(toStruct(answer));
    return response;
  }

  #configureAws(config: Wire): void {
    const { account, region } = awsSite(config);
    const [role] = parsed(config["assumeRoles"]) as { roleArn: string }[];
    const signedIn = assumeRole(this.cloud, role?.roleArn);
    if (account !== "" && signedIn !== account) {
      throw new CloudError(
        "InvalidProviderConfiguration",
        `AWS account ID not allowed: ${signedIn}; allowed is ${account}`,
      );
    }
    this.#site = { account: signedIn, region };
    this.#roleArn = role?.roleArn;
    const tags = parsed(config["defaultTags"]) as { tags?: Values };
    this.#defaultTags = tags.tags ?? {};
    this.#retries = Number(config["maxRetries"] ?? DEFAULT_RETRIES);
  }

  /**
   * Signs in for a call that changes something: IAM checks each call of a session by what its role has at that time.
   *
   * @throws CloudError when the role or its permissions are gone, or when no cluster answers.
   */
  #signIn(): void {
    if (this.name === "aws" && this.#site !== undefined) {
      assumeRole(this.cloud, this.#roleArn);
    }
    if (this.name === "kubernetes") {
      this.#refuseUnreachable();
    }
  }

  /** @throws CloudError when no cluster answers at the address of the kubeconfig. */
  #refuseUnreachable(): void {
    const server = this.#site?.account ?? "";
    const clusters = this.cloud.all("aws:eks/cluster:Cluster");
    if (!clusters.some(({ outputs }) => outputs["endpoint"] === server)) {
      throw new CloudError("configured Kubernetes cluster is unreachable", `no host at ${server}`);
    }
  }

  #requestOf(urn: string, struct: Struct | undefined) {
    const wire = valuesOf(struct);
    const [, , qualified = "", name = ""] = urn.split("::");
    const inputs = reveal(wire) as Values;
    const unknown = new Set(Object.keys(wire).filter((key) => hasUnknown(wire[key])));
    const cloud: CloudRequest = {
      type: qualified.split("$").at(-1) ?? "",
      name,
      urn,
      inputs,
      site: siteOf(this.#site, inputs),
    };
    return { wire, cloud, unknown };
  }

  /** Repeats a call while the cloud throttles it, as the AWS SDK does. */
  async #retryThrottled<T>(ask: () => T): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return ask();
      } catch (error) {
        if (!(error instanceof ThrottlingError) || attempt >= this.#retries) {
          throw error;
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  }
}

/** Parses an input of a provider: inputs that are not strings arrive as JSON text. */
function parsed(value: unknown): unknown {
  return value === undefined ? [] : typeof value === "string" ? JSON.parse(value) : value;
}

function serverOf(kubeconfig: unknown): string {
  const { clusters } = (typeof kubeconfig === "string" ? JSON.parse(kubeconfig) : {}) as {
    clusters?: { cluster: { server: string } }[];
  };
  return clusters?.[0]?.cluster.server ?? "";
}

function stateOf({ type, inputs, outputs }: CloudResource): Struct {
  return toStruct(merge(outputs, answered(type, inputs)));
}

/** New inputs in which some keep the value that they have in the state: `tags`, `sizes.desired`, `types["A B"]`. */
function keeping(paths: readonly string[], old: Readonly<Values>, inputs: Values): Values {
  return paths.reduce((kept, path) => {
    const names = [...path.matchAll(/\["([^"]*)"\]|([^.[\]]+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? "",
    );
    return replacedAt(kept, names, old);
  }, inputs);
}

function replacedAt(inputs: Values, [name = "", ...rest]: readonly string[], old: unknown): Values {
  const before = (old as Values | undefined)?.[name];
  const { [name]: present, ...others } = inputs;
  if (rest.length > 0) {
    return typeof present === "object" && present !== null && !Array.isArray(present)
      ? { ...others, [name]: replacedAt(present as Values, rest, before) }
      : inputs;
  }
  return before === undefined ? others : { ...others, [name]: before };
}

function unknownsOf(wire: Wire, unknown: ReadonlySet<string>): Wire {
  return Object.fromEntries([...unknown].map((key) => [key, wire[key]]));
}

function valuesOf(struct: Struct | undefined): Wire {
  return (struct ?? new Struct()).toJavaScript();
}
