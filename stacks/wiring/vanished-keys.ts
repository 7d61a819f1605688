import * as pulumi from "@pulumi/pulumi";
import { type DeployedResource, idOfArn, ofType } from "../checks/settled/deployed";
import { ACCOUNT_TYPE, UNIT_TYPE } from "../checks/settled/organization";
import { keysHaveStayed, strangers, unrecorded } from "../checks/vanished-keys";
import { accountEmail, keyInAws } from "../company/accounts";
import type { Problem } from "../company/problems";
import type { StackContext } from "./context";
import { isCreatedHere, listedAccounts } from "./listed-accounts";
import { outputAmong } from "./outputs";
import { lastOutputs } from "./state-outputs";

type Context = Pick<StackContext<"management">, "organization" | "provider">;

/** Accounts in the state by the names that the program gave them, as AWS has returned them. */
type KnownAccounts = ReadonlyMap<string, DeployedResource["outputs"]>;

/**
 * Problems of accounts and OUs that have lost their names: compares the configuration with the state of the management
 * stack and with what AWS Organizations lists. An account whose key was changed would be created a second time. A killed run
 * may have created an account that the state does not contain.
 *
 * @param resources Resources in the state of the stack.
 */
export async function vanishedKeys(
  { organization, provider }: Context,
  resources: readonly DeployedResource[],
): Promise<Problem[]> {
  const [outputs, listed] = await Promise.all([lastOutputs(), listedAccounts(provider)]);
  const known: KnownAccounts = new Map(
    ofType(resources, ACCOUNT_TYPE).map(({ name, outputs: values }) => [name, values]),
  );
  const accounts = [...known.keys()];
  const problems: Problem[] = [];
  keysHaveStayed(
    organization,
    {
      accounts,
      organizationalUnits: ofType(resources, UNIT_TYPE).map(({ name }) => name),
      released: outputAmong("management", "released", outputs) ?? [],
    },
    problems,
  );
  for (const account of strangers(organization, listed)) {
    if (!known.has(account.key) && (await isCreatedHere(account.id, provider))) {
      const [owner] = [...known].find(([, { arn }]) => idOfArn(arn) === account.id) ?? [];
      problems.push(unrecorded(account, organization, owner ?? accounts));
    }
  }
  if (problems.length === 0) {
    warnOfOtherNames(organization, known);
  }
  return problems;
}

/** Warns of an address and a name that differ from those of an account that exists: the program does not change them. */
function warnOfOtherNames(
  { accounts, email: pattern }: Context["organization"],
  known: KnownAccounts,
): void {
  for (const [key, account] of Object.entries(accounts)) {
    const names = [key, ...(account.formerly ?? [])];
    const existing = names.map((name) => known.get(name)).find((found) => found);
    const wanted = {
      email: accountEmail(key, account, pattern),
      name: account.name ?? keyInAws(key, account),
    };
    for (const property of ["email", "name"] as const) {
      const found = existing?.[property];
      if (account.id === undefined && typeof found === "string" && found !== wanted[property]) {
        void pulumi.log.warn(
          `organization.accounts.${key}.${property}: the account has "${found}" in AWS, and the configuration "${wanted[property]}": change it in AWS, then refresh the stack management; the program does not change it`,
        );
      }
    }
  }
}
