import { AccessAnalysis } from "../../components/security/access-analysis";
import { ConfigAggregator } from "../../components/security/config-aggregator";
import { notifiedEvents } from "../../components/security/event-patterns";
import { EventRules } from "../../components/security/event-rules";
import { SecurityNotifications } from "../../components/security/notifications";
import {
  OrganizationDetection,
  type OrganizationPack,
} from "../../components/security/organization-detection";
import { SecurityHub } from "../../components/security/security-hub";
import { ThreatDetection } from "../../components/security/threat-detection";
import { BREAK_GLASS_ROLE } from "../../components/shared/naming";
import { buildMemberBaseline } from "./baseline";
import type { StackBuilder, StackContext } from "../wiring/context";
import { existingLinkedRole } from "../wiring/linked-roles";
import { detectionPacks } from "../guardrails";

/** Builds the audit account: it administers the security services, collects the findings of all accounts and sends them to people. */
export const auditStack: StackBuilder<"audit"> = async (context) => {
  const baseline = await buildMemberBaseline(context);

  const { organization, place, settings, secrets, providers } = context;
  const { homeRegion, governedRegions: regions } = organization;
  const { organizationId, organizationRootId } = context.references.management;
  const { accountId } = place;
  const managementProvider = providers.account("management");
  const here = { providers: [context.provider] };

  const notifications = new SecurityNotifications(
    "notifications",
    {
      place,
      organizationId,
      emails: settings.notificationEmails,
      incidentEndpoint: secrets["incidentEndpoint"],
    },
    here,
  );
  const rules = new EventRules(
    "events",
    {
      place,
      organizationId,
      regions,
      events: notifiedEvents(BREAK_GLASS_ROLE),
      notifications,
    },
    here,
  );

  const managementRole = await existingLinkedRole(context, "guardduty.amazonaws.com", "management");
  new ThreatDetection(
    "threat-detection",
    {
      accountId,
      managementProvider,
      regions,
      ...settings.threatDetection,
      hasManagementRole: managementRole !== undefined,
    },
    here,
  );
  new SecurityHub(
    "security-hub",
    {
      place,
      managementProvider,
      regions,
      organizationRootId,
      ...settings.securityHub,
      // Guardrails use controls of this standard for their detection.
      standards: [...new Set(["aws-foundational" as const, ...settings.securityHub.standards])],
    },
    here,
  );
  // Control Tower creates its own aggregator.
  const aggregator =
    organization.governance === "control-tower"
      ? undefined
      : new ConfigAggregator("config-aggregator", { place }, here);
  new AccessAnalysis("access-analysis", { regions }, here);
  new OrganizationDetection(
    "detection",
    {
      regions,
      homeRegion,
      packs: organizationPacks(context),
      recorders: baseline?.recorders ?? [],
    },
    here,
  );

  return {
    notificationTopicArn: notifications.topicArn,
    eventBusArn: rules.busArn,
    configAggregatorArn: aggregator?.aggregatorArn,
  };
};

/** Creates the conformance packs of the organization. An account without an id does not exist yet, so it needs no exclusion. */
function organizationPacks({
  organization,
  references,
}: StackContext<"audit">): OrganizationPack[] {
  return detectionPacks(organization).map(({ excluded, ...pack }) => ({
    ...pack,
    excludedAccountIds: excluded.flatMap(
      (account) => references.management.accountIds[account] ?? [],
    ),
  }));
}
