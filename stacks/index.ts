import { placeOf } from "../components/shared/place";
import { type Configuration, readConfiguration, refuseTemplateFacts } from "./wiring/config";
import type { StackBuilder } from "./wiring/context";
import { printErrorsPlainly } from "./wiring/plain-errors";
import { assumesPreviewRole } from "./wiring/preview-credentials";
import { AccountProviders } from "./wiring/providers";
import { type ReferenceRead, readReferences, type References } from "./wiring/references";
import { refuseUnlikeDeployed } from "./wiring/settled";
import { type Role, roleNames } from "./company/roles";

/** Builders by role. Each is loaded when it is needed: the packages of a cluster take half a second to load. */
const builders: { readonly [R in Role]: () => Promise<StackBuilder<R>> } = {
  management: async () => (await import("./builders/management.js")).managementStack,
  "log-archive": async () => (await import("./builders/log-archive.js")).logArchiveStack,
  audit: async () => (await import("./builders/audit.js")).auditStack,
  identity: async () => (await import("./builders/identity.js")).identityStack,
  network: async () => (await import("./builders/network.js")).networkStack,
  operations: async () => (await import("./builders/operations.js")).operationsStack,
  backup: async () => (await import("./builders/backup.js")).backupStack,
  workload: async () => (await import("./builders/workload.js")).workloadStack,
};

/** Options of a run. `pulumi up` sets none of them. */
export interface RunOptions {
  /** `allowed` accepts facts of the template. Only the offline plan and tests set it. */
  readonly templateFacts?: "refused" | "allowed";
  /**
   * Keeps stack traces of errors. Pulumi's SDK creates one for every promise, which takes more time than the program
   * itself. To print an error with its traces can take most of a minute.
   * @default true only when the environment variable `PLATFORM_TRACE` is set
   */
  readonly traces?: boolean;
  /** Environment with `PLATFORM_CREDENTIALS`. @default - that of the process; the offline plan has none */
  readonly environment?: NodeJS.ProcessEnv;
  /** Called with each output of another stack that the stack uses. */
  readonly onRead?: (read: ReferenceRead) => void;
}

/**
 * Runs the selected stack: reads its configuration and builds the resources of its role.
 *
 * @returns The stack's outputs.
 * @throws ConfigurationError before any resource is created; pulumi.RunError when it reads a stack that is not deployed.
 */
export async function runStack(options: RunOptions = {}): Promise<object> {
  if (!(options.traces ?? process.env["PLATFORM_TRACE"] !== undefined)) {
    Error.stackTraceLimit = 0;
  }
  const configuration = readConfiguration();
  if (options.templateFacts !== "allowed") {
    refuseTemplateFacts(configuration);
  }
  if (options.templateFacts !== "allowed") {
    printErrorsPlainly();
  }
  const previewing = assumesPreviewRole(configuration.stack, options.environment ?? process.env);
  return build(configuration, previewing, options);
}

/** Loads the builder of a role and the packages that it needs. */
export function loadBuilder<R extends Role>(role: R): Promise<StackBuilder<R>> {
  return builders[role]();
}

async function build<R extends Role>(
  { organization, stack, secrets }: Configuration<R>,
  previewing: boolean,
  { onRead = () => undefined }: RunOptions,
): Promise<object> {
  const { role } = stack;
  const [builder, references] = await Promise.all([
    loadBuilder(role),
    readReferences(role, onRead),
  ]);
  const providers = new AccountProviders(
    organization,
    accountIds(organization, references),
    previewing,
  );
  const account = organization.accounts[stack.account];
  if (account === undefined) {
    throw new Error(`no account ${stack.account}`);
  }
  const id = providers.accountId(stack.account);
  const provider = providers.account(stack.account);
  const deployed = await refuseUnlikeDeployed({
    organization,
    stack: stack as Configuration["stack"],
    accountId: id,
    provider,
  });
  const outputs = await builder({
    stack: stack.stack,
    role,
    organization,
    place: placeOf(organization.homeRegion, id),
    account: { ...account, key: stack.account, id },
    settings: stack.settings,
    secrets,
    references,
    providers,
    provider,
    deployed,
    ownsBaseline: buildsBaseline(role, account.roles),
  });
  // Remove undefined outputs: Pulumi prints a warning for them.
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => value !== undefined));
}

/** Ids of the accounts: from the outputs of the management stack, or else from configuration. */
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

/** True when a role builds the baseline of its account. If roles share the account, the first in deployment order does. */
export function buildsBaseline(role: Role, sharing: readonly Role[] | undefined): boolean {
  return sharing === undefined || roleNames.find((name) => sharing.includes(name)) === role;
}
