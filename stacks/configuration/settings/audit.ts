import * as z from "zod";
import { email } from "../rules";

export const auditSettings = z.strictObject({
  /** Who is told of findings; each address confirms its subscription once. */
  notificationEmails: z.array(email).default([]),
});
