import * as z from "zod";
import { must } from "../problems";
import { DOMAIN_CHARACTERS, domainName, email, textLike, unique } from "../values";

/** Mailbox in a DMARC record, in which "!" ends an address. */
const reportAddress = must(
  email,
  (address) => !address.includes("!"),
  'must not contain "!", which ends an address in a DMARC record',
  "choose another mailbox",
);

/** Suffix of the names that DKIM records point to, after a token of 32 characters and a dot. */
const dkimSuffix = must(
  domainName,
  ({ length }) => length <= DOMAIN_CHARACTERS - 33,
  `must be at most ${DOMAIN_CHARACTERS - 33} characters`,
  "copy the suffix from the page of Amazon SES: DKIM records contain it after 33 characters",
);

const dnsLabel = must(
  z.string(),
  (label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label),
  "must be a DNS label of 1 to 63 lower-case letters, digits or hyphens",
  "write the label alone, such as mail",
);

export const networkSettings = z.strictObject({
  /**
   * Certificate authorities that may issue certificates for the domain and its subdomains. An empty list denies all of
   * them. Amazon's authority has four names: one of them is enough.
   */
  certificateAuthorities: unique(domainName).default(["amazon.com"]),
  /** Mail that is sent from addresses of the domain (SES). */
  mail: z
    .strictObject({
      /** Accounts that may send mail from addresses of the domain. */
      senders: unique(textLike("prod")).default([]),
      /** Addresses that receive each bounce and complaint about mail of the domain. Each must confirm its subscription once. */
      feedbackEmails: unique(email).default([]),
      /** Label of the MAIL FROM subdomain; no account may have it as its key. */
      mailFromLabel: dnsLabel.default("mail"),
      /**
       * Suffix of the DKIM targets. Some Regions have their own suffix, such as `dkim.eu-south-1.amazonses.com`.
       * @see https://docs.aws.amazon.com/general/latest/gr/ses.html
       */
      dkimSuffix: dkimSuffix.default("dkim.amazonses.com"),
      /** Action of receivers for mail that fails authentication. Set `none` until all senders of the domain are known. */
      dmarcPolicy: z.enum(["none", "quarantine", "reject"]).default("quarantine"),
      /** Mailbox for aggregate DMARC reports. If it is in another domain, that domain needs a DNS record that allows it. */
      dmarcReports: reportAddress.optional(),
    })
    .prefault({}),
});
