import * as pulumi from "@pulumi/pulumi";
import { canonical } from "./canonical";
import { show } from "../company/problems";
import { plainError } from "../checks/known-errors";
import { outputsOf, type ReadOutputs } from "./outputs";
import { causeOf, isUnknownStack, outputsInState } from "./state-outputs";
import { type ReadBy, type Role, roles } from "../company/roles";

/** An output of another stack that this stack reads. */
export interface ReferenceRead {
  readonly stack: string;
  readonly output: string;
}

export type References<R extends Role> = { readonly [K in ReadBy<R>]: ReadOutputs<K> };

/**
 * Reads the outputs of the stacks that a role depends on, as plain values. A missing output, or one of another type, fails
 * here before any resource is created.
 *
 * @param onRead Called with each output when the builder uses it.
 * @throws pulumi.RunError with every stack that is not deployed and every output of a wrong type.
 */
export async function readReferences<R extends Role>(
  role: R,
  onRead: (read: ReferenceRead) => void,
): Promise<References<R>> {
  const faults: string[] = [];
  const entries = await Promise.all(
    roles[role].reads.map(async (source) => [source, await read(source, faults, onRead)] as const),
  );
  if (faults.length > 0) {
    throw new pulumi.RunError(faults.join("\n"));
  }
  return Object.fromEntries(entries) as References<R>;
}

async function read(
  source: Exclude<Role, "workload">,
  faults: string[],
  onRead: (read: ReferenceRead) => void,
): Promise<Record<string, unknown>> {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/${source}`;
  const definitions = Object.entries(outputsOf(source)).filter(
    ([, { for: use }]) => use === "stacks",
  );
  let exported: unknown[];
  try {
    // This call reports a missing stack as an error. A StackReference to a missing stack would end the run at once.
    const last = await outputsInState(source);
    const reference = new pulumi.StackReference(name);
    exported = await Promise.all(
      definitions.map(async ([key, { formerly }]) =>
        canonical((await reference.getOutputDetails(key)).value ?? formerly?.(last)),
      ),
    );
  } catch (error) {
    const cause = causeOf(error);
    faults.push(
      isUnknownStack(cause)
        ? `stack ${source} cannot be read: ${cause}; deploy it first (pulumi up -s ${source})`
        : `stack ${source} cannot be read: ${plainError(cause)}`,
    );
    return {};
  }
  if (exported.every((value) => value === undefined)) {
    faults.push(
      `stack ${source} has no outputs yet, and this stack needs them: deploy it first (pulumi up -s ${source})`,
    );
    return {};
  }
  const values = {};
  definitions.forEach(([key, definition], index) => {
    const result = definition.schema.safeParse(exported[index]);
    if (!result.success) {
      faults.push(
        `output ${key} of stack ${source} has a type that this program does not expect, found ${show(exported[index])}: deploy that stack again with this version (pulumi up -s ${source})`,
      );
    }
    Object.defineProperty(values, key, {
      enumerable: true,
      get: () => {
        onRead({ stack: source, output: key });
        return result.data;
      },
    });
  });
  return values;
}
