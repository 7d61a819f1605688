import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { linkedRoleOptions } from "../shared/service-linked-role";
import { checkAccountId } from "../shared/argument-checks";

/** Services that work across the organization, by the feature that needs them; without `.amazonaws.com`. */
export const trustedServices = {
  identity: ["sso"],
  contacts: ["account"],
  "central root": ["iam"],
  trail: ["cloudtrail"],
  configuration: ["config", "config-multiaccountsetup"],
  "threat detection": ["guardduty", "malware-protection.guardduty"],
  findings: ["securityhub"],
  "access analysis": ["access-analyzer"],
  backup: ["backup"],
  sharing: ["ram"],
} as const;

/**
 * Services that another account administers, by the role whose account it is. Services with a resource of their own
 * for this (GuardDuty, Security Hub) are registered by the audit stack, after its own detector and hub exist.
 */
export const delegatedServices = {
  identity: ["sso"],
  audit: ["config", "config-multiaccountsetup", "access-analyzer"],
  backup: ["backup"],
} as const;

export type DelegatedRole = keyof typeof delegatedServices;

export interface TrustedAccessArgs {
  /** The organization: nothing can be trusted before it exists. */
  readonly organization: pulumi.Resource;
  /** Id of the account that administers each role's services. */
  readonly administrators: Readonly<Record<DelegatedRole, pulumi.Input<string>>>;
  /**
   * True when the management account has the service-linked role of Access Analyzer already.
   * @default false - this component creates it
   */
  readonly hasAnalyzerRole?: boolean;
}

/**
 * Trusted access of AWS services to the organization, one resource a service, and the accounts that administer them.
 * One resource a service never disables a service that was enabled by hand.
 *
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_integrate_services_list.html
 */
export class TrustedAccess extends pulumi.ComponentResource {
  /** @throws ArgumentError for an administrator that is no account. */
  public constructor(name: string, args: TrustedAccessArgs, opts: pulumi.ComponentResourceOptions) {
    super("platform:organization:TrustedAccess", name, {}, opts);
    for (const [role, id] of Object.entries(args.administrators)) {
      if (typeof id === "string") {
        checkAccountId(`administrators.${role}`, id);
      }
    }
    // Disabling a service locks out what runs on it, Identity Center's users for one: hence the protection.
    const access = new Map<string, aws.organizations.AwsServiceAccess>();
    for (const service of Object.values(trustedServices).flat()) {
      access.set(
        service,
        new aws.organizations.AwsServiceAccess(
          service,
          { servicePrincipal: `${service}.amazonaws.com` },
          { parent: this, protect: true, dependsOn: [args.organization] },
        ),
      );
    }
    const after = (service: string): pulumi.Resource[] =>
      [access.get(service)].filter((resource) => resource !== undefined);

    // Trusted access alone leaves shares pending: RAM has a call of its own.
    new aws.ram.SharingWithOrganization(
      name,
      {},
      { parent: this, protect: true, dependsOn: after("ram") },
    );
    new aws.iam.OrganizationsFeatures(
      name,
      { enabledFeatures: ["RootCredentialsManagement", "RootSessions"] },
      { parent: this, protect: true, dependsOn: after("iam") },
    );
    // An analyzer of the organization is refused until the management account has this role.
    if (args.hasAnalyzerRole !== true) {
      new aws.iam.ServiceLinkedRole(
        `${name}-access-analyzer`,
        { awsServiceName: "access-analyzer.amazonaws.com" },
        {
          parent: this,
          protect: true,
          ...linkedRoleOptions,
          dependsOn: after("access-analyzer"),
        },
      );
    }
    for (const [role, services] of Object.entries(delegatedServices) as [
      DelegatedRole,
      readonly string[],
    ][]) {
      for (const service of services) {
        new aws.organizations.DelegatedAdministrator(
          `${role}-${service}`,
          {
            accountId: args.administrators[role],
            servicePrincipal: `${service}.amazonaws.com`,
          },
          { parent: this, protect: true, dependsOn: after(service) },
        );
      }
    }
    new aws.backup.GlobalSettings(
      name,
      {
        globalSettings: {
          isCrossAccountBackupEnabled: "true",
          isDelegatedAdministratorEnabled: "true",
          isMpaEnabled: "false",
        },
      },
      { parent: this, dependsOn: after("backup") },
    );
    this.registerOutputs();
  }
}
