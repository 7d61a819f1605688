import * as pulumi from "@pulumi/pulumi";

/** Types of the resources that contain accounts and OUs. */
const ACCOUNT_TYPE = "aws:organizations/account:Account";
const UNIT_TYPE = "aws:organizations/organizationalUnit:OrganizationalUnit";

/** Accounts and OUs in the state of the management stack, by the names that the program gave them. */
export interface OwnState {
  /** Id, address and display name of each account, as AWS has returned them. */
  readonly accounts: ReadonlyMap<string, Readonly<Record<"id" | "email" | "name", unknown>>>;
  /** Paths of OUs. */
  readonly organizationalUnits: readonly string[];
  /** Keys and paths whose protection the last complete deployment has removed. */
  readonly released: readonly string[];
}

/**
 * Reads what earlier runs of this stack have recorded, failed runs included. Functions of the engine read it: a reference
 * of the stack to itself would become a resource of its state.
 */
export async function readOwnState(): Promise<OwnState> {
  const stack = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  const [resources, outputs] = await Promise.all([
    call<Record<string, { type: string; outputs: Record<string, unknown> }>>(
      "pulumi:pulumi:readStackResourceOutputs",
      { stackName: stack },
    ),
    call<{ released?: readonly string[] }>("pulumi:pulumi:readStackOutputs", { name: stack }),
  ]);
  const ofType = (type: string) =>
    Object.entries(resources).flatMap(([urn, resource]) =>
      resource.type === type ? [{ outputs: resource.outputs, key: nameOf(urn) }] : [],
    );
  return {
    accounts: new Map(
      ofType(ACCOUNT_TYPE).map(({ key, outputs: { arn, email, name } }) => [
        key,
        { id: String(arn).split("/").at(-1), email, name },
      ]),
    ),
    organizationalUnits: ofType(UNIT_TYPE).map(({ key }) => key),
    released: outputs.released ?? [],
  };
}

async function call<T>(token: string, args: pulumi.Inputs): Promise<T> {
  const { outputs } = (await pulumi.runtime.invoke(token, args)) as { outputs: T };
  return outputs;
}

/** Name of a resource: the end of its URN, in which a path may contain the separator. */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
