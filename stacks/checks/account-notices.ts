import { disabledRegions } from "../company/aws/enabled-regions";
import { isClosedBy } from "./closed-accounts";
import type { Company, Notice } from "./notice";

/** Regions that AWS has not enabled in new accounts: a deployment there fails until each account enables them. */
export function regionsToEnable({ organization }: Company): Notice[] {
  return disabledRegions(organization.governedRegions).map((region) => ({
    kind: "by-hand",
    text: `${region} is not enabled in new accounts: enable it in every account after wave 1, and wait until its status is ENABLED, before wave 2: aws account enable-region --account-id ACCOUNT --region-name ${region}`,
    paths: [`organization.governedRegions[${organization.governedRegions.indexOf(region)}]`],
  }));
}

/** Pattern of e-mail addresses that differ before a plus sign: no mailbox has them by plus addressing. */
export function mailboxesToCreate({ organization }: Company): Notice[] {
  return hasPlusAddresses(organization.email)
    ? []
    : [
        {
          kind: "by-hand",
          text: `${organization.email} needs a mailbox that receives every address of the domain, or one mailbox for each account: the addresses differ before the @, without a plus sign. Send a message to each address first`,
          paths: ["organization.email"],
        },
      ];
}

/** True when all addresses of a pattern reach one mailbox by plus addressing, such as `aws+{account}@example.com`. */
export function hasPlusAddresses(pattern: string): boolean {
  return /^[^+@]+\+[^@]*\{account\}[^@]*@/.test(pattern);
}

/** Stacks of accounts in quarantine. They are deployed as before, so that an account can be cleaned up; nothing else works there. */
export function stacksInQuarantine({ organization, stacks }: Company): Notice[] {
  return stacks
    .filter(({ account }) => isClosedBy("quarantine-accounts", organization, account))
    .map(({ stack, account }) => ({
      kind: "closed",
      text: `account ${account} is in quarantine: guardrail quarantine-accounts denies every request there, its applications' as well, except those of responders and of the deployment of stack ${stack}. Move the account back after the incident`,
      paths: [`organization.accounts.${account}.organizationalUnit`],
    }));
}
