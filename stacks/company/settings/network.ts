import * as z from "zod";
import { must } from "../problems";
import { domainName, email, text, unique } from "../values";

const dnsLabel = must(
  z.string(),
  (label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label),
  "must be a DNS label of 1 to 63 lower-case letters, digits or hyphens",
  "write the label alone, such as mail",
);

export const networkSettings = z.strictObject({
  /** Hub and spoke: a transit gateway shared with the organization. */
  transitHub: z.strictObject({ enabled: z.boolean().default(true) }).prefault({}),
  /**
   * Who may issue certificates for the domain and everything below it; none means nobody. Amazon's authority has four
   * names, any of which it accepts.
   */
  certificateAuthorities: unique(domainName).default(["amazon.com"]),
  mail: z
    .strictObject({
      /**
       * Accounts that may send in the name of the domain.
       * @default - every account with a spoke in the address plan
       */
      senders: unique(text).optional(),
      /** Label of the MAIL FROM subdomain; no account may have it as its key. */
      mailFromLabel: dnsLabel.default("mail"),
      /**
       * Suffix of the DKIM targets. Some Regions have their own, `dkim.eu-south-1.amazonses.com` for one.
       * @see https://docs.aws.amazon.com/general/latest/gr/ses.html
       */
      dkimSuffix: domainName.default("dkim.amazonses.com"),
      /** What receivers do with mail that fails authentication; `none` while other senders of the domain are found. */
      dmarcPolicy: z.enum(["none", "quarantine", "reject"]).default("quarantine"),
      /** Mailbox for aggregate DMARC reports; in another domain, that domain must agree by a record of its own. */
      dmarcReports: email.optional(),
    })
    .prefault({}),
});
