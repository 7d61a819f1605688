import { isFalse, known, objects } from "../support/readings";
import { denyExcept, denyExceptLastResort } from "../support/statements";
import { cis, controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const protectConfig: Guardrail = {
  id: "protect-config",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "ProtectConfig",
          Action: [
            "config:DeleteAggregationAuthorization",
            "config:DeleteConfigurationRecorder",
            "config:DeleteDeliveryChannel",
            "config:DeleteOrganizationConfigRule",
            "config:DeleteOrganizationConformancePack",
            "config:DeleteServiceLinkedConfigurationRecorder",
            "config:DisassociateResourceTypes",
            "config:PutConfigurationRecorder",
            "config:PutDeliveryChannel",
            "config:StopConfigurationRecorder",
          ],
          Resource: ["*"],
        }),
        // A conformance pack with the same name would replace the pack of the guardrails. Its rules need no deny: AWS lets no
        // principal delete a rule of a pack, and teams delete their own.
        denyExcept(context, {
          Sid: "ProtectConfigPacks",
          Action: [
            "config:DeleteConformancePack",
            "config:PutConformancePack",
            "config:PutOrganizationConformancePack",
          ],
          Resource: context.conformancePackArns,
        }),
        denyExcept(context, {
          Sid: "ProtectConfigAggregator",
          Action: ["config:DeleteConfigurationAggregator"],
          Resource: context.aggregatorArns,
        }),
        // AWS Config keeps its history for seven years by default; a retention configuration can only shorten this.
        denyExceptLastResort(context, {
          Sid: "ProtectConfigHistory",
          Action: ["config:DeleteEvaluationResults", "config:PutRetentionConfiguration"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:cfg/recorderStatus:RecorderStatus"],
        check: (status) =>
          isFalse(known(status, "isEnabled"))
            ? [{ message: "switches the recorder off; set isEnabled to true" }]
            : [],
      },
      { types: ["aws:cfg/recorder:Recorder"], check: recordsEverything },
    ],
  },
  detect: [{ securityHubControl: "Config.1" }],
  parameters: {},
  about: {
    title: "Keep AWS Config recording",
    why: "without the recorder there is no history of changes, and no Config rule finds anything",
    comply: "Change recorders, delivery channels, aggregators and rules only in their own stacks",
    severity: "critical",
    frameworks: [
      cis("3.3"),
      fsbp("Config.1"),
      controlTower("AWS-GR_CONFIG_CHANGE_PROHIBITED"),
      controlTower("AWS-GR_CONFIG_RULE_CHANGE_PROHIBITED"),
      controlTower("AWS-GR_CONFIG_AGGREGATION_CHANGE_PROHIBITED"),
      controlTower("AWS-GR_CONFIG_AGGREGATION_AUTHORIZATION_POLICY"),
    ],
    requirements: ["S11", "r2.10", "A10"],
    peers: ["Control Tower", "Cloud Posse", "Landing Zone Accelerator", "DataChef", "AWS samples"],
  },
};

/**
 * An exclusion of named types is allowed: it is a decision. A list of the only recorded types would miss types that AWS
 * adds later.
 */
function recordsEverything(recorder: ResourceView): Finding[] {
  return objects(known(recorder, "recordingGroup"))
    .filter(
      ({ allSupported, resourceTypes }) =>
        isFalse(allSupported) && Array.isArray(resourceTypes) && resourceTypes.length > 0,
    )
    .map(() => ({
      message:
        "records a list of types only; set allSupported to true, or exclude types by exclusionByResourceTypes",
    }));
}
