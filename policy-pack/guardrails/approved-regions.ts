import { controlTower } from "./frameworks";
import { controlTowerGlobalActions, ownGlobalActions } from "./global-actions";
import type { Guardrail } from "./guardrail";
import { denyExcept } from "./statements";

export const approvedRegions: Guardrail = {
  id: "approved-regions",
  title: "Work only in the approved Regions",
  why: "what is made in a Region that nobody watches is neither logged, backed up nor found",
  severity: "high",
  frameworks: [controlTower("CT.MULTISERVICE.PV.1")],
  requirements: ["S2", "r3.2"],
  parameters: {
    regions: {
      type: "strings",
      description: "Regions that stay open; the organization's governed Regions unless given",
    },
    additionalGlobalActions: {
      type: "strings",
      description: "Actions of global services beyond the built-in list that stay open",
      default: [],
    },
  },
  deny: {
    policyType: "SERVICE_CONTROL_POLICY",
    statements: (context, { regions, additionalGlobalActions }) => [
      denyExcept(context, {
        Sid: "ApprovedRegions",
        NotAction: [
          ...controlTowerGlobalActions,
          ...ownGlobalActions,
          ...(additionalGlobalActions as readonly string[]),
        ].sort(),
        Resource: ["*"],
        Condition: { StringNotEquals: { "aws:RequestedRegion": regions as readonly string[] } },
      }),
    ],
  },
  preview: {
    resource: [
      {
        types: "aws",
        check: (resource, parameters) => {
          const regions = parameters["regions"] as readonly string[];
          const own = resource.read("region");
          const place = own.state === "absent" ? resource.readProvider("region") : own;
          if (
            place.state !== "known" ||
            typeof place.value !== "string" ||
            regions.includes(place.value)
          ) {
            return [];
          }
          return [
            {
              message: `is made in ${place.value}, which is not approved; use one of ${regions.join(", ")}`,
            },
          ];
        },
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule that finds resources by Region" },
};
