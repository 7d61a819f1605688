/**
 * Names that another account, a policy document or a person refers to, composed in one file, so that documents are known
 * at preview. `composedNames` (stacks/checks/name-lengths.ts) compares each with its AWS limit.
 */
import type { Place } from "./place";

/** Role that deploys an account once its baseline is there; guardrails exempt it. Same name in every account. */
export const DEPLOYMENT_ROLE = "platform-deployment";
/** Read-only role that previews an account. */
export const PREVIEW_ROLE = "platform-preview";
/** Role of last resort, exempt from guardrails. Its name is reserved here; the role itself is not built yet. */
export const BREAK_GLASS_ROLE = "platform-break-glass";
/** Hub role of CI in the operations account, that may assume deployment roles. */
export const DELIVERY_ROLE = "platform-delivery";
/** Hub role of CI for pull requests, that may assume preview roles. */
export const DELIVERY_PREVIEW_ROLE = "platform-delivery-preview";
/** Role in each workload account that CI deploys applications with. */
export const APPLICATION_DEPLOY_ROLE = "platform-application-deploy";
/** Hub role of CI that builds images and deploys applications. */
export const APPLICATION_DELIVERY_ROLE = "platform-application-delivery";
/** Hub role of CI that builds images from the main branch, and deploys them where it is not production. */
export const APPLICATION_BUILD_ROLE = "platform-application-build";
/** Role in the operations account through which workloads write metrics. */
export const METRICS_INGESTION_ROLE = "platform-metrics-ingestion";
/** Start of the names of the roles in workload accounts that may write metrics. */
export const METRICS_WRITER_ROLE = "platform-metrics-writer";
/** Role that AWS Backup works with in a workload account. */
export const BACKUP_ROLE = "platform-backup";
/** Vault of local backups in a workload account, and of copies in the backup account. */
export const BACKUP_VAULT = "platform-backup";
/** Vault in the backup account that receives copies. */
export const ISOLATED_VAULT = "platform-isolated-backup";

/** ARN of an IAM role; `*` as the account matches the role in every account. */
export function roleArn(partition: string, accountId: string, role: string): string {
  return `arn:${partition}:iam::${accountId}:role/${role}`;
}

/** Name of the organization trail, in the management account. */
export function trailName(organization: string): string {
  return `${organization}-organization`;
}

/** ARN of the organization trail. @param management Management account, in the home Region. */
export function trailArn({ partition, region, accountId }: Place, organization: string): string {
  return `arn:${partition}:cloudtrail:${region}:${accountId}:trail/${trailName(organization)}`;
}

/** Sources of logs that have a bucket of their own in the log archive. */
export const logSources = [
  "cloudtrail",
  "config",
  "flow-logs",
  "load-balancer",
  "access-logs",
] as const;
export type LogSource = (typeof logSources)[number];

/** Bucket of one log source and Region; account id and Region keep it unique in AWS's global namespace. */
export function logBucketName(
  organization: string,
  source: LogSource,
  { accountId, region }: Omit<Place, "partition">,
): string {
  return `${organization}-${source}-${accountId}-${region}`;
}

/** ARN of the bucket of one log source and Region. */
export function logBucketArn(organization: string, source: LogSource, place: Place): string {
  return `arn:${place.partition}:s3:::${logBucketName(organization, source, place)}`;
}

/**
 * ARN patterns that match every log bucket of the organization, and its objects.
 *
 * @param accountId Id of the log archive: with it in their names, no bucket of a team matches.
 */
export function logBucketArnPatterns(
  partition: string,
  organization: string,
  accountId: string,
): string[] {
  return logSources.map(
    (source) => `arn:${partition}:s3:::${organization}-${source}-${accountId}-*`,
  );
}

/** Topic in the audit account that carries security notifications to people. */
export const NOTIFICATION_TOPIC = "platform-security-notifications";
/** Topic in the backup account that carries alarms about the backups. */
export const BACKUP_ALARM_TOPIC = "platform-backup-alarms";

/** Conformance pack of the guardrails' rules; packs of a scope have its name behind it. */
export const DETECTION_PACK = "platform-guardrails";

/** Log group of the control plane of an EKS cluster. EKS gives it this name. */
export function clusterLogGroup(cluster: string): string {
  return `/aws/eks/${cluster}/cluster`;
}

/** ARN of the default event bus of an account and Region. */
export function eventBusArn({ partition, region, accountId }: Place): string {
  return `arn:${partition}:events:${region}:${accountId}:event-bus/default`;
}

/** Name of the EKS cluster of a workload account. */
export function clusterName(organization: string, account: string): string {
  return `${organization}-${account}`;
}

/** Identifier of the PostgreSQL instance of a workload account. */
export function databaseIdentifier(organization: string, account: string): string {
  return `${organization}-${account}-postgres`;
}

/** Id of the cache of a workload account. */
export function cacheGroupId(account: string): string {
  return `${account}-cache`;
}

/** Id and name of the cache's one user: both must be the same, because the user signs in by IAM. */
export function cacheUserId(groupId: string): string {
  return `${groupId}-app`;
}

/** Subdomain of a workload account. */
export function subdomain(account: string, domain: string): string {
  return `${account}.${domain}`;
}

/** Topic in the network account that receives bounces and complaints. */
export const MAIL_FEEDBACK_TOPIC = "platform-mail-feedback";
/** Configuration set of Amazon SES in the network account. */
export const MAIL_CONFIGURATION_SET = "platform-mail";

/** ARN of an SNS topic of a fixed name, known before it exists. */
export function topicArn({ partition, region, accountId }: Place, topic: string): string {
  return `arn:${partition}:sns:${region}:${accountId}:${topic}`;
}

/** ARN of a resource of Amazon SES. */
export function sesArn({ partition, region, accountId }: Place, resource: string): string {
  return `arn:${partition}:ses:${region}:${accountId}:${resource}`;
}

/** ARN of the identity that mail is sent from, known before it exists. */
export function mailIdentityArn(place: Place, domain: string): string {
  return sesArn(place, `identity/${domain}`);
}

/** ARN of an image's repository, known before it exists. */
export function imageRepositoryArn({ partition, region, accountId }: Place, image: string): string {
  return `arn:${partition}:ecr:${region}:${accountId}:repository/${image}`;
}
