import { type ActionTable, regional, serviceLinkedRole } from "./table";

const cluster = regional("eks", "cluster/{clusterName}");
const repository = regional("ecr", "repository/{repository}");

/** Clusters, images and metrics. */
export const containers: ActionTable = {
  "aws:eks/cluster:Cluster": {
    resources: [
      "{arn}",
      "{roleArn}",
      "{encryptionConfig.provider.keyArn}",
      serviceLinkedRole("eks", "AWSServiceRoleForAmazonEKS"),
    ],
    actions: {
      eks: `AssociateEncryptionConfig CreateCluster DeleteCluster DescribeCluster DescribeUpdate TagResource UntagResource
        UpdateClusterConfig UpdateClusterVersion`,
      iam: "CreateServiceLinkedRole GetRole PassRole",
      kms: "CreateGrant DescribeKey",
    },
  },
  "aws:eks/nodeGroup:NodeGroup": {
    resources: [
      "{arn}",
      ...cluster,
      "{nodeRoleArn}",
      ...regional("ec2", "instance/i-1", "launch-template/{launchTemplate.id}", "volume/vol-1"),
      serviceLinkedRole("eks-nodegroup", "AWSServiceRoleForAmazonEKSNodegroup"),
    ],
    actions: {
      ec2: "CreateTags DescribeLaunchTemplateVersions DescribeSubnets RunInstances",
      eks: `CreateNodegroup DeleteNodegroup DescribeNodegroup DescribeUpdate TagResource UntagResource
        UpdateNodegroupConfig UpdateNodegroupVersion`,
      iam: "CreateServiceLinkedRole GetRole PassRole",
    },
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    resources: regional("ec2", "launch-template/{id}"),
    actions: {
      ec2: `CreateLaunchTemplate CreateLaunchTemplateVersion CreateTags DeleteLaunchTemplate DeleteTags
        DescribeLaunchTemplates DescribeLaunchTemplateVersions ModifyLaunchTemplate`,
    },
  },
  "aws:eks/addon:Addon": {
    resources: ["{arn}", ...cluster],
    actions: {
      eks: `CreateAddon DeleteAddon DescribeAddon DescribeAddonVersions DescribeUpdate TagResource
        UntagResource UpdateAddon`,
    },
  },
  "aws:eks/accessEntry:AccessEntry": {
    resources: ["{accessEntryArn}", ...cluster],
    actions: {
      eks: `CreateAccessEntry DeleteAccessEntry DescribeAccessEntry TagResource UntagResource
        UpdateAccessEntry`,
    },
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    resources: regional("eks", "access-entry/{clusterName}/role/{account}/a-role/1a2b"),
    actions: {
      eks: "AssociateAccessPolicy DisassociateAccessPolicy ListAssociatedAccessPolicies",
    },
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    resources: ["{associationArn}", ...cluster, "{roleArn}"],
    actions: {
      eks: `CreatePodIdentityAssociation DeletePodIdentityAssociation DescribePodIdentityAssociation
        ListPodIdentityAssociations TagResource UntagResource UpdatePodIdentityAssociation`,
      iam: "GetRole PassRole",
    },
  },
  "aws:ecr/repository:Repository": {
    resources: ["{arn}", "{encryptionConfigurations.0.kmsKey}"],
    actions: {
      ecr: `CreateRepository DescribeRepositories ListTagsForResource PutImageScanningConfiguration
        PutImageTagMutability TagResource UntagResource`,
      kms: "CreateGrant DescribeKey RetireGrant",
    },
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": {
    resources: repository,
    actions: { ecr: "DeleteRepositoryPolicy GetRepositoryPolicy SetRepositoryPolicy" },
  },
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": {
    resources: repository,
    actions: { ecr: "DeleteLifecyclePolicy GetLifecyclePolicy PutLifecyclePolicy" },
  },
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": {
    actions: { ecr: "GetRegistryScanningConfiguration PutRegistryScanningConfiguration" },
  },
  "aws:amp/workspace:Workspace": {
    resources: ["{arn}", "{kmsKeyArn}"],
    actions: {
      aps: `CreateWorkspace DescribeWorkspace ListTagsForResource TagResource UntagResource
        UpdateWorkspaceAlias`,
      kms: "CreateGrant Decrypt DescribeKey GenerateDataKey",
    },
  },
  "aws:amp/workspaceConfiguration:WorkspaceConfiguration": {
    resources: regional("aps", "workspace/{workspaceId}"),
    actions: { aps: "DescribeWorkspaceConfiguration UpdateWorkspaceConfiguration" },
  },
};
