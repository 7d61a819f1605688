import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { linkedRoleOptions } from "../shared/service-linked-role";
import { checkAccountId, checkList, checkRegions } from "../shared/argument-checks";
import type { ThreatDetectionFeature } from "./threat-detection-features";

/** Agents that GuardDuty installs and updates automatically where runtime monitoring is on. */
const RUNTIME_AGENTS = [
  "EKS_ADDON_MANAGEMENT",
  "ECS_FARGATE_AGENT_MANAGEMENT",
  "EC2_AGENT_MANAGEMENT",
] as const;

export interface ThreatDetectionArgs {
  /** Account that administers GuardDuty, the provider's own. */
  readonly accountId: string;
  /** Provider of the management account, which appoints the administrator. */
  readonly managementProvider: aws.Provider;
  readonly regions: readonly string[];
  readonly features: readonly ThreatDetectionFeature[];
  /**
   * True when the management account has the service-linked role of GuardDuty already.
   * @default false - this component creates it
   */
  readonly hasManagementRole?: boolean;
}

/**
 * GuardDuty in every account of the organization, per Region, in the order that AWS demands: the administrator's own
 * detector before its appointment, which would create one; the organization's settings after it.
 *
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html
 */
export class ThreatDetection extends pulumi.ComponentResource {
  /** Detector id by Region. */
  public readonly detectorIds: Readonly<Record<string, pulumi.Output<string>>>;

  /** @throws ArgumentError when there is no Region, or a feature is listed twice. */
  public constructor(
    name: string,
    args: ThreatDetectionArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:security:ThreatDetection", name, {}, opts);
    checkAccountId("accountId", args.accountId);
    checkRegions("regions", args.regions);
    checkList("features", args.features, { least: 0, remedy: "list each feature once" });
    // Without the role GuardDuty leaves the management account out, although it enables "all".
    const managementRole =
      args.hasManagementRole === true
        ? []
        : [
            new aws.iam.ServiceLinkedRole(
              `${name}-management`,
              { awsServiceName: "guardduty.amazonaws.com" },
              { parent: this, provider: args.managementProvider, ...linkedRoleOptions },
            ),
          ];
    this.detectorIds = Object.fromEntries(
      args.regions.map((region) => [region, this.#protect(name, region, args, managementRole)]),
    );
    this.registerOutputs({ detectorIds: this.detectorIds });
  }

  #protect(
    name: string,
    region: string,
    args: ThreatDetectionArgs,
    managementRole: pulumi.Resource[],
  ): pulumi.Output<string> {
    const regional = `${name}-${region}`;
    const detector = new aws.guardduty.Detector(
      regional,
      { region, enable: true, findingPublishingFrequency: "FIFTEEN_MINUTES" },
      { parent: this, protect: true },
    );
    const detectorId = detector.id;
    const administrator = new aws.guardduty.OrganizationAdminAccount(
      regional,
      { region, adminAccountId: args.accountId },
      { parent: this, provider: args.managementProvider, dependsOn: [detector] },
    );
    const configuration = new aws.guardduty.OrganizationConfiguration(
      regional,
      { region, detectorId, autoEnableOrganizationMembers: "ALL" },
      { parent: this, dependsOn: [administrator, ...managementRole] },
    );
    for (const feature of args.features) {
      const agents = feature === "RUNTIME_MONITORING" ? RUNTIME_AGENTS : [];
      const own = new aws.guardduty.DetectorFeature(
        `${regional}-${feature}`,
        {
          region,
          detectorId,
          name: feature,
          status: "ENABLED",
          ...(agents.length > 0 && {
            additionalConfigurations: agents.map((agent) => ({ name: agent, status: "ENABLED" })),
          }),
        },
        { parent: this },
      );
      new aws.guardduty.OrganizationConfigurationFeature(
        `${regional}-${feature}`,
        {
          region,
          detectorId,
          name: feature,
          autoEnable: "ALL",
          ...(agents.length > 0 && {
            additionalConfigurations: agents.map((agent) => ({ name: agent, autoEnable: "ALL" })),
          }),
        },
        {
          parent: this,
          dependsOn: [configuration, own],
          // The provider replaces the feature for another order of the agents, and AWS keeps none and adds new ones.
          ignoreChanges: ["additionalConfigurations"],
        },
      );
    }
    return detectorId;
  }
}
