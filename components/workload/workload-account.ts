import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkNodes } from "../flightdeck/cluster/node-group";
import { FlightdeckCluster, type FlightdeckClusterSpec } from "../flightdeck/flightdeck-cluster";
import { checkClusterName } from "../flightdeck/cluster/cluster-name";
import { ApplicationDeployRole } from "../application/application-deploy-role";
import { BackupFailures } from "../backup/backup-failures";
import { BackupPlan, type BackupPlanSpec } from "../backup/backup-plan";
import { backupSchedule } from "../backup/backup-types";
import {
  type NightlyWindows,
  type Weekday,
  windowRemedy,
  windowRule,
  windowsAround,
} from "../backup/nightly-windows";
import { Cache, type CacheSpec, checkCache } from "../data/cache";
import { checkDatabase, Database, type DatabaseSpec } from "../data/database";
import { checkAccountId, checkPlace, checkText } from "../shared/argument-checks";
import { ArgumentError } from "../shared/argument-error";
import type { Place } from "../shared/place";
import { SecurityChain } from "../network/spoke/security-chain";
import { ServiceAlarms } from "./service-alarms";
import { checkSpoke, SpokeNetwork, type SpokeNetworkSpec } from "../network/spoke/spoke-network";
import {
  checkTransit,
  TransitAttachment,
  type TransitSpec,
} from "../network/spoke/transit-attachment";
import { checkWeb, WebTier, type WebTierSpec } from "../web/web-tier";

export interface WorkloadAccountArgs {
  readonly place: Place;
  /** Name of the cluster, at most 100 characters; other accounts and documents refer to it. */
  readonly clusterName: string;
  /** Provider of the account that owns the root zone and the transit hub. */
  readonly networkProvider: aws.Provider;
  readonly network: SpokeNetworkSpec;
  /** Hub of the company's networks. @default - none: the network has no route to others */
  readonly transit?: TransitSpec;
  readonly web: WebTierSpec;
  readonly cluster: FlightdeckClusterSpec;
  readonly database: DatabaseSpec;
  readonly cache: CacheSpec;
  readonly backup: BackupPlanSpec;
  /** Day on which AWS may interrupt database and cache, in a window that follows from the backup's schedule. @default `sunday` */
  readonly maintenanceDay?: Weekday;
  /** Account of the isolated vault, which backups are copied to; not this one. */
  readonly backupAccountId: string;
  /** Account of CI and of the image registry. */
  readonly operationsAccountId: string;
  /** Hub roles of application delivery that may deploy to the cluster. With an empty list no role for delivery is created. */
  readonly deliveryRoleArns: readonly string[];
  /** Event bus of the audit account in this Region; receives the events of failed backups. */
  readonly eventBusArn: string;
  /** Topic that alarms are sent to. */
  readonly notificationTopicArn: string;
}

/**
 * An account that runs workloads: a spoke of the company's network, a subdomain with a public entry, a Flightdeck
 * cluster, a database and a cache behind it, daily backups with a copy out of the account, and the role that
 * delivery deploys applications with, if there is delivery.
 *
 * Production and every other environment are the same shape in other sizes.
 */
export class WorkloadAccount extends pulumi.ComponentResource {
  public readonly kubeconfig: pulumi.Output<string>;
  public readonly subdomainNameServers: pulumi.Output<string[]>;
  public readonly databaseEndpoint: pulumi.Output<string>;

  /** @throws ArgumentError for the first wrong argument, before any resource is created. */
  public constructor(
    name: string,
    args: WorkloadAccountArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:workload:WorkloadAccount", name, {}, opts);
    const windows = checkArgs(args);
    const { place, clusterName, networkProvider } = args;
    const { partition, region, accountId } = place;
    // Remote components take no provider from their parent: theirs must be handed on.
    const child = { parent: this, providers: opts.providers };

    const network = new SpokeNetwork(name, { place, ...args.network }, child);
    const { vpcId } = network;
    if (args.transit) {
      new TransitAttachment(
        `${name}-transit`,
        {
          ...args.transit,
          networkProvider,
          vpcId,
          subnetIds: network.transitSubnetIds,
          routeTableIds: network.privateRouteTableIds,
        },
        child,
      );
    }
    const role =
      args.deliveryRoleArns.length === 0
        ? undefined
        : new ApplicationDeployRole(
            `${name}-application-deploy`,
            {
              partition,
              operationsAccountId: args.operationsAccountId,
              deliveryRoleArns: args.deliveryRoleArns,
              clusterArn: `arn:${partition}:eks:${region}:${accountId}:cluster/${clusterName}`,
            },
            child,
          );
    const cluster = new FlightdeckCluster(
      `${name}-flightdeck`,
      {
        place,
        clusterName,
        ...args.cluster,
        applicationDeployRoleArn: role?.arn,
        registryAccountId: args.operationsAccountId,
        vpcId,
        subnetIds: network.privateSubnetIds,
        wayOut: network.wayOut,
      },
      child,
    );
    const chain = new SecurityChain(
      name,
      { vpcId, applicationGroupId: cluster.securityGroupId },
      child,
    );
    const web = new WebTier(
      `${name}-web`,
      {
        ...args.web,
        networkProvider,
        vpcId,
        subnetIds: network.publicSubnetIds,
        securityGroupId: chain.webGroupId,
      },
      child,
    );

    const behind = {
      windows,
      subnetIds: network.dataSubnetIds,
      securityGroupId: chain.dataGroupId,
    };
    const database = new Database(
      `${name}-database`,
      {
        place,
        ...args.database,
        ...behind,
        logRetentionDays: args.cluster.logRetentionDays,
        backupAccountId: args.backupAccountId,
      },
      child,
    );
    new Cache(`${name}-cache`, { place, ...args.cache, ...behind }, child);
    new BackupPlan(
      `${name}-backup`,
      { place, ...args.backup, backupAccountId: args.backupAccountId },
      child,
    );
    new BackupFailures(
      `${name}-backup-failures`,
      { accountId, eventBusArn: args.eventBusArn },
      child,
    );
    new ServiceAlarms(
      `${name}-alarms`,
      {
        topicArn: args.notificationTopicArn,
        loadBalancer: web.loadBalancer,
        database: args.database.identifier,
        databaseStorage: args.database.storage,
      },
      child,
    );

    this.kubeconfig = cluster.kubeconfig;
    this.subdomainNameServers = web.nameServers;
    this.databaseEndpoint = database.endpoint;
    this.registerOutputs({
      kubeconfig: this.kubeconfig,
      subdomainNameServers: this.subdomainNameServers,
      databaseEndpoint: this.databaseEndpoint,
    });
  }
}

/**
 * Checks the arguments by the paths that the caller writes: the parts check theirs again, by shorter ones.
 *
 * @returns The windows that fit the schedule of the backups.
 */
function checkArgs(args: WorkloadAccountArgs): NightlyWindows {
  const { place } = args;
  checkPlace("place", place);
  checkClusterName("clusterName", args.clusterName);
  checkSpoke(args.network, place, "network.");
  if (args.transit) {
    checkTransit(args.transit, "transit.");
  }
  checkWeb(args.web, "web.");
  checkNodes(args.cluster.nodes, "cluster.nodes.");
  checkDatabase(args.database, "database.");
  checkCache(args.cache, "cache.");
  checkAccountId("operationsAccountId", args.operationsAccountId);
  checkAccountId("backupAccountId", args.backupAccountId);
  if (args.backupAccountId === place.accountId) {
    throw new ArgumentError(
      "backupAccountId",
      `must be another account than place.accountId, got ${JSON.stringify(place.accountId)}; copies beside the original are lost with it`,
    );
  }
  checkText("backup.schedule", args.backup.schedule, backupSchedule);
  const windows = windowsAround(args.backup.schedule, args.maintenanceDay);
  if (windows === undefined) {
    throw new ArgumentError(
      "backup.schedule",
      `${windowRule}, got ${JSON.stringify(args.backup.schedule)}; ${windowRemedy}`,
    );
  }
  return windows;
}
