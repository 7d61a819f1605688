import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { FlightdeckCluster, type FlightdeckClusterArgs } from "../flightdeck/flightdeck-cluster";
import {
  ApplicationDeployRole,
  type ApplicationDeployRoleArgs,
} from "../application/application-deploy-role";
import { BackupFailures, type BackupFailuresArgs } from "../backup/backup-failures";
import { BackupPlan, type BackupPlanArgs } from "../backup/backup-plan";
import { Cache, type CacheArgs } from "../data/cache";
import { Database, type DatabaseArgs } from "../data/database";
import type { Place } from "../shared/place";
import { SecurityChain } from "../network/spoke/security-chain";
import { ServiceAlarms } from "./service-alarms";
import { SpokeNetwork, type SpokeNetworkArgs } from "../network/spoke/spoke-network";
import { TransitAttachment, type TransitAttachmentArgs } from "../network/spoke/transit-attachment";
import { WebTier, type WebTierArgs } from "../web/web-tier";

/** Arguments that every part of the account has. */
type Common = "place" | "networkProvider" | "clusterName";
/** Arguments that one part gets of another. */
type Wired = "vpcId" | "subnetIds" | "securityGroupId" | "routeTableIds";

export interface WorkloadAccountArgs {
  readonly place: Place;
  readonly clusterName: string;
  /** Provider of the account that owns the root zone and the transit hub. */
  readonly networkProvider: aws.Provider;
  readonly network: Omit<SpokeNetworkArgs, Common>;
  /** @default - no hub: the network has no route to others */
  readonly transit?: Omit<TransitAttachmentArgs, Common | Wired>;
  readonly web: Omit<WebTierArgs, Common | Wired>;
  readonly database: Omit<DatabaseArgs, Common | Wired>;
  readonly cache: Omit<CacheArgs, Common | Wired>;
  readonly backup: Omit<BackupPlanArgs, Common>;
  readonly cluster: Omit<FlightdeckClusterArgs, Common | Wired | "access"> & {
    readonly access: Omit<FlightdeckClusterArgs["access"], "applicationDeployRoleArn">;
  };
  readonly delivery: Pick<ApplicationDeployRoleArgs, "operationsAccountId" | "deliveryRoleArns">;
  /** Bus of the audit account that events of failed backups are sent to. */
  readonly eventBusArn: BackupFailuresArgs["eventBusArn"];
  /** Topic that alarms are sent to. */
  readonly notificationTopicArn: string;
}

/**
 * An account that runs workloads: a spoke of the company's network, a subdomain with a public entry, a Flightdeck
 * cluster, a database and a cache behind it, daily backups with a copy out of the account, and the role that
 * applications are deployed with.
 *
 * Production and every other environment are the same shape in other sizes.
 */
export class WorkloadAccount extends pulumi.ComponentResource {
  public readonly kubeconfig: pulumi.Output<string>;
  public readonly subdomainNameServers: pulumi.Output<string[]>;
  public readonly databaseEndpoint: pulumi.Output<string>;

  public constructor(
    name: string,
    args: WorkloadAccountArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("platform:workload:WorkloadAccount", name, {}, opts);
    const { place, clusterName, networkProvider } = args;
    const { partition, region, accountId } = place;
    // Remote components take no provider from their parent: theirs must be handed on.
    const child = { parent: this, providers: opts.providers };

    const network = new SpokeNetwork(name, { place, clusterName, ...args.network }, child);
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
    const role = new ApplicationDeployRole(
      `${name}-application-deploy`,
      {
        partition,
        ...args.delivery,
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
        access: { ...args.cluster.access, applicationDeployRoleArn: role.arn },
        vpcId,
        subnetIds: network.privateSubnetIds,
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

    const behind = { subnetIds: network.dataSubnetIds, securityGroupId: chain.dataGroupId };
    const database = new Database(
      `${name}-database`,
      { place, ...args.database, ...behind },
      child,
    );
    new Cache(`${name}-cache`, { place, ...args.cache, ...behind }, child);
    new BackupPlan(`${name}-backup`, { place, ...args.backup }, child);
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
