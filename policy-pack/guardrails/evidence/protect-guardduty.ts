import { isFalse, known } from "../support/readings";
import { denyExcept, denyOutside } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const protectGuardduty: Guardrail = {
  id: "protect-guardduty",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectGuardduty",
          Action: [
            "guardduty:DeleteDetector",
            "guardduty:DeleteMembers",
            "guardduty:DeletePublishingDestination",
            "guardduty:DisableOrganizationAdminAccount",
            "guardduty:Disassociate*",
            "guardduty:StopMonitoringMembers",
            "guardduty:UpdateDetector",
            "guardduty:UpdateMemberDetectors",
            "guardduty:UpdateOrganizationConfiguration",
            "guardduty:UpdatePublishingDestination",
          ],
          Resource: ["*"],
        }),
        // Who answers findings suppresses those that are none, in the account that collects them.
        denyOutside(context, "audit", {
          Sid: "ProtectGuarddutyFilters",
          Action: [
            "guardduty:CreateFilter",
            "guardduty:CreateIPSet",
            "guardduty:CreateTrustedEntitySet",
            "guardduty:UpdateFilter",
            "guardduty:UpdateIPSet",
            "guardduty:UpdateTrustedEntitySet",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:guardduty/detector:Detector"],
        check: (detector) =>
          isFalse(known(detector, "enable"))
            ? [{ message: "is suspended; remove enable: false" }]
            : [],
      },
      {
        types: ["aws:guardduty/organizationConfiguration:OrganizationConfiguration"],
        check: (organization) =>
          known(organization, "autoEnableOrganizationMembers") === "NONE"
            ? [{ message: "enables no account; set autoEnableOrganizationMembers to ALL" }]
            : [],
      },
      {
        types: [
          "aws:guardduty/detectorFeature:DetectorFeature",
          "aws:guardduty/memberDetectorFeature:MemberDetectorFeature",
        ],
        check: (feature) =>
          known(feature, "status") === "DISABLED"
            ? [{ message: "disables a detection feature; set status to ENABLED" }]
            : [],
      },
      {
        types: ["aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature"],
        check: (feature) =>
          known(feature, "autoEnable") === "NONE"
            ? [
                {
                  message: "enables a detection feature in no account; set autoEnable to ALL",
                },
              ]
            : [],
      },
    ],
  },
  detect: [{ configRule: "GUARDDUTY_ENABLED_CENTRALIZED" }],
  calls: ["guardduty:CreateDetector"],
  parameters: {},
  about: {
    title: "Keep GuardDuty on",
    why: "an attacker who can disable threat detection, or suppress its findings, stays undetected",
    comply: "Change detectors, members, filters and trusted lists only in the audit stack",
    severity: "critical",
    frameworks: [fsbp("GuardDuty.1")],
    requirements: ["S11", "r2.2", "r2.10"],
    peers: ["Cloud Posse", "Landing Zone Accelerator", "DataChef", "AWS samples"],
  },
};
