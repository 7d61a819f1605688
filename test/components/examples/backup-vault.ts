import * as aws from "@pulumi/aws";
import { BackupVault, placeOf } from "../../../components";

const backup = new aws.Provider("backup", {
  region: "eu-west-1",
  allowedAccountIds: ["333333333333"],
  assumeRoles: [{ roleArn: "arn:aws:iam::333333333333:role/ci" }],
});

const vault = new BackupVault(
  "isolated",
  {
    vaultName: "isolated",
    place: placeOf("eu-west-1", "333333333333"),
    receivesCopies: { organizationId: "o-exampleorg1" },
    lock: { mode: "governance", minimumRetentionDays: 35, maximumRetentionDays: 365 },
  },
  { providers: [backup] },
);

export const vaultArn = vault.arn;
