import * as z from "zod";
import { securityStandards } from "../../../components/security/security-standards";
import { threatDetectionFeatures } from "../../../components/security/threat-detection-features";
import { email, text, unique } from "../values";

const standards = Object.keys(securityStandards) as (keyof typeof securityStandards)[];

export const auditSettings = z.strictObject({
  /** Who is told of findings; each address confirms its subscription once. */
  notificationEmails: unique(email).default([]),
  threatDetection: z
    .strictObject({
      /** Protection plans of GuardDuty, each priced by use. Leave out those that a governed Region does not have yet. */
      features: unique(z.enum(threatDetectionFeatures)).default([...threatDetectionFeatures]),
      /** `existing` when GuardDuty has been switched on in the management account before: its role is there already. */
      managementRole: z.enum(["create", "existing"]).default("create"),
    })
    .prefault({}),
  securityHub: z
    .strictObject({
      /** Standards that every account is checked against. */
      standards: unique(z.enum(standards)).default(["aws-foundational", "cis-3.0"]),
      /** Controls that are switched off in every account, by id such as `Macie.1`. */
      disabledControls: unique(text).default([]),
    })
    .prefault({}),
});
