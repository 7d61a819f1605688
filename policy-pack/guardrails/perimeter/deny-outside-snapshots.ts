import { known } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Conditions } from "../types/organization-policy";
import type { ParameterValues } from "../types/parameter";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyOutsideSnapshots: Guardrail = {
  id: "deny-outside-snapshots",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context, { trustedAccounts }) => [
        denyExcept(context, {
          Sid: "DenyOutsideSnapshots",
          Action: ["ec2:ModifySnapshotAttribute"],
          Resource: ["*"],
          Condition: sharedOutside([
            ...context.accountIds,
            ...(trustedAccounts as readonly string[]),
          ]),
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: [
          "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
          "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission",
        ],
        check: isSharedInside,
      },
    ],
  },
  detect: {
    none: "AWS Config's managed rules find public snapshots, not shares with single accounts",
  },
  // On by default: a share within the company passes, and shares with strangers are rare. EC2 sends the account with a snapshot, and not with an image.
  calls: ["ec2:ModifyImageAttribute"],
  listsAccounts: true,
  parameters: {
    trustedAccounts: {
      type: "strings",
      of: "account",
      mayBeEmpty: true,
      description:
        "Accounts of others that snapshots and images may be shared with, and accounts of the organization that the configuration does not list",
      default: [],
    },
    ownAccounts: {
      type: "strings",
      of: "account",
      mayBeEmpty: true,
      description:
        "Accounts of the company, for previews: with an empty list they check nothing. The program lists them when the configuration has all ids",
      default: [],
    },
  },
  about: {
    title: "Share snapshots with no stranger's account",
    why: "a share of a disk with an account elsewhere carries its data out, with the deleted files",
    comply:
      "Share with accounts of the company, or list the account that is to receive it; AWS sends no account with an image, so only previews see shares of images; with more than 100 accounts every share by id is denied, and a copy by a role of the receiving account replaces it",
    severity: "high",
    frameworks: [wellArchitected("SEC03-BP08")],
    requirements: [],
    peers: ["AWS data perimeter samples"],
  },
};

/** Largest number of accounts that a condition lists. With more the documents grow too long, and every share by id is denied. */
const MOST_ACCOUNTS = 100;

export function sharedOutside(accounts: readonly string[]): Conditions {
  return accounts.length > MOST_ACCOUNTS
    ? { Null: { "ec2:Add/userId": ["false"] } }
    : { "ForAnyValue:StringNotEquals": { "ec2:Add/userId": accounts } };
}

function isSharedInside(
  permission: ResourceView,
  { ownAccounts, trustedAccounts }: ParameterValues,
): Finding[] {
  const own = ownAccounts as readonly string[];
  const account = known(permission, "accountId");
  return typeof account !== "string" ||
    own.length === 0 ||
    [...own, ...(trustedAccounts as readonly string[])].includes(account)
    ? []
    : [
        {
          message: `is shared with ${account}, which is no account of the company; share it with one, or list the account in trustedAccounts`,
        },
      ];
}
