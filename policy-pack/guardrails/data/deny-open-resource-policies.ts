import { fsbp } from "../frameworks";
import type { Finding, Guardrail, ResourceView } from "../guardrail";
import { isTrue, known, switchedOff } from "../readings";
import { denyExcept } from "../statements";
import { openStatements } from "./open-statements";

const SECRET_POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy";

/**
 * Where a resource policy is written, by type. Search domains are not among them: fine-grained access control works
 * with an open policy there, and a domain in a VPC is closed by its security groups.
 */
export const policyProperties: Readonly<Record<string, string>> = {
  "aws:acmpca/policy:Policy": "policy",
  "aws:backup/vaultPolicy:VaultPolicy": "policy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
  "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": "accessPolicy",
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
  "aws:codeartifact/domainPermissions:DomainPermissions": "policyDocument",
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": "policyDocument",
  "aws:dynamodb/resourcePolicy:ResourcePolicy": "policy",
  "aws:ecr/registryPolicy:RegistryPolicy": "policy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
  "aws:efs/fileSystemPolicy:FileSystemPolicy": "policy",
  "aws:glacier/vault:Vault": "accessPolicy",
  "aws:glue/resourcePolicy:ResourcePolicy": "policy",
  "aws:kinesis/resourcePolicy:ResourcePolicy": "policy",
  "aws:kms/externalKey:ExternalKey": "policy",
  "aws:kms/key:Key": "policy",
  "aws:kms/keyPolicy:KeyPolicy": "policy",
  "aws:kms/replicaExternalKey:ReplicaExternalKey": "policy",
  "aws:kms/replicaKey:ReplicaKey": "policy",
  "aws:msk/clusterPolicy:ClusterPolicy": "policy",
  "aws:redshift/resourcePolicy:ResourcePolicy": "policy",
  "aws:redshiftserverless/resourcePolicy:ResourcePolicy": "policy",
  "aws:s3tables/tableBucketPolicy:TableBucketPolicy": "resourcePolicy",
  "aws:schemas/registryPolicy:RegistryPolicy": "policy",
  "aws:secretsmanager/secret:Secret": "policy",
  [SECRET_POLICY]: "policy",
  "aws:sns/topic:Topic": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:sqs/queue:Queue": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
};

export const denyOpenResourcePolicies: Guardrail = {
  id: "deny-open-resource-policies",
  title: "Name who may use queues, keys, secrets and the like",
  why: "a resource policy for everyone gives messages, images, keys or secrets to every AWS account, whatever IAM says",
  comply: "Name principals, or narrow the statement by a condition such as aws:PrincipalOrgID",
  severity: "critical",
  frameworks: [fsbp("SQS.3"), fsbp("SNS.4"), fsbp("KMS.5")],
  requirements: [],
  peers: ["Pulumi compliance policies"],
  parameters: {},
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // Only Secrets Manager examines the policy it is given, and only when it is told to.
      statements: (context) => [
        denyExcept(context, {
          Sid: "DenyOpenResourcePolicies",
          Action: ["secretsmanager:PutResourcePolicy"],
          Resource: ["*"],
          Condition: { BoolIfExists: { "secretsmanager:BlockPublicPolicy": ["false"] } },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      { types: Object.keys(policyProperties), check: everyoneIsNamed },
      { types: ["aws:cloudwatch/eventPermission:EventPermission"], check: senderIsNamed },
      {
        types: [SECRET_POLICY],
        check: (policy) => switchedOff(policy, "blockPublicPolicy", "set it"),
      },
    ],
    remedies: [
      {
        types: [SECRET_POLICY],
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
};

function everyoneIsNamed(resource: ResourceView): Finding[] {
  const property = policyProperties[resource.type] ?? "";
  return openStatements(known(resource, property)).map(() => ({
    message: `allows everyone in ${property}; name principals, or add a condition such as aws:PrincipalOrgID`,
  }));
}

function senderIsNamed(permission: ResourceView): Finding[] {
  return known(permission, "principal") === "*" && permission.read("condition").state === "absent"
    ? [{ message: "lets every account send events; name an account or add a condition" }]
    : [];
}
