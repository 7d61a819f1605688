import { isFalse, known } from "../support/readings";
import { denyExceptLastResort } from "../support/statements";
import { controlTower } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyRegionToggles: Guardrail = {
  id: "deny-region-toggles",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "DenyRegionToggles",
          Action: ["account:DisableRegion", "account:EnableRegion"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [{ types: ["aws:account/region:Region"], check: toggleIsMeant }],
  },
  detect: { none: "AWS Config has no rule on the Regions of an account" },
  parameters: {
    regions: {
      type: "strings",
      of: "region",
      mayBeEmpty: true,
      description: "Opt-in Regions that programs may enable",
      default: [],
    },
  },
  about: {
    title: "Enable and disable Regions only in the management account",
    why: "a newly enabled Region has no baseline yet, and resources in a disabled Region are out of reach",
    comply:
      "Request the Region from the team of the management account, which enables it for the whole organization",
    severity: "medium",
    frameworks: [controlTower("CT.MULTISERVICE.PV.1")],
    requirements: ["S2", "r3.2"],
    peers: ["Cloud Posse", "Landing Zone Accelerator", "org-kickstart", "AWS samples"],
  },
};

function toggleIsMeant(toggle: ResourceView, { regions }: ParameterValues): Finding[] {
  const region = known(toggle, "regionName");
  const enabled = known(toggle, "enabled");
  if (typeof region !== "string" || enabled === undefined) {
    return [];
  }
  const wanted = (regions as readonly string[]).includes(region);
  return wanted === !isFalse(enabled)
    ? []
    : [
        {
          message: wanted
            ? `disables ${region}, which is in use; remove enabled: false`
            : `enables or disables ${region}, which is not an approved Region; remove the resource`,
        },
      ];
}
