import * as assert from "node:assert/strict";
import { loadProject } from "../../../cli/planner/project";
import { vaultKeyPolicy, vaultPolicy } from "../../../components/backup/vault-policies";
import { ISOLATED_VAULT } from "../../../components/shared/naming";
import { placeOf } from "../../../components/shared/place";
import { parse } from "../../../stacks/company/parse";
import { type Problem } from "../../../stacks/company/problems";
import { backupSettings } from "../../../stacks/company/settings/backup";
import { answer } from "../../support/plan/access";
import {
  planAll,
  planned,
  type PlannedStack,
  planOf,
  repository,
} from "../../support/plan/planned";
import { idOf, organizationId, statementsOf } from "../../support/plan/statements";

const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const ACCESS = "aws:backup/vaultPolicy:VaultPolicy";
const KEY = "aws:kms/key:Key";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

/** The backup stack planned with another section, after the stacks it reads. */
async function plannedWith(section: object): Promise<PlannedStack> {
  const project = loadProject(repository);
  const stacks = project.stacks
    .filter(({ role }) => ["management", "log-archive", "backup"].includes(role))
    .map((file) =>
      file.role === "backup"
        ? {
            ...file,
            config: {
              ...file.config,
              "platform:backup": JSON.stringify({ lockMode: "compliance", ...section }),
            },
          }
        : file,
    );
  const plan = (await planAll({ ...project, stacks })).get("backup");
  assert.ok(plan);
  assert.deepEqual([...plan.plan.errors], []);
  return plan;
}

describe("backup stack", () => {
  let backup: PlannedStack;

  before(async () => {
    backup = await planned("backup");
  });

  it("builds everything in the backup account [r0.9]", async () => {
    const account = await idOf("backup");
    const elsewhere = backup.resources.filter(
      ({ type, provider }) => type.startsWith("aws:") && provider?.account !== account,
    );
    assert.deepEqual(elsewhere, []);
  });

  describe("isolated vault", () => {
    it("is never emptied or deleted by the program [r0.9, B16]", () => {
      const vault = backup.one(VAULT);
      assert.equal(vault.inputs["name"], ISOLATED_VAULT);
      assert.equal(vault.inputs["forceDestroy"], false);
      const key = backup.one(KEY, "isolated-key");
      for (const kept of [vault, key, backup.one(LOCK), backup.one(ACCESS)]) {
        assert.equal(kept.options.protect, true, kept.name);
        assert.equal(kept.options.retainOnDelete, true, kept.name);
      }
    });

    it("is locked in compliance, after days in which the lock can be taken back [r0.9, B16]", () => {
      const { backupVaultName, ...bounds } = backup.one(LOCK).inputs;
      assert.equal(backupVaultName, ISOLATED_VAULT);
      assert.deepEqual(bounds, {
        minRetentionDays: 35,
        maxRetentionDays: 365,
        changeableForDays: 7,
      });
    });

    it("keeps a lock that can be lifted only where the company asks for it", async () => {
      const plan = await plannedWith({ lockMode: "governance", minimumRetentionDays: 1 });
      const { inputs } = plan.one(LOCK);
      assert.equal(inputs["minRetentionDays"], 1);
      assert.equal("changeableForDays" in inputs, false);
    });

    it("receives copies from the organization and from nobody else [A8]", async () => {
      const allowed = statementsOf(backup.one(ACCESS).inputs["policy"]).filter(
        ({ Effect }) => Effect === "Allow",
      );
      assert.deepEqual(allowed, [
        {
          Sid: "OrganizationCopiesIn",
          Effect: "Allow",
          Principal: "*",
          Action: "backup:CopyIntoBackupVault",
          Resource: "*",
          Condition: {
            StringEquals: { "aws:PrincipalOrgID": await organizationId() },
          },
        },
      ]);
    });

    it("refuses whatever would remove backups, even to administrators [S10, r0.9]", async () => {
      const account = await idOf("backup");
      const denied = statementsOf(backup.one(ACCESS).inputs["policy"]).filter(
        ({ Effect }) => Effect === "Deny",
      );
      assert.equal(denied.length, 1);
      const [deny] = denied;
      assert.equal(deny?.Principal, "*");
      assert.equal(deny.Resource, "*");
      assert.deepEqual(deny.Action, [
        "backup:DeleteBackupVault",
        "backup:DeleteBackupVaultAccessPolicy",
        "backup:DeleteBackupVaultLockConfiguration",
        "backup:DeleteRecoveryPoint",
        "backup:PutBackupVaultAccessPolicy",
        "backup:PutBackupVaultLockConfiguration",
        "backup:UpdateRecoveryPointLifecycle",
      ]);
      const service = "aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup";
      assert.deepEqual(deny.Condition, {
        ArnNotLike: {
          "aws:PrincipalArn": ["platform-deployment", "platform-break-glass", service].map(
            (role) => `arn:aws:iam::${account}:role/${role}`,
          ),
        },
      });
    });

    it("answers copies, administrators and strangers as it says [A8, S10, r0.9]", async () => {
      const [account, prod, organization] = [
        await idOf("backup"),
        await idOf("prod"),
        await organizationId(),
      ];
      const ask = (principal: string, action: string, organizationOfPrincipal: string) =>
        answer({
          principal,
          action,
          resource: String(backup.plan.outputs["isolatedVaultArn"]),
          owner: account,
          policy: String(backup.one(ACCESS).inputs["policy"]),
          context: { "aws:PrincipalOrgID": organizationOfPrincipal },
        });
      const copier = `arn:aws:iam::${prod}:role/platform-backup`;
      const copy = "backup:CopyIntoBackupVault";
      assert.equal(await ask(copier, copy, organization), "Allowed");
      assert.equal(await ask(copier, copy, "o-stranger0000"), "ImplicitlyDenied");
      assert.equal(
        await ask(copier, "backup:DeleteRecoveryPoint", organization),
        "ExplicitlyDenied",
      );
      const own = (role: string): string => `arn:aws:iam::${account}:role/${role}`;
      const administrator = own("OrganizationAccountAccessRole");
      for (const action of ["backup:DeleteBackupVault", "backup:PutBackupVaultAccessPolicy"]) {
        assert.equal(await ask(administrator, action, organization), "ExplicitlyDenied");
        assert.equal(await ask(own("platform-deployment"), action, organization), "Allowed");
        assert.equal(await ask(own("platform-break-glass"), action, organization), "Allowed");
        assert.equal(
          await ask(own("platform-deployments"), action, organization),
          "ExplicitlyDenied",
        );
      }
    });

    it("is locked before its policy refuses locking to the role that bootstraps accounts [S10]", () => {
      const access = backup.one(ACCESS);
      assert.ok(access.dependencies.includes(backup.one(LOCK).urn));
      assert.ok(access.dependencies.includes(backup.one(VAULT).urn));
    });

    it("has a key of its own, that rotates and cannot be retired by others [S10, A8]", async () => {
      const account = await idOf("backup");
      const key = backup.one(KEY, "isolated-key");
      assert.deepEqual(backup.one(VAULT).propertyDependencies["kmsKeyArn"], [key.urn]);
      assert.equal(key.inputs["enableKeyRotation"], true);
      assert.equal(key.inputs["deletionWindowInDays"], 30);
      const deny = statementsOf(key.inputs["policy"]).find(({ Effect }) => Effect === "Deny");
      assert.deepEqual(deny?.Action, ["kms:DisableKey", "kms:ScheduleKeyDeletion"]);
      assert.deepEqual(deny.Condition, {
        ArnNotLike: {
          "aws:PrincipalArn": ["platform-deployment", "platform-break-glass"].map(
            (role) => `arn:aws:iam::${account}:role/${role}`,
          ),
        },
      });
    });

    it("lets every account of the organization take its copies back [r0.9]", async () => {
      const statements = statementsOf(backup.one(KEY, "isolated-key").inputs["policy"]);
      const use = statements.find(({ Sid }) => Sid === "CopyDestinationUsesKey");
      assert.deepEqual(use?.Principal, { AWS: "*" });
      assert.deepEqual(use.Condition?.["StringEquals"], {
        "aws:PrincipalOrgID": await organizationId(),
      });
    });

    it("has the ARN that copies are sent to, known before it exists [A8]", async () => {
      assert.equal(
        backup.plan.outputs["isolatedVaultArn"],
        `arn:aws:backup:us-east-1:${await idOf("backup")}:backup-vault:${ISOLATED_VAULT}`,
      );
    });

    it("fits every workload's copies: ARN, retention, and a source key that lets it in [A8]", async () => {
      const account = await idOf("backup");
      const lock = backup.one(LOCK).inputs;
      for (const name of ["prod", "sandbox"]) {
        const workload = await planned(name);
        const rules = workload.one("aws:backup/plan:Plan").inputs["rules"] as {
          copyActions: { destinationVaultArn: string; lifecycle: { deleteAfter: number } }[];
        }[];
        const copies = rules.flatMap(({ copyActions }) => copyActions);
        assert.ok(copies.length > 0);
        for (const { destinationVaultArn, lifecycle } of copies) {
          assert.equal(destinationVaultArn, backup.plan.outputs["isolatedVaultArn"]);
          assert.ok(lifecycle.deleteAfter >= Number(lock["minRetentionDays"]));
          assert.ok(lifecycle.deleteAfter <= Number(lock["maxRetentionDays"]));
        }
        const source = workload.one(VAULT).propertyDependencies["kmsKeyArn"] ?? [];
        const key = workload.all(KEY).find(({ urn }) => source.includes(urn));
        const use = statementsOf(key?.inputs["policy"]).filter(
          ({ Sid }) => Sid === "CopyDestinationUsesKey",
        );
        assert.deepEqual(
          use.map(({ Principal }) => Principal),
          [{ AWS: [`arn:aws:iam::${account}:root`] }],
        );
      }
    });

    it("shows its policies before the first deployment [S10]", async () => {
      const preview = (await planOf(repository, true)).get("backup");
      assert.ok(preview);
      const owner = placeOf("us-east-1", await idOf("backup"));
      const organization = await organizationId();
      assert.deepEqual(
        statementsOf(preview.one(ACCESS).inputs["policy"]),
        vaultPolicy(owner, { organizationId: organization }),
      );
      assert.deepEqual(
        statementsOf(preview.one(KEY, "isolated-key").inputs["policy"]).slice(1),
        JSON.parse(JSON.stringify(vaultKeyPolicy(owner, { organizationId: organization }))),
      );
    });
  });

  describe("watch", () => {
    function patternOf(rule: string): unknown {
      return JSON.parse(String(backup.one(RULE, `watch-${rule}`).inputs["eventPattern"]));
    }

    it("hears of copies that failed [A8, B16]", () => {
      assert.deepEqual(patternOf("failed-copies"), {
        source: ["aws.backup"],
        "detail-type": ["Copy Job State Change"],
        detail: { state: ["FAILED"] },
      });
    });

    it("hears of changes of vaults, and of attempts to remove what they hold [S10, B16]", () => {
      assert.deepEqual(patternOf("vault-changes"), {
        source: ["aws.backup"],
        "detail-type": ["Backup Vault State Change"],
      });
      const pattern = patternOf("removal-attempts") as { detail: { eventName: string[] } };
      const denied = statementsOf(backup.one(ACCESS).inputs["policy"]).flatMap(
        ({ Effect, Action }) => (Effect === "Deny" ? Action : []),
      );
      for (const action of denied) {
        assert.ok(pattern.detail.eventName.includes(action.replace("backup:", "")), action);
      }
      assert.ok(pattern.detail.eventName.includes("ScheduleKeyDeletion"));
    });

    it("writes to people through a topic that only its rules publish to [B16]", async () => {
      const account = await idOf("backup");
      const topic = backup.one("aws:sns/topic:Topic");
      const rules = backup.all(RULE);
      assert.equal(rules.length, 3);
      assert.deepEqual(
        backup.all(TARGET).map(({ inputs }) => [inputs["rule"], inputs["arn"]]),
        rules.map(({ id }) => [id, topic.id]),
      );
      const policy = backup.one("aws:sns/topicPolicy:TopicPolicy");
      for (const target of backup.all(TARGET)) {
        assert.ok(target.dependencies.includes(policy.urn));
      }
      const [publish] = statementsOf(policy.inputs["policy"]);
      assert.deepEqual(publish?.Principal, { Service: "events.amazonaws.com" });
      assert.equal(publish.Resource, topic.id);
      assert.deepEqual(publish.Condition, {
        StringEqualsIfExists: { "aws:SourceAccount": account },
      });
    });

    it("encrypts alarms with a key that rules may use [B16]", () => {
      const key = backup.one(KEY, "watch-key");
      const topic = backup.one("aws:sns/topic:Topic");
      assert.deepEqual(topic.propertyDependencies["kmsMasterKeyId"], [key.urn]);
      const events = statementsOf(key.inputs["policy"]).find(
        ({ Sid }) => Sid === "PublishersEncrypt",
      );
      assert.deepEqual(events?.Principal, { Service: ["events.amazonaws.com"] });
      assert.deepEqual(events.Action, ["kms:Decrypt", "kms:GenerateDataKey*"]);
    });

    it("reaches the security contact unless other addresses are given", async () => {
      const endpoints = (plan: PlannedStack): unknown[] =>
        plan.all(SUBSCRIPTION).map(({ inputs }) => inputs["endpoint"]);
      assert.deepEqual(endpoints(backup), ["aws+security@example.com"]);
      const other = await plannedWith({ notificationEmails: ["aws+night@example.com"] });
      assert.deepEqual(endpoints(other), ["aws+night@example.com"]);
    });
  });
});

describe("backup settings", () => {
  function problemsOf(section: object): string[] {
    const problems: Problem[] = [];
    parse(backupSettings, { lockMode: "compliance", ...section }, "backup", problems);
    return problems.map(({ path, rule }) => `${path} ${rule}`);
  }

  it("rejects bounds that leave no retention that the vault would accept [r0.9]", () => {
    assert.deepEqual(problemsOf({ minimumRetentionDays: 90, maximumRetentionDays: 89 }), [
      "backup must have a minimumRetentionDays that is not above maximumRetentionDays",
    ]);
    assert.deepEqual(problemsOf({ minimumRetentionDays: 90, maximumRetentionDays: 90 }), []);
  });

  it("leaves no doubt about an irreversible lock: the mode has no default [r0.9]", () => {
    assert.deepEqual(problemsOf({ lockMode: undefined }), [
      "backup.lockMode must be one of compliance, governance",
    ]);
  });

  it("rejects an empty list of people to tell [B16]", () => {
    assert.equal(problemsOf({ notificationEmails: [] }).length, 1);
  });
});
