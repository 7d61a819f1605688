import type { Row } from "..";

/** AWS Backup: vaults are known by name, and what belongs to a vault has its id. */
export const backupRows: Readonly<Record<string, Row>> = {
  "aws:backup/vault:Vault": (resource) => {
    const name = resource.text("name", `${resource.name}-${resource.hex(7)}`);
    return {
      id: name,
      outputs: { name, arn: resource.arn("backup", `backup-vault:${name}`), recoveryPoints: 0 },
    };
  },
  "aws:backup/vaultPolicy:VaultPolicy": ofVault,
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": ofVault,
  "aws:backup/regionSettings:RegionSettings": (resource) => ({
    id: resource.site.region,
    outputs: {},
  }),
};

function ofVault(resource: Parameters<Row>[0]): ReturnType<Row> {
  const name = resource.text("backupVaultName");
  return {
    id: name,
    outputs: { backupVaultArn: resource.arn("backup", `backup-vault:${name}`) },
  };
}
