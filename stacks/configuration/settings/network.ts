import * as z from "zod";
import { text } from "../rules";

export const networkSettings = z.strictObject({
  /** Hub and spoke: a transit gateway shared with the organization. */
  transitHub: z.strictObject({ enabled: z.boolean().default(true) }).prefault({}),
  mail: z
    .strictObject({
      /** Label of the MAIL FROM subdomain. */
      mailFromLabel: text.default("mail"),
      /** Suffix of the DKIM targets; some newer Regions have their own. */
      dkimSuffix: text.default("dkim.amazonses.com"),
    })
    .prefault({}),
});
