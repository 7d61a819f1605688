import { known, objects } from "../support/readings";
import { denyExcept } from "../support/statements";
import { wellArchitected } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyDirectShares: Guardrail = {
  id: "deny-direct-shares",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyDirectShares",
          Action: [
            "appstream:UpdateImagePermissions",
            "auditmanager:StartAssessmentFrameworkShare",
            "directconnect:CreateDirectConnectGatewayAssociationProposal",
            "ds:ShareDirectory",
            "ec2:CreateNetworkInterfacePermission",
            "ec2:EnableAddressTransfer",
            "ec2:ModifyFpgaImageAttribute",
            "ec2:ModifyImageAttribute",
            "ec2:ModifySnapshotAttribute",
            "fis:CreateTargetAccountConfiguration",
            "globalaccelerator:CreateCrossAccountAttachment",
            "rds:ModifyDBClusterSnapshotAttribute",
            "rds:ModifyDBSnapshotAttribute",
            "redshift:AuthorizeDataShare",
            "redshift:AuthorizeEndpointAccess",
            "redshift:AuthorizeSnapshotAccess",
            "servicecatalog:CreatePortfolioShare",
            "ssm:ModifyDocumentPermission",
            "workspaces:UpdateWorkspaceImagePermission",
          ],
          Resource: ["*"],
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: Object.keys(accountProperties()), check: isNotShared },
      { types: ["aws:ssm/document:Document"], check: documentIsNotShared },
    ],
  },
  detect: {
    none: "AWS Config's managed rules find public resources, not shares with single accounts",
  },
  parameters: {},
  optIn:
    "some companies share machine images and snapshots with their own accounts by these calls; deny-outside-snapshots denies shares with strangers by default",
  about: {
    title: "Share between accounts only by Resource Access Manager",
    why: "a share by account id does not know the organization, so a share with a stranger looks like any other",
    comply: "Share with aws.ram.ResourceShare, or copy by a role of the receiving account",
    severity: "medium",
    frameworks: [wellArchitected("SEC03-BP08")],
    requirements: [],
    peers: ["AWS data perimeter samples"],
  },
};

/** Input with the account that a resource is shared with, by type. */
function accountProperties(): Readonly<Record<string, string>> {
  return {
    "aws:ec2/amiLaunchPermission:AmiLaunchPermission": "accountId",
    "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission": "accountId",
    "aws:rds/clusterSnapshot:ClusterSnapshot": "sharedAccounts",
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": "sharedAccounts",
    "aws:rds/snapshot:Snapshot": "sharedAccounts",
    "aws:rds/snapshotCopy:SnapshotCopy": "sharedAccounts",
    "aws:redshift/dataShareAuthorization:DataShareAuthorization": "consumerIdentifier",
    "aws:redshift/endpointAuthorization:EndpointAuthorization": "account",
  };
}

function isNotShared(resource: ResourceView): Finding[] {
  return accountsIn(known(resource, accountProperties()[resource.type] ?? ""));
}

function documentIsNotShared(document: ResourceView): Finding[] {
  return objects(known(document, "permissions")).flatMap(({ account_ids: ids }) =>
    accountsIn(typeof ids === "string" ? ids.split(",") : undefined),
  );
}

/** A share with the group of all accounts publishes a resource: other guardrails check this. */
function accountsIn(value: unknown): Finding[] {
  const accounts: unknown[] = Array.isArray(value) ? value : [value];
  return accounts
    .filter((id): id is string => typeof id === "string" && id.toLowerCase() !== "all")
    .map((id) => ({
      message: `is shared with ${id.trim()} directly; share it by AWS Resource Access Manager`,
    }));
}
