import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkList, checkPlace, checkRegions, checkText } from "../shared/argument-checks";
import type { Place } from "../shared/place";
import { securityControl, type SecurityStandard, standardArn } from "./security-standards";

export interface SecurityHubArgs {
  /** Account that administers Security Hub, never the management account; in the home Region. */
  readonly place: Place;
  /** Provider of the management account, which appoints the administrator. */
  readonly managementProvider: aws.Provider;
  /** Regions whose findings are gathered in the home Region, and that the policy is valid in. */
  readonly regions: readonly string[];
  /** Root of the organization: the policy applies to every account. */
  readonly organizationRootId: string;
  readonly standards: readonly SecurityStandard[];
  /** Controls that are switched off everywhere, such as `Macie.1`. @default - none */
  readonly disabledControls?: readonly string[];
}

const EXPLICIT_STANDARDS = {
  enableDefaultStandards: false,
  autoEnableControls: true,
  controlFindingGenerator: "SECURITY_CONTROL",
} as const;

/**
 * Security Hub under central configuration: one administrator, appointed in the home Region alone, and one policy for
 * every account and Region of the organization. Destroying takes the reverse order, which AWS demands as well.
 *
 * @see https://docs.aws.amazon.com/securityhub/latest/userguide/central-configuration-intro.html
 */
export class SecurityHub extends pulumi.ComponentResource {
  public readonly policyId: pulumi.Output<string>;

  /** @throws ArgumentError for a root, a Region or a control that Security Hub refuses. */
  public constructor(name: string, args: SecurityHubArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:security:SecurityHub", name, {}, opts);
    checkArguments(args);
    const { managementProvider } = args;
    const { partition, region, accountId } = args.place;
    const linked = args.regions.filter((other) => other !== region);

    const hub = new aws.securityhub.Account(
      name,
      { region, ...EXPLICIT_STANDARDS },
      { parent: this, protect: true, deleteBeforeReplace: true },
    );
    const administrator = new aws.securityhub.OrganizationAdminAccount(
      name,
      { region, adminAccountId: accountId },
      { parent: this, provider: managementProvider, dependsOn: [hub] },
    );
    const aggregator = new aws.securityhub.FindingAggregator(
      name,
      linked.length > 0
        ? { region, linkingMode: "SPECIFIED_REGIONS", specifiedRegions: linked }
        : { region, linkingMode: "NO_REGIONS" },
      { parent: this, dependsOn: [administrator] },
    );
    const central = new aws.securityhub.OrganizationConfiguration(
      name,
      {
        region,
        autoEnable: false,
        autoEnableStandards: "NONE",
        organizationConfiguration: { configurationType: "CENTRAL" },
      },
      { parent: this, dependsOn: [aggregator] },
    );
    // AWS enables members automatically, not the management account; after the policy has reached it, it could not.
    const management = new aws.securityhub.Account(
      `${name}-management`,
      { region, ...EXPLICIT_STANDARDS },
      {
        parent: this,
        provider: managementProvider,
        protect: true,
        deleteBeforeReplace: true,
        dependsOn: [central],
      },
    );
    const policy = new aws.securityhub.ConfigurationPolicy(
      name,
      {
        region,
        name: "platform",
        description: "Standards of every account of the organization",
        configurationPolicy: {
          serviceEnabled: true,
          enabledStandardArns: args.standards.map((standard) =>
            standardArn(partition, region, standard),
          ),
          securityControlsConfiguration: {
            disabledControlIdentifiers: [...(args.disabledControls ?? [])],
          },
        },
      },
      { parent: this, dependsOn: [central] },
    );
    new aws.securityhub.ConfigurationPolicyAssociation(
      name,
      { region, policyId: policy.id, targetId: args.organizationRootId },
      // On the root it stays pending until every account has it, longer than the provider waits by default.
      {
        parent: this,
        dependsOn: [policy, management],
        customTimeouts: { create: "15m", update: "15m" },
      },
    );

    this.policyId = policy.id;
    this.registerOutputs({ policyId: this.policyId });
  }
}

/** @see https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-controls-reference.html */
function checkArguments(args: SecurityHubArgs): void {
  const { disabledControls = [] } = args;
  checkPlace("place", args.place);
  checkRegions("regions", args.regions);
  checkText("organizationRootId", args.organizationRootId, {
    pattern: /^r-[0-9a-z]{4,32}$/,
    rule: "the id of an organization's root",
    remedy: "aws organizations list-roots prints it, such as r-abcd",
  });
  checkList("standards", args.standards, { least: 0, remedy: "list each standard once" });
  checkList("disabledControls", disabledControls, { least: 0, remedy: "list each control once" });
  disabledControls.forEach((control, index) => {
    checkText(`disabledControls[${index}]`, control, securityControl);
  });
}
