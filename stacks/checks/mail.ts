import { senderPolicies } from "../../components/mail/mail-senders";
import { mailIdentityArn } from "../../components/shared/naming";
import { placeOf } from "../../components/shared/place";
import { environmentOf, keyInAws } from "../company/accounts";
import type { Organization } from "../company/organization";
import { misspeltOr, type Problem, show } from "../company/problems";
import { eachItem } from "../company/sound";
import { DOMAIN_CHARACTERS } from "../company/values";
import type { Settings } from "../company/settings";

/** Requires that each account which may send mail exists. `at` returns the path of a key in the stack's file. */
export function sendersExist(
  { mail }: Settings<"network">,
  { accounts }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const known = Object.keys(accounts);
  const { senders } = mail;
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

/** Example of the name of a DKIM record: the token that Amazon SES chooses has 32 characters. */
const dkimRecord = `${"x".repeat(32)}._domainkey`;

/** Compares the names of the mail records with the limit of DNS. */
export function mailRecordsFit({ domain }: Organization, problems: Problem[]): void {
  nameFits("organization.domain", `${dkimRecord}.${domain}`, "choose a shorter domain", problems);
}

/** Compares the MAIL FROM subdomain with the limit of DNS. */
export function mailFromFits(
  { mail }: Settings<"network">,
  { domain }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const name = `${mail.mailFromLabel}.${domain}`;
  nameFits(at("network.mail.mailFromLabel"), name, "choose a shorter label", problems);
}

function nameFits(path: string, name: string, remedy: string, problems: Problem[]): void {
  if (name.length > DOMAIN_CHARACTERS) {
    problems.push({
      path,
      rule: `results in a domain name of ${name.length} characters: DNS allows at most ${DOMAIN_CHARACTERS}`,
      found: show(name),
      remedy,
    });
  }
}

/** Examples of ids: only their lengths count. The id of an organization has at most 34 characters. */
const accountId = "123456789012";
const organizationId = `o-${"x".repeat(32)}`;

/** Compares the number of sending policies, which name each sender, with the quota of Amazon SES. */
export function sendersFit(
  { mail }: Settings<"network">,
  organization: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const { domain, homeRegion, accounts } = organization;
  const senders = mail.senders.map((account) => ({
    account: keyInAws(account, accounts[account]),
    accountId,
    environment: environmentOf(accounts[account]),
  }));
  const arn = mailIdentityArn(placeOf(homeRegion, accountId), domain);
  try {
    senderPolicies(senders, { arn, domain, organizationId });
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    problems.push({
      path: at("network.mail.senders"),
      rule: "must name fewer accounts: an identity of Amazon SES has at most 20 sending policies",
      found: `${senders.length} accounts`,
      remedy: "list the accounts that really send mail",
    });
  }
}

/** Refuses a MAIL FROM subdomain that an account has. */
export function mailFromIsFree(
  { mail }: Settings<"network">,
  { accounts }: Organization,
  at: (key: string) => string,
  problems: Problem[],
): void {
  const labels = Object.entries(accounts).map(([key, account]) => keyInAws(key, account));
  if (labels.includes(mail.mailFromLabel)) {
    problems.push({
      path: at("network.mail.mailFromLabel"),
      rule: "must not be the key of an account: that subdomain is delegated to the account, so the mail records in the root zone would have no effect",
      found: show(mail.mailFromLabel),
      remedy: 'choose another label, such as "bounce"',
    });
  }
}
