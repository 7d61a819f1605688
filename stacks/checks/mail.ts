import type { Organization } from "../company/organization";
import { misspeltOr, type Problem, show } from "../company/problems";
import { eachItem } from "../company/sound";
import type { Settings } from "../company/settings";

/** Requires that each account which may send mail exists. `at` returns the path of a key in the stack's file. */
export function sendersExist(
  { mail }: Settings<"network">,
  { accounts }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const known = Object.keys(accounts);
  const senders = mail.senders ?? [];
  eachItem(senders, (sender) => {
    if (!known.includes(sender)) {
      problems.push({
        path: at("network.mail.senders"),
        rule: "must name accounts of organization.accounts",
        found: show(sender),
        remedy: misspeltOr(sender, known, senders, "remove it from the list, or add the account"),
      });
    }
  });
}

/** Refuses a MAIL FROM subdomain that an account has. */
export function mailFromIsFree(
  { mail }: Settings<"network">,
  { accounts }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  if (Object.keys(accounts).includes(mail.mailFromLabel)) {
    problems.push({
      path: at("network.mail.mailFromLabel"),
      rule: "must not be the key of an account: that subdomain is delegated to the account, so the mail records in the root zone would have no effect",
      found: show(mail.mailFromLabel),
      remedy: 'choose another label, such as "bounce"',
    });
  }
}
