import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";

export const denyPublicSnapshots: Guardrail = {
  id: "deny-public-snapshots",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyPublicSnapshots",
          Action: ["ec2:ModifySnapshotAttribute"],
          Resource: ["*"],
          Condition: { StringEquals: { "ec2:Add/group": ["all"] } },
        }),
        // EnableSnapshotBlockPublicAccess is denied as well: it can weaken the block to new sharing only.
        denyExcept(context, {
          Sid: "DenyPublicSnapshotsBlock",
          Action: ["ec2:DisableSnapshotBlockPublicAccess", "ec2:EnableSnapshotBlockPublicAccess"],
          Resource: ["*"],
        }),
      ],
    },
    {
      policyType: "DECLARATIVE_POLICY_EC2",
      owns: ["snapshot-block-public-access"],
      content: () => ({
        ec2_attributes: {
          snapshot_block_public_access: { state: { "@@assign": "block_all_sharing" } },
        },
      }),
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"],
        check: (block) => {
          const state = known(block, "state");
          return state === undefined || state === "block-all-sharing"
            ? []
            : [{ message: "allows public snapshots; set state to block-all-sharing" }];
        },
      },
    ],
  },
  detect: [{ configRule: "EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK" }],
  parameters: {},
  about: {
    title: "Keep EBS snapshots private",
    why: "everyone can create a volume from a public snapshot and read the whole disk, with its deleted files",
    comply:
      "Share snapshots with the accounts that need them, encrypted with a key that these accounts may use",
    severity: "critical",
    frameworks: [fsbp("EC2.1"), controlTower("CT.EC2.PV.3"), controlTower("CT.EC2.PV.7")],
    requirements: [],
    peers: ["Control Tower", "org-kickstart"],
  },
};
