import type { DetectedByGuardrail } from "./detected";

const PERMISSION = "aws:lambda/permission:Permission";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const DATABASE = "aws:rds/instance:Instance";
const DATABASES = "aws:rds/cluster:Cluster";
const DOCUMENTS = "aws:docdb/cluster:Cluster";
const GRAPHS = "aws:neptune/cluster:Cluster";
const TABLE = "aws:dynamodb/table:Table";
const VOLUME = "aws:ebs/volume:Volume";
const FILES = "aws:efs/fileSystem:FileSystem";
const CACHES = "aws:elasticache/replicationGroup:ReplicationGroup";
const ACCELERATOR = "aws:dax/cluster:Cluster";
const KAFKA = "aws:msk/cluster:Cluster";
const OPENSEARCH = "aws:opensearch/domain:Domain";
const ELASTICSEARCH = "aws:elasticsearch/domain:Domain";
const JOBS = "aws:emr/securityConfiguration:SecurityConfiguration";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const WORKSPACE = "aws:workspaces/workspace:Workspace";

const everyone = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});
const emr = (changed: object): string =>
  JSON.stringify({
    EncryptionConfiguration: {
      EnableAtRestEncryption: true,
      EnableInTransitEncryption: true,
      ...changed,
    },
  });

/** Rules for buckets, databases, messages, keys, TLS and backups. */
export const data: DetectedByGuardrail = {
  "deny-open-resource-policies": {
    "KMS.5": { type: "aws:kms/key:Key", inputs: { policy: everyone } },
    "SNS.4": { type: "aws:sns/topicPolicy:TopicPolicy", inputs: { policy: everyone } },
    "SQS.3": { type: "aws:sqs/queuePolicy:QueuePolicy", inputs: { policy: everyone } },
  },
  "deny-public-buckets": {
    S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED: {
      type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      inputs: { bucket: "shop", blockPublicAcls: true, ignorePublicAcls: true },
    },
    "S3.19": {
      type: "aws:s3/accessPoint:AccessPoint",
      inputs: { publicAccessBlockConfiguration: { blockPublicPolicy: false } },
    },
    "S3.24": {
      type: "aws:s3control/multiRegionAccessPoint:MultiRegionAccessPoint",
      inputs: { details: { name: "shop", publicAccessBlock: { blockPublicPolicy: false } } },
    },
  },
  "deny-public-database-snapshots": {
    "DocumentDB.3": { unseen: "the provider has no input that shares a snapshot of DocumentDB" },
    "Neptune.3": { unseen: "the provider has no input that shares a snapshot of Neptune" },
    "RDS.1": { type: "aws:rds/snapshot:Snapshot", inputs: { sharedAccounts: ["all"] } },
  },
  "deny-public-databases": {
    "DMS.1": {
      type: "aws:dms/replicationInstance:ReplicationInstance",
      inputs: { publiclyAccessible: true },
    },
    "ES.2": { type: ELASTICSEARCH, inputs: { domainName: "shop" } },
    "MSK.4": {
      type: KAFKA,
      inputs: {
        brokerNodeGroupInfo: {
          connectivityInfo: { publicAccess: { type: "SERVICE_PROVIDED_EIPS" } },
        },
      },
    },
    "Opensearch.2": { type: OPENSEARCH, inputs: { domainName: "shop" } },
    "RDS.2": { type: DATABASE, inputs: { publiclyAccessible: true } },
    "Redshift.1": { type: "aws:redshift/cluster:Cluster", inputs: { publiclyAccessible: true } },
    "RedshiftServerless.3": {
      type: "aws:redshiftserverless/workgroup:Workgroup",
      inputs: { publiclyAccessible: true },
    },
  },
  "deny-public-functions": {
    "Lambda.1": { type: PERMISSION, inputs: { action: "lambda:InvokeFunction", principal: "*" } },
  },
  "deny-confused-deputies": {
    // public-reports B18
    "Lambda.1": {
      type: PERMISSION,
      inputs: {
        action: "lambda:InvokeFunction",
        principal: "s3.amazonaws.com",
        sourceArn: "arn:aws:s3:::uploads",
      },
    },
  },
  "require-customer-managed-keys": {
    SECRETSMANAGER_USING_CMK: { type: "aws:secretsmanager/secret:Secret", inputs: { name: "a" } },
  },
  "require-deletion-protection": {
    "DocumentDB.5": { type: DOCUMENTS, inputs: { deletionProtection: false } },
    "DynamoDB.6": { type: TABLE, inputs: { deletionProtectionEnabled: false } },
    "ELB.6": { type: BALANCER, inputs: { enableDeletionProtection: false } },
    "Neptune.4": { type: GRAPHS, inputs: { deletionProtection: false } },
    "RDS.7": { type: DATABASES, inputs: { deletionProtection: false } },
    "RDS.8": { type: DATABASE, inputs: { engine: "postgres", deletionProtection: false } },
  },
  "require-deletion-window": {
    "KMS.3": { unseen: "the control reports keys that wait for deletion: no program declares one" },
  },
  "require-encrypted-analytics": {
    "EMR.3": { type: JOBS, inputs: { configuration: emr({ EnableAtRestEncryption: false }) } },
    "EMR.4": { type: JOBS, inputs: { configuration: emr({ EnableInTransitEncryption: false }) } },
    "ES.1": { type: ELASTICSEARCH, inputs: { nodeToNodeEncryption: { enabled: true } } },
    "ES.3": { type: ELASTICSEARCH, inputs: { encryptAtRest: { enabled: true } } },
    "Opensearch.1": { type: OPENSEARCH, inputs: { nodeToNodeEncryption: { enabled: true } } },
    "Opensearch.3": { type: OPENSEARCH, inputs: { encryptAtRest: { enabled: true } } },
    "Redshift.10": { type: "aws:redshift/cluster:Cluster", inputs: { encrypted: "false" } },
  },
  "require-encrypted-caches": {
    "APIGateway.5": {
      type: "aws:apigateway/methodSettings:MethodSettings",
      inputs: { settings: { cachingEnabled: true, cacheDataEncrypted: false } },
    },
    "DynamoDB.3": { type: ACCELERATOR, inputs: { clusterEndpointEncryptionType: "TLS" } },
    "DynamoDB.7": { type: ACCELERATOR, inputs: { serverSideEncryption: { enabled: true } } },
    "ElastiCache.4": {
      type: CACHES,
      inputs: { engine: "redis", atRestEncryptionEnabled: false, transitEncryptionEnabled: true },
    },
    "ElastiCache.5": {
      type: CACHES,
      inputs: { engine: "redis", atRestEncryptionEnabled: true, transitEncryptionEnabled: false },
    },
  },
  "require-encrypted-file-systems": { "EFS.1": { type: FILES, inputs: { encrypted: false } } },
  "require-encrypted-messages": {
    SNS_ENCRYPTED_KMS: { type: "aws:sns/topic:Topic", inputs: { name: "orders" } },
    "DataFirehose.1": {
      type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
      inputs: { destination: "extended_s3", serverSideEncryption: { enabled: false } },
    },
    "Kinesis.1": { type: "aws:kinesis/stream:Stream", inputs: { encryptionType: "NONE" } },
    "MSK.1": {
      type: KAFKA,
      inputs: { encryptionInfo: { encryptionInTransit: { inCluster: false } } },
    },
    "SQS.1": { type: "aws:sqs/queue:Queue", inputs: { sqsManagedSseEnabled: false } },
  },
  "require-encrypted-storage": {
    ENCRYPTED_VOLUMES: { type: VOLUME, inputs: { encrypted: false } },
    RDS_STORAGE_ENCRYPTED: { type: DATABASE, inputs: { storageEncrypted: false } },
    "DocumentDB.1": { type: DOCUMENTS, inputs: { storageEncrypted: false } },
    "EC2.7": {
      type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
      inputs: { enabled: false },
    },
    "Neptune.1": { type: GRAPHS, inputs: { storageEncrypted: false } },
    "RDS.27": { type: DATABASES, inputs: { storageEncrypted: false } },
    "WorkSpaces.1": { type: WORKSPACE, inputs: { rootVolumeEncryptionEnabled: true } },
    "WorkSpaces.2": { type: WORKSPACE, inputs: { userVolumeEncryptionEnabled: true } },
  },
  "require-key-rotation": {
    CMK_BACKING_KEY_ROTATION_ENABLED: { type: "aws:kms/key:Key", inputs: {} },
  },
  "require-multi-zone-databases": {
    "ElastiCache.3": { type: CACHES, inputs: { multiAzEnabled: true } },
    "RDS.5": { type: DATABASE, inputs: { multiAz: false } },
    "RDS.15": {
      unseen:
        "the zones of a cluster are those of its instances, which AWS chooses when it creates them",
    },
  },
  "require-tls": {
    S3_BUCKET_SSL_REQUESTS_ONLY: {
      type: "aws:s3/bucketPolicy:BucketPolicy",
      inputs: {
        bucket: "shop",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "s3:GetObject" },
          ],
        }),
      },
    },
  },
  "require-tls-endpoints": {
    "CloudFront.3": {
      type: DISTRIBUTION,
      inputs: {
        viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
        defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" },
      },
    },
    "CloudFront.9": {
      type: DISTRIBUTION,
      inputs: {
        viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
        origins: [{ customOriginConfig: { originProtocolPolicy: "http-only" } }],
      },
    },
    "CloudFront.10": {
      type: DISTRIBUTION,
      inputs: {
        viewerCertificate: { minimumProtocolVersion: "TLSv1.2_2021" },
        origins: [{ customOriginConfig: { originSslProtocols: ["SSLv3", "TLSv1.2"] } }],
      },
    },
    "CloudFront.15": {
      type: DISTRIBUTION,
      inputs: { viewerCertificate: { minimumProtocolVersion: "TLSv1_2016" } },
    },
    "ES.8": {
      type: ELASTICSEARCH,
      inputs: {
        domainEndpointOptions: {
          enforceHttps: true,
          tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07",
        },
      },
    },
    "Opensearch.8": {
      type: OPENSEARCH,
      inputs: {
        domainEndpointOptions: {
          enforceHttps: true,
          tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07",
        },
      },
    },
    "RDS.43": { type: "aws:rds/proxy:Proxy", inputs: { requireTls: false } },
    "Transfer.2": { type: "aws:transfer/server:Server", inputs: { protocols: ["FTP"] } },
  },
  "require-tls-listeners": {
    "ELB.1": {
      type: "aws:lb/listener:Listener",
      inputs: { port: 80, protocol: "HTTP", defaultActions: [{ type: "forward" }] },
    },
    "ELB.3": {
      type: "aws:elb/loadBalancer:LoadBalancer",
      inputs: { listeners: [{ lbPort: 5000, lbProtocol: "tcp" }] },
    },
    "ELB.17": {
      type: "aws:lb/listener:Listener",
      inputs: { port: 443, protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-2016-08" },
    },
  },
  "require-backup-copies": {
    BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK: {
      type: "aws:backup/plan:Plan",
      inputs: {
        rules: [{ ruleName: "daily", copyActions: [{}], lifecycle: { deleteAfter: 3 } }],
      },
    },
  },
  "require-backup-tags": {
    AURORA_RESOURCES_PROTECTED_BY_BACKUP_PLAN: {
      type: DATABASES,
      inputs: { engine: "aurora-postgresql" },
    },
    DYNAMODB_RESOURCES_PROTECTED_BY_BACKUP_PLAN: { type: TABLE, inputs: {} },
    EBS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: { type: VOLUME, inputs: {} },
    EFS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: { type: FILES, inputs: {} },
    RDS_RESOURCES_PROTECTED_BY_BACKUP_PLAN: { type: DATABASE, inputs: {} },
  },
  "require-database-backups": {
    DB_INSTANCE_BACKUP_ENABLED: { type: DATABASE, inputs: { backupRetentionPeriod: 0 } },
    DYNAMODB_PITR_ENABLED: { type: TABLE, inputs: {} },
  },
};
