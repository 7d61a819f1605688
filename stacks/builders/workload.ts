import * as pulumi from "@pulumi/pulumi";
import { WorkloadAccount } from "../../components/workload/workload-account";
import {
  cacheGroupId,
  clusterName,
  databaseIdentifier,
  DEPLOYMENT_ROLE,
  roleArn,
  subdomain,
} from "../../components/shared/naming";
import { accountOfRole, keyInAws } from "../company/accounts";
import { largestStorage } from "../company/database-storage";
import { buildMemberBaseline } from "./baseline";
import { refuseOlderVersion } from "./running-cluster";
import { zoneNames } from "../wiring/zones";
import type { StackBuilder, StackContext } from "../wiring/context";
import { accountTags } from "../company/tags";

/** Builds a workload account, such as production or sandbox. */
export const workloadStack: StackBuilder<"workload"> = async (context) => {
  const { organization, place, account, settings, references, providers } = context;
  const { network, operations } = references;
  const { partition, region } = place;
  const name = organization.name;
  const accountIdOf = (role: "operations" | "backup"): string =>
    providers.accountId(accountOfRole(organization, role));
  const key = keyInAws(account.key, account);
  const domain = subdomain(key, network.rootDomain);
  const production = account.environment === "production";

  const transit = transitOf(context, production);
  const zones = await zoneNames(region, settings, context.provider);
  await refuseOlderVersion(clusterName(name, key), settings.cluster, context.provider);
  await buildMemberBaseline(context);
  const workload = new WorkloadAccount(
    "workload",
    {
      place,
      clusterName: clusterName(name, key),
      networkProvider: providers.account(accountOfRole(organization, "network")),
      network: {
        range: spokeOf(context),
        zones,
        natGateways: settings.natGateways,
        organizationId: references.management.organizationId,
        flowLogBucketArn: byName(
          references["log-archive"].flowLogBucketArns,
          region,
          "flow-log bucket of log-archive",
        ),
      },
      transit,
      web: {
        subdomain: domain,
        rootZoneId: network.rootZoneId,
        logBucketName: byName(
          references["log-archive"].loadBalancerLogBucketNames,
          region,
          "load-balancer log bucket of log-archive",
        ),
        publicAliases: settings.publicAliases.map((label) =>
          label === "@" ? network.rootDomain : `${label}.${network.rootDomain}`,
        ),
      },
      cluster: {
        version: settings.cluster.version,
        publicAccessRanges: settings.cluster.publicAccessRanges,
        install: settings.cluster.install,
        controlPlaneZones: settings.cluster.controlPlaneZones,
        nodes: settings.cluster.nodes,
        addOnVersions: settings.cluster.addOnVersions,
        logRetentionDays: settings.cluster.logRetentionDays,
        tags: accountTags(organization, account.key),
        deployerArn: roleArn(
          partition,
          account.id,
          providers.deployingRole(account.key) ?? DEPLOYMENT_ROLE,
        ),
        madeByBootstrap: settings.cluster.madeBy === "bootstrap",
        access: accessOf(context),
        metricsIngestionRoleArn: operations.metricsIngestionRoleArn,
      },
      database: {
        ...settings.database,
        identifier: databaseIdentifier(name, key),
        maximumStorage: largestStorage(settings.database),
      },
      cache: { ...settings.cache, groupId: cacheGroupId(key) },
      maintenanceDay: settings.maintenanceDay,
      backup: { ...settings.backup, isolatedVaultArn: references.backup.isolatedVaultArn },
      backupAccountId: accountIdOf("backup"),
      operationsAccountId: accountIdOf("operations"),
      // In production, only approved runs deploy.
      deliveryRoleArns: [
        operations.delivery?.applicationDeliveryRoleArn,
        ...(production ? [] : [operations.delivery?.applicationBuildRoleArn]),
      ].filter((arn) => arn !== undefined),
      eventBusArn: references.audit.eventBusArn,
      notificationTopicArn: references.audit.notificationTopicArn,
    },
    { providers: [context.provider] },
  );

  return {
    clusterName: clusterName(name, key),
    kubeconfig: workload.kubeconfig,
    subdomain: domain,
    subdomainNameServers: workload.subdomainNameServers,
    databaseEndpoint: workload.databaseEndpoint,
  };
};

type Context = StackContext<"workload">;

function spokeOf({ organization, account }: Context): string {
  return byName(organization.addressPlan.spokes, account.key, "range of addressPlan.spokes");
}

/**
 * Route tables of the hub for this spoke: the one of production or nonproduction, and the shared one. The configuration
 * decides, not the hub's presence: a spoke detaches while the hub still exists, and is never detached because an output
 * is missing.
 *
 * @throws pulumi.RunError when the network stack has no hub yet.
 */
function transitOf({ references, organization }: Context, production: boolean) {
  if (organization.connectivity === "none") {
    return undefined;
  }
  const { transit } = references.network;
  if (transit === undefined) {
    throw new pulumi.RunError(
      "organization.connectivity is transit-gateway, and stack network has no hub yet: deploy it first (pulumi up -s network), or set connectivity: none",
    );
  }
  const { production: productive, nonproduction, shared } = transit.routeTableIds;
  return {
    transitGatewayId: transit.gatewayId,
    ownRouteTableId: production ? productive : nonproduction,
    sharedRouteTableId: shared,
    pool: organization.addressPlan.pool,
  };
}

/** Access to the cluster: delivery, and the permission sets that the stack's file admits. */
function accessOf({ references, settings }: Context) {
  const { readOnly, developer } = settings.cluster.access;
  const set = (purpose: string): string =>
    byName(references.identity.permissionSetNames, purpose, "permission set of identity");
  return {
    applicationNamespace: settings.cluster.applicationNamespace,
    ...(readOnly && { readOnlyPermissionSet: set("readOnly") }),
    ...(developer && { developerPermissionSet: set("developer") }),
  };
}

function byName(values: Readonly<Record<string, string>>, name: string, what: string): string {
  const value = values[name];
  if (value === undefined) {
    throw new Error(`there is no ${what} for ${name}, only for ${Object.keys(values).join(", ")}`);
  }
  return value;
}
