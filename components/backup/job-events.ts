/**
 * Pattern of the events of backups and copies that did not come about: they failed, were stopped, or never started in
 * their time. AWS Backup sends them, by its best effort, to the account where the job was started.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html
 */
export const failedBackupJobs = {
  source: ["aws.backup"],
  "detail-type": ["Backup Job State Change", "Copy Job State Change"],
  detail: { state: ["FAILED", "ABORTED", "EXPIRED"] },
} as const;
