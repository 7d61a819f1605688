import { partitionOf } from "../components/shared/naming";
import { auditStack } from "./audit";
import { backupStack } from "./backup";
import { type Configuration, readConfiguration, refusePlaceholders } from "./config";
import type { StackBuilder } from "./context";
import { identityStack } from "./identity";
import { logArchiveStack } from "./log-archive";
import { managementStack } from "./management";
import { networkStack } from "./network";
import { operationsStack } from "./operations";
import type { OutputsOf } from "./outputs";
import { AccountProviders } from "./providers";
import { type ReferenceRead, readReferences, type References } from "./references";
import { type Role, roleNames } from "./roles";
import { workloadStack } from "./workload";

const builders: { readonly [R in Role]: StackBuilder<R> } = {
  management: managementStack,
  "log-archive": logArchiveStack,
  audit: auditStack,
  identity: identityStack,
  network: networkStack,
  operations: operationsStack,
  backup: backupStack,
  workload: workloadStack,
};

/** How a program is run other than by `pulumi up`. */
export interface RunOptions {
  /** `allowed` lets the template's placeholder company run: only the offline plan and tests do. */
  readonly placeholders?: "refused" | "allowed";
  /** Is told of each output that the stack uses of another. */
  readonly onRead?: (read: ReferenceRead) => void;
}

/**
 * Runs the stack that Pulumi has selected: reads its configuration, finds its role, builds it.
 *
 * @returns The stack's outputs.
 * @throws ConfigurationError before anything is made; pulumi.RunError when a stack it needs is not deployed.
 */
export async function runStack(options: RunOptions = {}): Promise<object> {
  const configuration = readConfiguration();
  if (options.placeholders !== "allowed") {
    refusePlaceholders(configuration);
  }
  return build(configuration.stack.role, configuration, options);
}

async function build<R extends Role>(
  role: R,
  { organization, stack, secrets }: Configuration,
  { onRead = () => undefined }: RunOptions,
): Promise<OutputsOf<R>> {
  const references = await readReferences(role, onRead);
  const providers = new AccountProviders(
    organization,
    accountIds(organization, references),
    stack.credentials === "preview",
  );
  const account = organization.accounts[stack.account];
  if (account === undefined) {
    throw new Error(`no account ${stack.account}`);
  }
  const outputs = await builders[role]({
    stack: stack.stack,
    role,
    organization,
    partition: partitionOf(organization.homeRegion),
    account: { ...account, key: stack.account, id: providers.accountId(stack.account) },
    settings: stack.settings as never,
    secrets,
    references,
    providers,
    provider: providers.account(stack.account),
    ownsBaseline: buildsBaseline(role, account.roles),
  });
  // An output that this configuration does not have is left out: Pulumi warns of undefined ones.
  return Object.fromEntries(
    Object.entries(outputs).filter(([, value]) => value !== undefined),
  ) as OutputsOf<R>;
}

/** Ids of the accounts: what the management stack exports, else what configuration gives. */
function accountIds(
  organization: Configuration["organization"],
  references: References<Role> | object,
): Record<string, string> {
  if ("management" in references) {
    return (references as References<"log-archive">).management.accountIds;
  }
  return Object.fromEntries(
    Object.entries(organization.accounts).flatMap(([name, { id }]) => (id ? [[name, id]] : [])),
  );
}

/** The baseline belongs to the account: where roles share one, the first in deployment order builds it. */
export function buildsBaseline(role: Role, sharing: readonly Role[] | undefined): boolean {
  return sharing === undefined || roleNames.find((name) => sharing.includes(name)) === role;
}
