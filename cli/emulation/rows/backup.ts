import type { Row } from "../core/types";
import { uuid } from "./uuid";

/** AWS Backup and the rules that watch it. The id of a vault is its name; settings of a vault have the same id. */
export const backupRows: Readonly<Record<string, Row>> = {
  "aws:backup/vault:Vault": (resource) => {
    const name = resource.named("name");
    return {
      id: name,
      outputs: { name, arn: resource.arn("backup", `backup-vault:${name}`), recoveryPoints: 0 },
    };
  },
  // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbackup.html#awsbackup-backupPlan
  "aws:backup/plan:Plan": (resource) => {
    const id = uuid(resource);
    return { id, outputs: { arn: resource.arn("backup", `backup-plan:${id}`) } };
  },
  "aws:backup/vaultPolicy:VaultPolicy": ofVault,
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": ofVault,
  "aws:backup/regionSettings:RegionSettings": (resource) => ({
    id: resource.site.region,
    outputs: {},
  }),
  "aws:cloudwatch/eventRule:EventRule": (resource) => {
    const name = resource.named("name");
    return { id: name, outputs: { name, arn: resource.arn("events", `rule/${name}`) } };
  },
  "aws:cloudwatch/eventTarget:EventTarget": (resource) => {
    const targetId = resource.named("targetId");
    return { id: `${resource.text("rule")}-${targetId}`, outputs: { targetId } };
  },
  "aws:sns/topicSubscription:TopicSubscription": (resource) => {
    const arn = `${resource.text("topic")}:${uuid(resource)}`;
    return { id: arn, outputs: { arn, pendingConfirmation: true } };
  },
};

function ofVault(resource: Parameters<Row>[0]): ReturnType<Row> {
  const name = resource.text("backupVaultName");
  return {
    id: name,
    outputs: { backupVaultArn: resource.arn("backup", `backup-vault:${name}`) },
  };
}
