import assert from "node:assert/strict";
import {
  WorkloadAccount,
  type WorkloadAccountArgs,
} from "../../../components/workload/workload-account";
import {
  assertSameInPreview,
  type ComponentContext,
  type ComponentProgram,
  planComponent,
} from "../../support/plan/component";
import { itRejects } from "../../support/plan/rejections";

const transit = {
  transitGatewayId: "tgw-1",
  ownRouteTableId: "tgw-rtb-own",
  sharedRouteTableId: "tgw-rtb-shared",
  pool: "172.16.0.0/12",
};

/** A small account in eu-west-1 without a hub, people or charts. */
function small({ place, provider }: ComponentContext): WorkloadAccountArgs {
  return {
    place,
    clusterName: "shop",
    networkProvider: provider("222222222222"),
    network: {
      range: "172.16.0.0/16",
      zones: ["eu-west-1b", "eu-west-1c"],
      natGateways: "single",
      organizationId: "o-abcdefghij",
      flowLogBucketArn: "arn:aws:s3:::flow-logs",
    },
    web: {
      subdomain: "shop.example.org",
      rootZoneId: "ZROOT",
      publicAliases: [],
      logBucketName: "load-balancer-logs",
    },
    cluster: {
      version: "1.35",
      publicAccessRanges: [],
      logRetentionDays: 30,
      deployerArn: "arn:aws:iam::111111111111:role/ci",
      madeByBootstrap: false,
      install: false,
      nodes: { instanceTypes: ["m7i.large"], minimum: 1, maximum: 2, diskSize: 20 },
      tags: {},
      addOnVersions: {},
      access: { applicationNamespace: "shop" },
      metricsIngestionRoleArn: "arn:aws:iam::444444444444:role/metrics",
    },
    database: {
      identifier: "shop",
      engineVersion: "16",
      instanceClass: "db.t4g.small",
      storage: 20,
      maximumStorage: 40,
      multiZone: false,
      backupRetentionDays: 7,
      insights: "standard",
    },
    cache: { groupId: "shop", engineVersion: "7.2", nodeType: "cache.t4g.small", replicas: 1 },
    backup: {
      schedule: "cron(0 2 * * ? *)",
      retentionDays: 7,
      copyRetentionDays: 30,
      resourceTypes: ["RDS"],
      isolatedVaultArn: "arn:aws:backup:eu-west-1:333333333333:backup-vault:isolated",
    },
    backupAccountId: "333333333333",
    operationsAccountId: "444444444444",
    deliveryRoleArns: ["arn:aws:iam::444444444444:role/delivery"],
    eventBusArn: "arn:aws:events:eu-west-1:555555555555:event-bus/default",
    notificationTopicArn: "arn:aws:sns:eu-west-1:555555555555:alarms",
  };
}

/** Arguments that differ from those of the small account. */
type Change = (small: WorkloadAccountArgs) => Partial<WorkloadAccountArgs>;

/** The account of the shop, with other arguments as a test gives them. */
function shop(change: Change = () => ({})): ComponentProgram {
  return (context) => {
    const args = small(context);
    return new WorkloadAccount("shop", { ...args, ...change(args) }, context.opts);
  };
}

describe("WorkloadAccount", () => {
  it("has no route to other networks without a hub, and an attachment with one [r2.4]", async () => {
    const alone = await planComponent(shop());
    assert.deepEqual(alone.errors, []);
    assert.deepEqual(alone.all("platform:workload:TransitAttachment"), []);
    const attached = await planComponent(shop(() => ({ transit })));
    assert.deepEqual(attached.errors, []);
    assert.equal(attached.all("aws:ec2/route:Route").length, 2);
  });

  it("builds in the provider's account, except for the records of the root zone", async () => {
    const plan = await planComponent(shop());
    const elsewhere = plan.resources.filter(({ providerUrn }) =>
      /::222222222222/.test(providerUrn),
    );
    assert.deepEqual(
      elsewhere.map(({ name }) => name),
      ["shop-web-subdomain-delegation"],
    );
  });

  it("watches the database that it creates", async () => {
    const plan = await planComponent(shop());
    const alarm = plan.one("aws:cloudwatch/metricAlarm:MetricAlarm", "shop-alarms-database-load");
    const { identifier } = plan.one("aws:rds/instance:Instance").inputs;
    assert.deepEqual(alarm.inputs["dimensions"], { DBInstanceIdentifier: identifier });
  });

  // workload-backup F8
  it("gives database and cache one window of maintenance, on its day", async () => {
    const plan = await planComponent(shop(() => ({ maintenanceDay: "wednesday" })));
    for (const type of [
      "aws:rds/instance:Instance",
      "aws:elasticache/replicationGroup:ReplicationGroup",
    ]) {
      assert.equal(plan.one(type).inputs["maintenanceWindow"], "wed:05:00-wed:06:00");
    }
  });

  itRejects<Change>(shop, [
    [
      "a range without room, by its path",
      ({ network }) => ({ network: { ...network, range: "172.16.0.0/24" } }),
      'network.range: must be a range of /16 to /20, got "172.16.0.0/24"; choose another size',
    ],
    [
      "a database that cannot grow, by its path",
      ({ database }) => ({ database: { ...database, maximumStorage: 20 } }),
      "database.maximumStorage: must be a whole number of gibibytes from 22 to 65536, got 20; RDS demands a tenth more than storage",
    ],
    [
      "a cache without a replica, by its path",
      ({ cache }) => ({ cache: { ...cache, replicas: 0 } }),
      "cache.replicas: must be a whole number from 1 to 5, got 0; failover needs one, and AWS allows five",
    ],
    [
      "backups that leave no room for the database's own windows",
      ({ backup }) => ({ backup: { ...backup, schedule: "cron(0 * * * ? *)" } }),
      'backup.schedule: must leave room between its jobs for an hour of automatic backup and an hour of maintenance, each with an hour before it, got "cron(0 * * * ? *)"; name fewer times: the database starts no backup within an hour before its windows or during them',
    ],
    [
      "backups that stay in the account",
      ({ place }) => ({ backupAccountId: place.accountId }),
      'backupAccountId: must be another account than place.accountId, got "111111111111"; copies beside the original are lost with it',
    ],
  ]);

  it("has the same resources in a preview", async () => {
    await assertSameInPreview(shop(() => ({ transit })));
  });
});
