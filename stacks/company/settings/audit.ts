import * as z from "zod";
import {
  securityControl,
  securityStandards,
} from "../../../components/security/security-standards";
import { threatDetectionFeatures } from "../../../components/security/threat-detection-features";
import { email, ruled, unique } from "../values";

const standards = Object.keys(securityStandards) as (keyof typeof securityStandards)[];

export const auditSettings = z.strictObject({
  /** Addresses that receive findings, at least one without `incidentEndpoint`. Each must confirm its subscription once. */
  notificationEmails: unique(email).default([]),
  /** GuardDuty, in every account and governed Region. */
  threatDetection: z
    .strictObject({
      /** Protection plans of GuardDuty, each priced by use. Remove those that a governed Region does not offer yet. */
      features: unique(z.enum(threatDetectionFeatures)).default([...threatDetectionFeatures]),
    })
    .prefault({}),
  /** Security Hub, in every account and governed Region. */
  securityHub: z
    .strictObject({
      /** Standards that every account is checked against. */
      standards: unique(z.enum(standards)).default(["aws-foundational", "cis-3.0"]),
      /** Controls that are switched off in every account, by id such as `Macie.1`. */
      disabledControls: unique(ruled(securityControl)).default([]),
    })
    .prefault({}),
});
