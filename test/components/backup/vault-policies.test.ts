import * as assert from "node:assert/strict";
import {
  copyDestinationKeyUse,
  vaultKeyPolicy,
  vaultPolicy,
} from "../../../components/backup/vault-policies";
import { placeOf } from "../../../components/shared/place";

const owner = placeOf("us-gov-west-1", "111111111111");

describe("vaultPolicy", () => {
  it("lets nobody copy in unless an organization or an account is named [A8]", () => {
    assert.deepEqual(
      vaultPolicy(owner, undefined).map(({ Effect }) => Effect),
      ["Deny"],
    );
    assert.deepEqual(vaultPolicy(owner, { organizationId: "o-abcdefghij" })[0], {
      Sid: "OrganizationCopiesIn",
      Effect: "Allow",
      Principal: "*",
      Action: "backup:CopyIntoBackupVault",
      Resource: "*",
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
    });
    assert.deepEqual(vaultPolicy(owner, { accountId: "222222222222" })[0], {
      Sid: "AccountCopiesIn",
      Effect: "Allow",
      Principal: { AWS: "arn:aws-us-gov:iam::222222222222:root" },
      Action: "backup:CopyIntoBackupVault",
      Resource: "*",
    });
  });

  it("exempts the deployment and break-glass roles of its own account alone [S10]", () => {
    const [deny] = vaultPolicy(owner, undefined);
    assert.deepEqual(deny?.Condition, {
      ArnNotLike: {
        "aws:PrincipalArn": [
          "arn:aws-us-gov:iam::111111111111:role/platform-deployment",
          "arn:aws-us-gov:iam::111111111111:role/platform-break-glass",
          "arn:aws-us-gov:iam::111111111111:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
        ],
      },
    });
  });
});

describe("vaultPolicy of a vault whose backups a role makes", () => {
  const refused = vaultPolicy(owner, undefined, "platform-backup");
  const exempted = (action: string): boolean[] =>
    refused
      .filter(({ Action }) => Action.includes(action))
      .map(({ Condition }) =>
        JSON.stringify(Condition).includes("111111111111:role/platform-backup"),
      );

  it("lets that role delete recovery points, which is how AWS Backup removes what has expired", () => {
    assert.deepEqual(exempted("backup:DeleteRecoveryPoint"), [true]);
  });

  it("lets that role do nothing else that would remove backups [S10]", () => {
    const [all] = vaultPolicy(owner, undefined);
    const actions = all?.Action as string[];
    for (const action of actions.filter((name) => name !== "backup:DeleteRecoveryPoint")) {
      assert.deepEqual(exempted(action), [false], action);
    }
  });
});

describe("vaultKeyPolicy", () => {
  it("names no other account for a vault that is not copied from [A8]", () => {
    const text = JSON.stringify(vaultKeyPolicy(owner, undefined));
    assert.deepEqual([...new Set(text.match(/\d{12}/g))], ["111111111111"]);
  });

  it("lets a destination account use the key that its copies travel under [A8]", () => {
    const statements = vaultKeyPolicy(owner, { accountId: "222222222222" });
    const added = copyDestinationKeyUse("aws-us-gov", ["222222222222"]);
    assert.deepEqual(
      statements.filter(({ Sid }) => Sid?.startsWith("CopyDestination")),
      added,
    );
    assert.deepEqual(added, [
      {
        Sid: "CopyDestinationUsesKey",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws-us-gov:iam::222222222222:root"] },
        Action: [
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey*",
          "kms:ReEncrypt*",
        ],
        Resource: "*",
      },
      {
        Sid: "CopyDestinationGrantsToServices",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws-us-gov:iam::222222222222:root"] },
        Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
        Resource: "*",
        Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
      },
    ]);
  });

  it("lets every other account of an organization use the key, in a text that does not grow with them [A8]", () => {
    const added = vaultKeyPolicy(owner, { organizationId: "o-abcdefghij" }).filter(({ Sid }) =>
      Sid?.startsWith("CopyDestination"),
    );
    assert.equal(added.length, 2);
    for (const { Principal, Condition } of added) {
      assert.deepEqual(Principal, { AWS: "*" });
      assert.deepEqual(Condition?.["StringEquals"], { "aws:PrincipalOrgID": "o-abcdefghij" });
      // In the vault's own account IAM alone would otherwise decide.
      assert.deepEqual(Condition["StringNotEquals"], { "kms:CallerAccount": "111111111111" });
    }
  });

  it("lets AWS Backup itself use the key, and only in the vault's account [B16]", () => {
    const own = vaultKeyPolicy(owner, undefined).filter(({ Sid }) =>
      Sid?.startsWith("BackupService"),
    );
    assert.equal(own.length, 2);
    for (const { Condition } of own) {
      assert.deepEqual(Condition?.["StringEquals"], { "kms:CallerAccount": "111111111111" });
      assert.deepEqual(Condition["ArnLike"], {
        "aws:PrincipalArn":
          "arn:aws-us-gov:iam::111111111111:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup",
      });
    }
  });

  it("refuses to retire the key to all but two roles, and leaves its policy to be changed [S10]", () => {
    const deny = vaultKeyPolicy(owner, undefined).filter(({ Effect }) => Effect === "Deny");
    assert.equal(deny.length, 1);
    assert.deepEqual(deny[0]?.Action, ["kms:DisableKey", "kms:ScheduleKeyDeletion"]);
  });
});
