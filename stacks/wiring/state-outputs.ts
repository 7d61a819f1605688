import * as pulumi from "@pulumi/pulumi";
import { plainError } from "../checks/known-errors";

/**
 * Outputs in the state of a stack of this project, as plain values. A call of a function leaves nothing in the state of
 * the caller, so a stack may read its own last outputs; a StackReference to itself would be stored.
 *
 * @throws Error with the engine's message, for example when the stack does not exist.
 */
export async function outputsInState(stack: string): Promise<Readonly<Record<string, unknown>>> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${stack}`;
  const result = (await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name })) as {
    readonly outputs?: Readonly<Record<string, unknown>>;
  };
  return result.outputs ?? {};
}

/**
 * Outputs that the last deployment of this stack left; empty before the first one, and in the offline plan.
 *
 * @throws pulumi.RunError when the state cannot be read.
 */
export async function lastOutputs(): Promise<Readonly<Record<string, unknown>>> {
  const stack = pulumi.getStack();
  try {
    return await outputsInState(stack);
  } catch (error) {
    const cause = causeOf(error);
    if (isUnknownStack(cause)) {
      return {};
    }
    throw new pulumi.RunError(
      `the last outputs of stack ${stack} cannot be read: ${plainError(cause)}`,
    );
  }
}

/** Message of the engine in the error of a function. */
export function causeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^invocation of \S+ returned an error: /, "");
}

/** True for the engine's message about a stack that does not exist. */
export function isUnknownStack(cause: string): boolean {
  return /^unknown stack /.test(cause);
}
