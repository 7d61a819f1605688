import * as pulumi from "@pulumi/pulumi";
import type { InvokeResponse } from "@pulumi/pulumi/proto/provider_pb";
import { ResourceInvokeRequest } from "@pulumi/pulumi/proto/resource_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { DeployedResource } from "../checks/settled/deployed";
import { causeOf, isUnknownStack } from "./state-outputs";

const TOKEN = "pulumi:pulumi:readStackResourceOutputs";

/** Monitor of the engine, as far as a call of a function needs it. */
interface Monitor {
  invoke(
    request: ResourceInvokeRequest,
    callback: (error: { readonly details: string } | null, response: InvokeResponse) => void,
  ): void;
}

/**
 * Resources in the state of a stack of this project: what earlier runs have recorded, failed runs included. Empty before
 * the first run, for a stack that does not exist, and in the offline plan. A function of the engine reads them: a
 * reference of a stack to itself would become a resource of its state.
 *
 * @throws pulumi.RunError with the engine's message when the state cannot be read.
 */
export async function resourcesInState(stack: string): Promise<DeployedResource[]> {
  const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`;
  try {
    const { outputs = {} } = await call(stackName);
    return Object.entries(outputs).map(([urn, resource]) => ({
      type: resource.type,
      // The name is behind the type; a path may contain the separator.
      name: urn.split("::").slice(3).join("::"),
      outputs: resource.outputs,
    }));
  } catch (error) {
    const cause = causeOf(error);
    if (isUnknownStack(cause)) {
      return [];
    }
    throw new pulumi.RunError(`the state of stack ${stack} cannot be read: ${cause}`);
  }
}

/** Result of the function. */
interface Result {
  readonly outputs?: Readonly<Record<string, Omit<DeployedResource, "name">>>;
}

/**
 * Calls the function without resources as values. `pulumi.runtime.invoke` requests each resource that an output refers to,
 * and the engine knows none of another stack, and none of this one yet.
 */
function call(stackName: string): Promise<Result> {
  const request = new ResourceInvokeRequest();
  request.setTok(TOKEN);
  request.setArgs(Struct.fromJavaScript({ stackName }));
  request.setAcceptresources(false);
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  return new Promise((resolve, reject) => {
    monitor.invoke(request, (error, response) => {
      if (error === null) {
        resolve(response.getReturn()?.toJavaScript() ?? {});
      } else {
        reject(new Error(error.details));
      }
    });
  });
}
