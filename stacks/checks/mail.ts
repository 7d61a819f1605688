import type { Organization } from "../company/organization";
import { didYouMean, type Problem, show } from "../company/problems";
import type { Settings } from "../company/settings";

/**
 * Holds the mail section against the accounts: senders exist, and the MAIL FROM subdomain is nobody's own.
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
      rule: "must not be the key of an account: that subdomain is delegated, and the mail records in the root zone would never be read",
      found: show(mail.mailFromLabel),
      remedy: 'choose another label, such as "bounce"',
    });
  }
}
