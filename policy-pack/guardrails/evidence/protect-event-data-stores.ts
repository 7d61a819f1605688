import { isFalse, isTrue, known } from "../support/readings";
import { denyExcept, denyExceptLastResort } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { ResourceView } from "../types/preview-rule";

export const protectEventDataStores: Guardrail = {
  id: "protect-event-data-stores",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExceptLastResort(context, {
          Sid: "ProtectEventDataStoresStop",
          Action: ["cloudtrail:DeleteEventDataStore", "cloudtrail:StopEventDataStoreIngestion"],
          Resource: ["*"],
        }),
        denyExcept(context, {
          Sid: "ProtectEventDataStoresChange",
          Action: ["cloudtrail:UpdateEventDataStore"],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:cloudtrail/eventDataStore:EventDataStore"],
        check: (store) => [
          ...staysOn(store, "terminationProtectionEnabled"),
          ...staysOn(store, "multiRegionEnabled"),
          ...(isTrue(known(store, "suspend"))
            ? [{ message: "has its ingestion suspended; remove suspend: true" }]
            : []),
        ],
      },
    ],
  },
  detect: { none: "AWS Config has no managed rule for event data stores" },
  calls: ["cloudtrail:CreateEventDataStore"],
  parameters: {},
  about: {
    title: "Protect the event data stores of CloudTrail Lake",
    why: "the second copy of the audit trail is useless if the attacker who stops the first can stop it too",
    comply:
      "Keep termination protection on, let the store ingest every Region, and change it by deployment",
    severity: "high",
    frameworks: [wellArchitected("SEC04-BP01")],
    requirements: ["S6", "r2.9"],
    peers: [],
  },
};

/** Both switches are on by default. */
function staysOn(store: ResourceView, property: string) {
  return isFalse(known(store, property))
    ? [{ message: `has ${property} switched off; remove ${property}: false` }]
    : [];
}
