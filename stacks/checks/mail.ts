import type { Organization } from "../company/organization";
import { didYouMean, type Problem, show } from "../company/problems";
import type { Settings } from "../company/settings";

/**
 * Compares the mail section with the accounts: every sender exists, and no account has the MAIL FROM subdomain.
 *
 * @param at Path of a key in the stack's file.
 */
export function checkMail(
  { mail }: Settings<"network">,
  { accounts }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const known = Object.keys(accounts);
  for (const sender of (mail.senders ?? []).filter((name) => !known.includes(name))) {
    problems.push({
      path: at("network.mail.senders"),
      rule: "must name accounts of organization.accounts",
      found: show(sender),
      remedy: didYouMean(sender, known),
    });
  }
  if (known.includes(mail.mailFromLabel)) {
    problems.push({
      path: at("network.mail.mailFromLabel"),
      rule: "must not be the key of an account: that subdomain is delegated to the account, so the mail records in the root zone would have no effect",
      found: show(mail.mailFromLabel),
      remedy: 'choose another label, such as "bounce"',
    });
  }
}
