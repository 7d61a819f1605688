import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import assert from "node:assert/strict";
import { Cloud } from "../../../../cli/emulation/cloud/cloud";
import { type ServedProvider, serveProvider } from "../../../../cli/emulation/providers/provider";

const MANAGEMENT = "111111111111";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const BUCKET = "aws:s3/bucket:Bucket";
const SETTING = "aws:s3/bucketVersioning:BucketVersioning";
const ROLE = "aws:iam/role:Role";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: MANAGEMENT }, Action: "sts:AssumeRole" }],
});

type Properties = Record<string, JavaScriptValue>;

/** Facts that the engine has about a resource, in addition to its old and new inputs. */
interface Known {
  readonly state?: Properties;
  readonly id?: string;
  readonly ignored?: readonly string[];
}

/** Calls a provider as the engine does. */
class Client {
  readonly #client: ResourceProviderClient;

  public constructor(port: number) {
    this.#client = new ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
  }

  public close(): void {
    this.#client.close();
  }

  public configure(config: Properties): Promise<proto.ConfigureResponse> {
    const request = new proto.ConfigureRequest();
    request.setArgs(Struct.fromJavaScript(config));
    return this.#call((callback) => this.#client.configure(request, callback));
  }

  public async check(type: string, inputs: Properties): Promise<proto.CheckResponse> {
    const request = new proto.CheckRequest();
    request.setUrn(urn(type));
    request.setNews(Struct.fromJavaScript(inputs));
    return this.#call((callback) => this.#client.check(request, callback));
  }

  public create(type: string, inputs: Properties, preview = false): Promise<proto.CreateResponse> {
    const request = new proto.CreateRequest();
    request.setUrn(urn(type));
    request.setProperties(Struct.fromJavaScript(inputs));
    request.setPreview(preview);
    return this.#call((callback) => this.#client.create(request, callback));
  }

  /** @param inputs Those of the program: a refresh. @default - an import */
  public read(type: string, id: string, inputs?: Properties): Promise<proto.ReadResponse> {
    const request = new proto.ReadRequest();
    request.setUrn(urn(type));
    request.setId(id);
    request.setInputs(inputs && Struct.fromJavaScript(inputs));
    return this.#call((callback) => this.#client.read(request, callback));
  }

  /** @param state Inputs and outputs that the last answer had. @default - the old inputs */
  public diff(
    type: string,
    old: Properties,
    news: Properties,
    { state = old, id = "", ignored = [] }: Known = {},
  ): Promise<proto.DiffResponse> {
    const request = new proto.DiffRequest();
    request.setUrn(urn(type));
    request.setId(id);
    request.setOldInputs(Struct.fromJavaScript(old));
    request.setOlds(Struct.fromJavaScript(state));
    request.setNews(Struct.fromJavaScript(news));
    request.setIgnorechangesList([...ignored]);
    return this.#call((callback) => this.#client.diff(request, callback));
  }

  public update(
    type: string,
    old: Properties,
    news: Properties,
    { state = old, id = "" }: Known = {},
  ): Promise<proto.UpdateResponse> {
    const request = new proto.UpdateRequest();
    request.setUrn(urn(type));
    request.setId(id);
    request.setOldInputs(Struct.fromJavaScript(old));
    request.setOlds(Struct.fromJavaScript(state));
    request.setNews(Struct.fromJavaScript(news));
    return this.#call((callback) => this.#client.update(request, callback));
  }

  public delete(type: string, id: string, inputs: Properties): Promise<unknown> {
    const request = new proto.DeleteRequest();
    request.setUrn(urn(type));
    request.setId(id);
    request.setOldInputs(Struct.fromJavaScript(inputs));
    return this.#call((callback) => this.#client.delete(request, callback));
  }

  public invoke(token: string): Promise<proto.InvokeResponse> {
    const request = new proto.InvokeRequest();
    request.setTok(token);
    return this.#call((callback) => this.#client.invoke(request, callback));
  }

  #call<T>(send: (callback: grpc.requestCallback<T>) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      send((error, response) => {
        if (response === undefined) {
          reject(new Error(error?.details));
        } else {
          resolve(response);
        }
      });
    });
  }
}

function urn(type: string): string {
  return `urn:pulumi:example::platform::${type}::example`;
}

function roleArn(account: string, role: string): string {
  return `arn:aws:iam::${account}:role/${role}`;
}

describe("An emulated provider", () => {
  let cloud: Cloud;
  let served: ServedProvider;
  let engine: Client;

  beforeEach(async () => {
    cloud = new Cloud(MANAGEMENT);
    served = await serveProvider("aws", cloud);
    engine = new Client(served.port);
  });

  afterEach(() => {
    engine.close();
    served.stop();
  });

  function signIn(account = MANAGEMENT, more: Properties = {}): Promise<proto.ConfigureResponse> {
    // Provider inputs that are not strings arrive as JSON text.
    const allowedAccountIds = JSON.stringify([account]);
    return engine.configure({ region: "us-east-1", allowedAccountIds, ...more });
  }

  it("refuses another account than that of the credentials", async () => {
    await assert.rejects(signIn("222222222222"), /AWS account ID not allowed: 111111111111/);
  });

  it("refuses a role that does not exist, and accepts the role of a new account", async () => {
    const account = cloud.seed({
      type: "aws:organizations/account:Account",
      name: "member",
      urn: "urn:member",
      inputs: { email: "aws@example.com" },
      site: { account: MANAGEMENT, region: "us-east-1" },
    });
    const assuming = (role: string): Promise<unknown> =>
      signIn(account.id, { assumeRoles: JSON.stringify([{ roleArn: roleArn(account.id, role) }]) });
    await assert.rejects(assuming("invented"), /AccessDenied: .*sts:AssumeRole.*role\/invented/);
    await assuming("OrganizationAccountAccessRole");
    const created = await engine.create(BUCKET, { bucket: "logs" });
    assert.equal(created.getId(), "logs");
    assert.equal(cloud.read(BUCKET, "logs", { account: "", region: "" })?.site.account, account.id);
  });

  it("denies every change to a role that has lost its last permission", async () => {
    const account = cloud.seed({
      type: "aws:organizations/account:Account",
      name: "member",
      urn: "urn:member",
      inputs: { email: "aws@example.com" },
      site: { account: MANAGEMENT, region: "us-east-1" },
    });
    const role = "platform-deployment";
    const assuming = (name: string): Promise<unknown> =>
      signIn(account.id, { assumeRoles: JSON.stringify([{ roleArn: roleArn(account.id, name) }]) });
    await assuming("OrganizationAccountAccessRole");
    await engine.create(ROLE, { name: role, assumeRolePolicy: trust });
    await assert.rejects(assuming(role), /AccessDenied: .*no identity-based policy allows/);
    const policyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    const attachment = (await engine.create(ATTACHMENT, { role, policyArn })).getId();
    await assuming(role);
    await engine.create(BUCKET, { bucket: "logs" });
    await engine.delete(ATTACHMENT, attachment, { role, policyArn });
    const denied = /AccessDenied: .*role\/platform-deployment is not authorized/;
    await assert.rejects(engine.delete(BUCKET, "logs", { bucket: "logs" }), denied);
    await assert.rejects(engine.create(BUCKET, { bucket: "others" }), denied);
    await assert.rejects(engine.delete(ROLE, role, { name: role }), denied);
    assert.equal(cloud.all(BUCKET).length, 1);
    await assuming("OrganizationAccountAccessRole");
    await engine.delete(BUCKET, "logs", { bucket: "logs" });
    assert.equal(cloud.all(BUCKET).length, 0);
  });

  it("names required inputs that are missing", async () => {
    await signIn();
    const failures = (await engine.check(SETTING, { bucket: "logs" })).getFailuresList();
    assert.deepEqual(
      failures.map((failure) => failure.getProperty()),
      ["versioningConfiguration"],
    );
    const unknown = await engine.check(SETTING, {
      bucket: "logs",
      versioningConfiguration: UNKNOWN,
    });
    assert.deepEqual(unknown.getFailuresList(), [], "what is unknown is not missing");
  });

  it("fills in a name and the provider's default tags", async () => {
    await signIn(MANAGEMENT, {
      defaultTags: JSON.stringify({ tags: { Owner: "platform", Project: "platform" } }),
    });
    const checked = await engine.check(BUCKET, { tags: { Owner: "logging" } });
    const inputs = checked.getInputs()?.toJavaScript() ?? {};
    assert.match(JSON.stringify(inputs["bucket"]), /^"example-[0-9a-f]{7}"$/);
    assert.deepEqual(inputs["tags"], { Owner: "logging", Project: "platform" });
  });

  it("stores resources for a refresh until they are deleted", async () => {
    await signIn();
    const created = await engine.create(BUCKET, { bucket: "logs" });
    assert.equal(created.getProperties()?.toJavaScript()["arn"], "arn:aws:s3:::logs");
    const read = await engine.read(BUCKET, "logs");
    assert.deepEqual(read.getInputs()?.toJavaScript(), { bucket: "logs" });
    assert.deepEqual(read.getProperties()?.toJavaScript(), created.getProperties()?.toJavaScript());
    await assert.rejects(engine.create(BUCKET, { bucket: "logs" }), /AlreadyExists/);
    await engine.delete(BUCKET, "logs", { bucket: "logs" });
    assert.equal((await engine.read(BUCKET, "logs")).getId(), "");
  });

  it("returns only the program's own values in a preview", async () => {
    await signIn();
    const previewed = await engine.create(BUCKET, { bucket: "logs" }, true);
    const properties = previewed.getProperties()?.toJavaScript() ?? {};
    assert.equal(properties["bucket"], "logs");
    assert.equal(properties["arn"], UNKNOWN);
    assert.deepEqual(cloud.all(), [], "a preview makes nothing");
  });

  it("distinguishes a change, a replacement, and one that must delete the old resource first", async () => {
    await signIn();
    const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;
    const old = { bucket: "logs", forceDestroy: false };
    assert.equal((await engine.diff(BUCKET, old, old)).getChanges(), DIFF_NONE);
    const update = await engine.diff(BUCKET, old, { ...old, forceDestroy: true });
    assert.equal(update.getChanges(), DIFF_SOME);
    assert.deepEqual(update.getReplacesList(), []);
    const renamed = await engine.diff(BUCKET, old, { ...old, bucket: "others" });
    assert.deepEqual(renamed.getReplacesList(), ["bucket"]);
    assert.equal(renamed.getDeletebeforereplace(), true);
    const locked = await engine.diff(BUCKET, old, { ...old, objectLockEnabled: true });
    assert.deepEqual(locked.getReplacesList(), ["objectLockEnabled"]);
    assert.equal(locked.getDeletebeforereplace(), true);
  });

  describe("for a resource that AWS has changed", () => {
    const inputs = { bucket: "logs", tags: { Owner: "logging" } };
    let state: Properties;

    beforeEach(async () => {
      await signIn();
      const created = await engine.create(BUCKET, inputs);
      const [bucket] = cloud.all(BUCKET);
      assert.ok(bucket);
      cloud.drift(bucket, { tags: { Team: "unknown" }, forceDestroy: true });
      assert.equal((created.getProperties()?.toJavaScript() ?? {})["forceDestroy"], undefined);
      const read = await engine.read(BUCKET, "logs", inputs);
      state = read.getProperties()?.toJavaScript() ?? {};
      assert.deepEqual(read.getInputs()?.toJavaScript(), inputs, "only what the program has set");
    });

    it("compares the program with what AWS has answered, and not with the old inputs", async () => {
      const found = await engine.diff(BUCKET, inputs, inputs, { state, id: "logs" });
      assert.deepEqual(found.getDiffsList().sort(), ["forceDestroy", "tags"]);
    });

    it("ignores nested inputs, also those that the program has not", async () => {
      const ignored = ['tags["Team"]', "forceDestroy"];
      const found = await engine.diff(BUCKET, inputs, inputs, { state, id: "logs", ignored });
      assert.deepEqual(found.getDiffsList(), []);
      const other = { ...inputs, tags: { Owner: "platform" } };
      const changed = await engine.diff(BUCKET, inputs, other, { state, id: "logs", ignored });
      assert.deepEqual(changed.getDiffsList(), ["tags"]);
    });

    it("sends what differs from the state, and leaves what the state does not know", async () => {
      const more = { ...inputs, acl: "private" };
      await engine.update(BUCKET, inputs, more, { id: "logs" });
      const [bucket] = cloud.all(BUCKET);
      assert.deepEqual(bucket?.inputs, {
        ...more,
        tags: { Owner: "logging", Team: "unknown" },
        forceDestroy: true,
      });
    });
  });

  it("repeats throttled calls, as often as it is configured to", async () => {
    await signIn(MANAGEMENT, { maxRetries: "2" });
    cloud.faults = (call) => (call <= 2 ? "throttled" : undefined);
    await engine.create(BUCKET, { bucket: "patient" });
    cloud.faults = () => "throttled";
    await assert.rejects(engine.create(BUCKET, { bucket: "busy" }), /ThrottlingException/);
    assert.equal(cloud.all(BUCKET).length, 1);
  });

  it("fails a function that the table does not contain, instead of inventing a result", async () => {
    await signIn();
    await assert.rejects(engine.invoke("aws:example/getNothing:getNothing"), /has no answer for/);
  });

  it("refuses to change or delete what is in a cluster that no longer exists", async () => {
    const inCluster = await serveProvider("kubernetes", cloud);
    const cluster = new Client(inCluster.port);
    try {
      const server = "https://1.eks.amazonaws.com";
      const kubeconfig = JSON.stringify({ clusters: [{ cluster: { server } }] });
      await cluster.configure({ kubeconfig });
      const type = "kubernetes:core/v1:Namespace";
      await assert.rejects(
        cluster.delete(type, "shop", { metadata: { name: "shop" } }),
        /configured Kubernetes cluster is unreachable: no host at https:\/\/1\.eks/,
      );
    } finally {
      cluster.close();
      inCluster.stop();
    }
  });
});
