import { openStatements } from "../support/open-statements";
import { isTrue, known, switchedOff } from "../support/readings";
import { denyExcept } from "../support/statements";
import { fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const denyOpenResourcePolicies: Guardrail = {
  id: "deny-open-resource-policies",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // Only Secrets Manager checks the policy in the request, and only when the request has BlockPublicPolicy.
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyOpenResourcePolicies",
          Action: ["secretsmanager:PutResourcePolicy"],
          Resource: ["*"],
          Condition: { Bool: { "secretsmanager:BlockPublicPolicy": ["false"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: Object.keys(policyProperties()), check: everyoneIsNamed },
      { types: ["aws:cloudwatch/eventPermission:EventPermission"], check: senderIsNamed },
      { types: Object.keys(endpointServices()), check: consumersAreNamed },
      {
        types: ["aws:secretsmanager/secretPolicy:SecretPolicy"],
        check: (policy) => switchedOff(policy, "blockPublicPolicy", "set it"),
      },
    ],
    remedies: [
      {
        types: ["aws:secretsmanager/secretPolicy:SecretPolicy"],
        inputs: (policy) => {
          const block = policy.read("blockPublicPolicy");
          const on = block.state === "known" && isTrue(block.value);
          return on || block.state === "unknown" ? {} : { blockPublicPolicy: true };
        },
      },
    ],
  },
  detect: [
    { securityHubControl: "KMS.5" },
    { securityHubControl: "SNS.4" },
    { securityHubControl: "SQS.3" },
  ],
  calls: [
    "acm-pca:PutPolicy",
    "aps:PutResourcePolicy",
    "backup:PutBackupVaultAccessPolicy",
    "bedrock-agentcore:PutResourcePolicy",
    "cloudsearch:UpdateServiceAccessPolicies",
    "codeartifact:PutDomainPermissionsPolicy",
    "codeartifact:PutRepositoryPermissionsPolicy",
    "codebuild:PutResourcePolicy",
    "dsql:PutClusterPolicy",
    "dynamodb:PutResourcePolicy",
    "ec2:ModifyVpcEndpointServicePermissions",
    "ecr-public:SetRepositoryPolicy",
    "ecr:CreateRepositoryCreationTemplate",
    "ecr:PutRegistryPolicy",
    "ecr:SetRepositoryPolicy",
    "ecr:UpdateRepositoryCreationTemplate",
    "elasticfilesystem:PutFileSystemPolicy",
    "events:PutPermission",
    "glacier:InitiateVaultLock",
    "glacier:SetVaultAccessPolicy",
    "glue:PutResourcePolicy",
    "kafka:PutClusterPolicy",
    "kinesis:PutResourcePolicy",
    "kms:CreateKey",
    "kms:PutKeyPolicy",
    "kms:ReplicateKey",
    "lambda:PutResourcePolicy",
    "logs:PutDeliveryDestinationPolicy",
    "logs:PutDestinationPolicy",
    "logs:PutResourcePolicy",
    "mediastore:PutContainerPolicy",
    "network-firewall:PutResourcePolicy",
    "oam:PutSinkPolicy",
    "osis:PutResourcePolicy",
    "redshift-serverless:PutResourcePolicy",
    "redshift:PutResourcePolicy",
    "s3:PutAccessGrantsInstanceResourcePolicy",
    "s3files:PutFileSystemPolicy",
    "s3tables:PutTableBucketPolicy",
    "s3tables:PutTablePolicy",
    "s3vectors:PutVectorBucketPolicy",
    "sagemaker:PutModelPackageGroupPolicy",
    "schemas:PutResourcePolicy",
    "ses:CreateEmailIdentityPolicy",
    "ses:PutIdentityPolicy",
    "ses:UpdateEmailIdentityPolicy",
    "sms-voice:PutResourcePolicy",
    "sns:AddPermission",
    "sns:CreateTopic",
    "sns:SetTopicAttributes",
    "sqs:AddPermission",
    "sqs:CreateQueue",
    "sqs:SetQueueAttributes",
    "vpc-lattice:PutResourcePolicy",
    "xray:PutResourcePolicy",
  ],
  parameters: {},
  about: {
    title: "Name the principals that may use queues, keys, secrets and similar resources",
    why: "a resource policy for every principal gives messages, images, keys or secrets to every AWS account, even against IAM policies",
    comply: "Name principals, or narrow the statement by a condition such as aws:PrincipalOrgID",
    severity: "critical",
    frameworks: [fsbp("SQS.3"), fsbp("SNS.4"), fsbp("KMS.5")],
    requirements: [],
    peers: ["Pulumi compliance policies"],
  },
};

/**
 * Input with the resource policy, by type. Search domains are missing on purpose: fine-grained access control works
 * with an open policy there, and a domain in a VPC is protected by its security groups.
 */
export function policyProperties(): Readonly<Record<string, string>> {
  return {
    "aws:acmpca/policy:Policy": "policy",
    "aws:amp/resourcePolicy:ResourcePolicy": "policyDocument",
    "aws:backup/vaultPolicy:VaultPolicy": "policy",
    "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy": "policy",
    "aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy": "accessPolicy",
    "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
    "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy":
      "deliveryDestinationPolicy",
    "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": "accessPolicy",
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
    "aws:codeartifact/domainPermissions:DomainPermissions": "policyDocument",
    "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": "policyDocument",
    "aws:codebuild/resourcePolicy:ResourcePolicy": "policy",
    "aws:dsql/clusterPolicy:ClusterPolicy": "policy",
    "aws:dynamodb/resourcePolicy:ResourcePolicy": "policy",
    "aws:ecr/registryPolicy:RegistryPolicy": "policy",
    "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": "repositoryPolicy",
    "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
    "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": "policy",
    "aws:efs/fileSystemPolicy:FileSystemPolicy": "policy",
    "aws:glacier/vault:Vault": "accessPolicy",
    "aws:glacier/vaultLock:VaultLock": "policy",
    "aws:glue/resourcePolicy:ResourcePolicy": "policy",
    "aws:kinesis/resourcePolicy:ResourcePolicy": "policy",
    "aws:kms/externalKey:ExternalKey": "policy",
    "aws:kms/key:Key": "policy",
    "aws:kms/keyPolicy:KeyPolicy": "policy",
    "aws:kms/replicaExternalKey:ReplicaExternalKey": "policy",
    "aws:kms/replicaKey:ReplicaKey": "policy",
    "aws:lambda/resourcePolicy:ResourcePolicy": "policy",
    "aws:mediastore/containerPolicy:ContainerPolicy": "policy",
    "aws:msk/clusterPolicy:ClusterPolicy": "policy",
    "aws:networkfirewall/resourcePolicy:ResourcePolicy": "policy",
    "aws:oam/sinkPolicy:SinkPolicy": "policy",
    "aws:opensearchingest/resourcePolicy:ResourcePolicy": "policy",
    "aws:pinpoint/smsvoicev2ResourcePolicy:Smsvoicev2ResourcePolicy": "policy",
    "aws:redshift/resourcePolicy:ResourcePolicy": "policy",
    "aws:redshiftserverless/resourcePolicy:ResourcePolicy": "policy",
    "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": "policy",
    "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": "policy",
    "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": "policy",
    "aws:s3tables/tableBucketPolicy:TableBucketPolicy": "resourcePolicy",
    "aws:s3tables/tablePolicy:TablePolicy": "resourcePolicy",
    "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": "resourcePolicy",
    "aws:schemas/registryPolicy:RegistryPolicy": "policy",
    "aws:secretsmanager/secret:Secret": "policy",
    "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
    "aws:ses/identityPolicy:IdentityPolicy": "policy",
    "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": "policy",
    "aws:sns/topic:Topic": "policy",
    "aws:sns/topicPolicy:TopicPolicy": "policy",
    "aws:sqs/queue:Queue": "policy",
    "aws:sqs/queuePolicy:QueuePolicy": "policy",
    "aws:vpclattice/resourcePolicy:ResourcePolicy": "policy",
    "aws:xray/resourcePolicy:ResourcePolicy": "policyDocument",
  };
}

/** Input with the principals that may create an endpoint for a service, by type. */
function endpointServices(): Readonly<Record<string, string>> {
  return {
    "aws:ec2/vpcEndpointService:VpcEndpointService": "allowedPrincipals",
    "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": "principalArn",
  };
}

function everyoneIsNamed(resource: ResourceView): Finding[] {
  const property = policyProperties()[resource.type] ?? "";
  return openStatements(known(resource, property)).map(() => ({
    message: `allows every principal in ${property}; name principals, or add a condition such as aws:PrincipalOrgID`,
  }));
}

function senderIsNamed(permission: ResourceView): Finding[] {
  return known(permission, "principal") === "*" && permission.read("condition").state === "absent"
    ? [
        {
          message:
            "allows every account to send events; name an account in principal, or add a condition",
        },
      ]
    : [];
}

function consumersAreNamed(service: ResourceView): Finding[] {
  const property = endpointServices()[service.type] ?? "";
  return [known(service, property)].flat().includes("*")
    ? [{ message: `offers the service to every AWS account; name principals in ${property}` }]
    : [];
}
