import * as pulumi from "@pulumi/pulumi";
import { keysHaveStayed, strangers, unrecorded } from "../checks/vanished-keys";
import { accountEmail, keyInAws } from "../company/accounts";
import { ConfigurationError, type Problem } from "../company/problems";
import type { StackContext } from "./context";
import { isCreatedHere, listedAccounts } from "./listed-accounts";
import { type OwnState, readOwnState } from "./own-state";

type Context = Pick<StackContext<"management">, "organization" | "provider">;

/**
 * Compares the configuration with the state of the stack and with what AWS Organizations lists, before any resource is
 * created: an account whose key was changed would be created a second time. A killed run may have created an account that
 * the state does not contain.
 *
 * @throws ConfigurationError with every account and OU that has lost its name.
 */
export async function refuseVanishedKeys({ organization, provider }: Context): Promise<void> {
  const [state, listed] = await Promise.all([readOwnState(), listedAccounts(provider)]);
  const problems: Problem[] = [];
  const existing = { ...state, accounts: [...state.accounts.keys()] };
  keysHaveStayed(organization, existing, problems);
  for (const account of strangers(organization, listed)) {
    if (!state.accounts.has(account.key) && (await isCreatedHere(account.id, provider))) {
      const [owner] = [...state.accounts].find(([, { id }]) => id === account.id) ?? [];
      problems.push(unrecorded(account, organization, owner ?? existing.accounts));
    }
  }
  if (problems.length > 0) {
    throw new ConfigurationError(problems);
  }
  warnOfOtherNames(organization, state);
}

/** Warns of an address and a name that differ from those of an account that exists: the program does not change them. */
function warnOfOtherNames(
  { accounts, email: pattern }: Context["organization"],
  state: OwnState,
): void {
  for (const [key, account] of Object.entries(accounts)) {
    const names = [key, ...(account.formerly ?? [])];
    const existing = names.map((name) => state.accounts.get(name)).find((found) => found);
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
