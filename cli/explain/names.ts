import type { Organization } from "../../stacks/company/organization";
import { BREAK_GLASS_ROLE, loadBalancerAccounts, platformRoles } from "../../stacks/guardrails";

/** Words for an account id that a reader may not know; `undefined` for an id that this program does not know either. */
export function accountName({ accounts }: Organization, id: string): string | undefined {
  const key = Object.keys(accounts).find((name) => accounts[name]?.id === id);
  if (key !== undefined) {
    return `account ${key}`;
  }
  const region = Object.entries(loadBalancerAccounts).find(([, account]) => account === id)?.[0];
  return region === undefined
    ? undefined
    : `an account of AWS: load balancers in ${region} write their logs from it`;
}

/** Name of a role in the pattern of an ARN. */
export function roleName(arn: string): string {
  const name = arn.split(/[:/]/).at(-1) ?? arn;
  return name === BREAK_GLASS_ROLE ? `${name} (not built yet)` : name;
}

/** Name of the role of a principal that this program builds; `undefined` for another principal. */
export function ownRoleOf(principal: string | undefined): string | undefined {
  return principal?.split(/[:/]/).find((part) => platformRoles.includes(part));
}
