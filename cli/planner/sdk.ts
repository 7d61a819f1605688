/**
 * The internal parts of Pulumi's SDK that a plan needs, in this one file; test/cli/planner/sdk.test.ts pins them.
 */
import * as pulumi from "@pulumi/pulumi";
import { Callback } from "@pulumi/pulumi/proto/callback_pb";
import type * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import type * as provider from "@pulumi/pulumi/proto/provider_pb";
import type * as resource from "@pulumi/pulumi/proto/resource_pb";
import type { Policies } from "@pulumi/policy/policy";
import * as policyServer from "@pulumi/policy/server";
import * as stateModule from "@pulumi/pulumi/runtime/state";

type Answer<T> = (error: unknown, response?: T) => void;

/** Calls of the resource monitor that programs use under mocks. */
export interface Monitor {
  registerResource(
    request: resource.RegisterResourceRequest,
    callback: Answer<resource.RegisterResourceResponse>,
  ): void;
  readResource(
    request: resource.ReadResourceRequest,
    callback: Answer<resource.ReadResourceResponse>,
  ): void;
  registerResourceOutputs(
    request: resource.RegisterResourceOutputsRequest,
    callback: Answer<object>,
  ): void;
  invoke(request: resource.ResourceInvokeRequest, callback: Answer<provider.InvokeResponse>): void;
}

/** Mock monitor that `setMocks` has installed; its methods may be replaced. */
export function getMonitor(): Monitor {
  return pulumi.runtime.getMonitor() as unknown as Monitor;
}

const state = stateModule as unknown as {
  withLocalStorage<T>(run: () => Promise<T>): Promise<T>;
  getStore(): Store;
};

/** Runtime state of the SDK, as far as a plan sets it. */
interface Store {
  supportsTransforms: boolean;
  callbacks: unknown;
}

/** Runs a program with its own runtime state: settings, configuration, monitor and root stack. */
export function isolated<T>(run: () => Promise<T>): Promise<T> {
  return state.withLocalStorage(run);
}

/** Identity of the isolated run that the caller belongs to, also in asynchronous callbacks; outside, a shared one. */
export function currentRun(): object {
  return state.getStore();
}

/**
 * Accepts transforms in this run and ignores them: only the engine calls them, for the children of remote components, which
 * a plan does not register.
 */
export function ignoreTransforms(): void {
  Object.assign(state.getStore(), {
    supportsTransforms: true,
    callbacks: {
      awaitStackRegistrations: () => Promise.resolve(),
      registerTransform: () => Promise.resolve(new Callback()),
      shutdown: () => undefined,
    },
  });
}

/**
 * Runs without the source positions of resources: the SDK formats a stack trace for each, and a plan does not use them.
 */
export async function withoutPositions<T>(run: () => Promise<T>): Promise<T> {
  const resource = pulumi.Resource as unknown as { callsites: () => object[] };
  const { callsites } = resource;
  resource.callsites = () => [];
  try {
    return await run();
  } finally {
    resource.callsites = callsites;
  }
}

/** Waits until every registration in flight has been answered. */
export function waitForRegistrations(): Promise<void> {
  return (pulumi.runtime as unknown as { waitForRPCs(): Promise<void> }).waitForRPCs();
}

type Analyze<Request> = (
  call: { request: Request },
  callback: Answer<analyzer.AnalyzeResponse>,
) => Promise<void>;

type MakeAnalyze<Request> = (
  pack: string,
  version: string,
  enforcementLevel: string,
  policies: Policies,
) => Analyze<Request>;

const server = policyServer as unknown as {
  makeAnalyzeRpcFun: MakeAnalyze<analyzer.AnalyzeRequest>;
  makeAnalyzeStackRpcFun: MakeAnalyze<analyzer.AnalyzeStackRequest>;
};

/** Creates the function that checks one resource; the SDK uses the same function to answer the engine. */
export function resourceAnalyzer(policies: Policies) {
  return promised(server.makeAnalyzeRpcFun("offline", "0.0.0", "mandatory", policies));
}

/** Creates the function that checks a whole stack. */
export function stackAnalyzer(policies: Policies) {
  return promised(server.makeAnalyzeStackRpcFun("offline", "0.0.0", "mandatory", policies));
}

function promised<Request>(analyze: Analyze<Request>) {
  return (request: Request): Promise<analyzer.AnalyzeResponse> =>
    new Promise((resolve, reject) => {
      void analyze({ request }, (error, response) => {
        if (response) {
          resolve(response);
        } else {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
    });
}
