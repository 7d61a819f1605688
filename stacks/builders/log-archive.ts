import { ConfigRecorder } from "../../components/account-baseline/config-recorder";
import { DetectionPack } from "../../components/account-baseline/detection-pack";
import { logKinds } from "../../components/logging/bucket-kinds";
import type { LogArchive } from "../../components/logging/log-archive";
import { LogBucket, type LogRetention } from "../../components/logging/log-bucket";
import { LogQueries } from "../../components/logging/log-queries";
import { OrgTrail } from "../../components/logging/org-trail";
import {
  BREAK_GLASS_ROLE,
  DEPLOYMENT_ROLE,
  type LogSource,
  roleArn,
} from "../../components/shared/naming";
import { accountOfRole, workloadAccounts, recordsConfig } from "../company/accounts";
import { buildBaseline, CONFIG } from "./baseline";
import type { StackBuilder, StackContext } from "../wiring/context";
import { existingLinkedRole } from "../wiring/linked-roles";
import { managementDetections } from "../guardrails";
import { bootstrapRole } from "../company/bootstrap-role";

/** Builds the log archive: a bucket for each source of logs, the organization trail, and a workgroup to query the trail. */
export const logArchiveStack: StackBuilder<"log-archive"> = async (context) => {
  const { organization, settings, providers, provider } = context;
  const { homeRegion, governedRegions } = organization;
  const archive = describeArchive(context);
  const retention: LogRetention = { days: settings.retentionDays, lockMode: settings.lockMode };
  const inArchive = { providers: [provider] };
  const managementProvider = providers.account("management");

  const bucket = (source: LogSource, region: string, accessLogs?: LogBucket): LogBucket =>
    new LogBucket(
      logKinds[source].perRegion ? `${source}-${region}` : source,
      { source, region, archive, retention, accessLogs },
      inArchive,
    );
  const accessLogs = byRegion(governedRegions, (region) => bucket("access-logs", region));

  const trail = new OrgTrail(
    "organization-trail",
    {
      archive,
      retention,
      managementProvider,
      accessLogs: accessLogs[homeRegion],
      insights: settings.insights,
    },
    inArchive,
  );
  const config = bucket("config", homeRegion, accessLogs[homeRegion]);
  const flowLogs = byRegion(governedRegions, (region) =>
    bucket("flow-logs", region, accessLogs[region]),
  );
  const loadBalancerLogs = byRegion(governedRegions, (region) =>
    bucket("load-balancer", region, accessLogs[region]),
  );

  new LogQueries(
    "log-queries",
    {
      archive,
      accountIds: Object.values(context.references.management.accountIds).sort(),
      bucket: trail.bucket,
      retentionDays: settings.retentionDays,
    },
    inArchive,
  );

  await buildBaseline(context, providers.accountId(accountOfRole(organization, "operations")), {
    configBucketName: config.bucketName,
    configDependsOn: [config.ready],
  });
  if (recordsConfig(organization, "management")) {
    // The management stack is deployed before this bucket exists, so this stack creates the recorder of its account.
    const inManagement = { providers: [managementProvider] };
    const roleArn = await existingLinkedRole(context, CONFIG, "management");
    const recorder = new ConfigRecorder(
      "management-config",
      {
        regions: governedRegions,
        homeRegion,
        bucketName: config.bucketName,
        bucketPolicies: [config.ready],
        ...(roleArn !== undefined && { roleArn }),
      },
      inManagement,
    );
    // Organization conformance packs do not include the management account.
    new DetectionPack(
      "management-detection",
      {
        regions: governedRegions,
        homeRegion,
        detections: managementDetections(organization),
        recorders: recorder.running,
      },
      inManagement,
    );
  }

  return {
    trailArn: trail.trailArn,
    trailBucketName: trail.bucket.bucketName,
    configBucketName: config.bucketName,
    flowLogBucketArns: mapValues(flowLogs, ({ bucketArn }) => bucketArn),
    loadBalancerLogBucketNames: mapValues(loadBalancerLogs, ({ bucketName }) => bucketName),
  };
};

function describeArchive(context: StackContext<"log-archive">): LogArchive {
  const { organization, place, account, providers, references, settings } = context;
  const auditId = providers.accountId(accountOfRole(organization, "audit"));
  const readingAccounts = [...new Set([account.id, auditId])];
  const role = (name: string): string => roleArn(place.partition, account.id, name);
  return {
    place,
    organization: organization.name,
    organizationId: references.management.organizationId,
    managementAccountId: providers.accountId("management"),
    workloadAccountIds: workloadAccounts(organization).map((name) => providers.accountId(name)),
    administrators: [
      role(DEPLOYMENT_ROLE),
      role(BREAK_GLASS_ROLE),
      ...bootstrapAdministrators(context).map(role),
    ],
    readers: {
      accountIds: readingAccounts,
      roleArns: readingAccounts.flatMap((id) =>
        settings.readers.map((reader) => roleArn(place.partition, id, reader)),
      ),
    },
  };
}

/** Bootstrap role of the account while it deploys the account: the bucket policies must not deny it. */
function bootstrapAdministrators({ organization, account }: StackContext<"log-archive">): string[] {
  const credentials = account.credentials ?? organization.credentials;
  return credentials === "bootstrap" ? [account.bootstrapRole ?? bootstrapRole(organization)] : [];
}

function byRegion<T>(regions: readonly string[], make: (region: string) => T): Record<string, T> {
  return Object.fromEntries(regions.map((region) => [region, make(region)]));
}

function mapValues<T, U>(values: Record<string, T>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}
