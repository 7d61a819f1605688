import { urnOf } from "../../support/cases/made-up-resource";
import { arnOf, OWN, policyOf, reportedByConfig, type WellMade } from "./well-made";

const BUCKET = "aws:s3/bucket:Bucket";
const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const TOPIC = "aws:sns/topic:Topic";
const FIREHOSE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

const KEY = arnOf("kms", "key/1234abcd-12ab-34cd-56ef-1234567890ab");
const refusesHttp = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::acme-shop-data", "arn:aws:s3:::acme-shop-data/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const database = {
  engine: "postgres",
  engineVersion: "17.6",
  instanceClass: "db.m7g.large",
  allocatedStorage: 100,
  storageEncrypted: true,
  manageMasterUserPassword: true,
  username: "shop",
  multiAz: true,
  backupRetentionPeriod: 14,
  deletionProtection: true,
  finalSnapshotIdentifier: "shop-final",
  dbSubnetGroupName: "shop-data",
  parameterGroupName: "shop-postgres17",
  vpcSecurityGroupIds: ["sg-0a1b2c3d4e5f60718"],
  publiclyAccessible: false,
  tags: { Backup: "true" },
};
const origin = policyOf({
  Effect: "Allow",
  Principal: { Service: "cloudfront.amazonaws.com" },
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::acme-shop-web/*",
  Condition: {
    StringEquals: { "AWS:SourceArn": `arn:aws:cloudfront::${OWN}:distribution/E1A2B3` },
  },
});

/** Buckets, databases, queues, streams, keys and secrets. */
export const data: readonly WellMade[] = [
  {
    // guardrails C1: AWS blocks each new bucket, and the account's block is on
    title: "a bucket without a block of its own",
    type: BUCKET,
    inputs: { bucket: "acme-shop-reports" },
    fires: [reportedByConfig("require-tls", "S3_BUCKET_SSL_REQUESTS_ONLY")],
  },
  {
    // guardrails C3
    title: "a bucket of a website, which CloudFront reads",
    type: BUCKET_POLICY,
    inputs: { bucket: "acme-shop-web", policy: origin },
    fires: [reportedByConfig("require-tls", "S3_BUCKET_SSL_REQUESTS_ONLY")],
  },
  {
    title: "a bucket with a block, versions and a policy that refuses plain HTTP",
    type: BUCKET,
    inputs: { bucket: "acme-shop-data", tags: { Backup: "true" } },
    with: [
      {
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        inputs: {
          bucket: "acme-shop-data",
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
        references: { bucket: urnOf(BUCKET) },
      },
      {
        type: BUCKET_POLICY,
        inputs: { bucket: "acme-shop-data", policy: policyOf(refusesHttp) },
        references: { bucket: urnOf(BUCKET) },
      },
    ],
  },
  {
    title: "encryption of a bucket with a key of the team",
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    inputs: {
      bucket: "acme-shop-data",
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY },
          bucketKeyEnabled: true,
        },
      ],
    },
  },
  {
    title: "a database in two zones, whose password AWS manages",
    type: "aws:rds/instance:Instance",
    inputs: database,
  },
  {
    // guardrails C3
    title: "a read replica of it",
    type: "aws:rds/instance:Instance",
    inputs: {
      replicateSourceDb: "shop",
      instanceClass: "db.m7g.large",
      skipFinalSnapshot: true,
      publiclyAccessible: false,
    },
  },
  {
    title: "an Aurora cluster without servers",
    type: "aws:rds/cluster:Cluster",
    inputs: {
      engine: "aurora-postgresql",
      engineVersion: "17.5",
      storageEncrypted: true,
      manageMasterUserPassword: true,
      masterUsername: "shop",
      backupRetentionPeriod: 14,
      deletionProtection: true,
      finalSnapshotIdentifier: "shop-final",
      serverlessv2ScalingConfiguration: { minCapacity: 0.5, maxCapacity: 16 },
      availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"],
      dbClusterParameterGroupName: "shop-aurora17",
      tags: { Backup: "true" },
    },
  },
  {
    title: "a table on demand that can be restored to each second",
    type: "aws:dynamodb/table:Table",
    inputs: {
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attributes: [{ name: "id", type: "S" }],
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: true,
      serverSideEncryption: { enabled: true },
      tags: { Backup: "true" },
    },
  },
  {
    title: "a cache of Valkey in two zones",
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    inputs: {
      description: "sessions",
      engine: "valkey",
      engineVersion: "8.1",
      nodeType: "cache.m7g.large",
      numCacheClusters: 2,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      atRestEncryptionEnabled: true,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      snapshotRetentionLimit: 7,
      subnetGroupName: "shop-cache",
      userGroupIds: ["shop"],
    },
  },
  {
    title: "a cache without servers",
    type: "aws:elasticache/serverlessCache:ServerlessCache",
    inputs: {
      name: "sessions",
      engine: "valkey",
      majorEngineVersion: "8",
      subnetIds: ["subnet-0a1b2c3d4e5f60718"],
      securityGroupIds: ["sg-0a1b2c3d4e5f60718"],
    },
  },
  {
    title: "a queue with the encryption that SQS has by default",
    type: "aws:sqs/queue:Queue",
    inputs: {
      name: "orders",
      messageRetentionSeconds: 1209600,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: arnOf("sqs", "orders-failed"),
        maxReceiveCount: 5,
      }),
    },
  },
  {
    title: "a queue policy for one topic",
    type: "aws:sqs/queuePolicy:QueuePolicy",
    inputs: {
      queueUrl: "https://sqs.us-east-1.amazonaws.com/111122223333/orders",
      policy: policyOf({
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arnOf("sqs", "orders"),
        Condition: { ArnEquals: { "aws:SourceArn": arnOf("sns", "orders") } },
      }),
    },
  },
  {
    // guardrails C3
    title: "a topic without a key",
    type: TOPIC,
    inputs: { name: "orders", tracingConfig: "Active" },
    fires: [reportedByConfig("require-encrypted-messages", "SNS_ENCRYPTED_KMS")],
  },
  {
    title: "a topic with the key of SNS",
    type: TOPIC,
    inputs: { name: "invoices", kmsMasterKeyId: "alias/aws/sns" },
  },
  {
    title: "a topic policy for the alarms of the account",
    type: "aws:sns/topicPolicy:TopicPolicy",
    inputs: {
      arn: arnOf("sns", "alarms"),
      policy: policyOf({
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: arnOf("sns", "alarms"),
        Condition: { StringEquals: { "aws:SourceAccount": OWN } },
      }),
    },
  },
  {
    // guardrails C3
    title: "a Firehose stream without a key",
    type: FIREHOSE,
    inputs: {
      destination: "extended_s3",
      extendedS3Configuration: {
        bucketArn: "arn:aws:s3:::acme-shop-events",
        roleArn: `arn:aws:iam::${OWN}:role/firehose`,
      },
    },
    fires: [
      {
        guardrail: "require-encrypted-messages",
        because:
          "Firehose keeps messages of direct puts unencrypted until the switch is on, and control DataFirehose.1 reports it: https://docs.aws.amazon.com/securityhub/latest/userguide/datafirehose-controls.html",
      },
    ],
  },
  {
    title: "a Firehose stream with the key of Firehose",
    type: FIREHOSE,
    inputs: {
      destination: "extended_s3",
      serverSideEncryption: { enabled: true },
      extendedS3Configuration: {
        bucketArn: "arn:aws:s3:::acme-shop-events",
        roleArn: `arn:aws:iam::${OWN}:role/firehose`,
      },
    },
  },
  {
    title: "a stream on demand with the key of Kinesis",
    type: "aws:kinesis/stream:Stream",
    inputs: {
      streamModeDetails: { streamMode: "ON_DEMAND" },
      encryptionType: "KMS",
      kmsKeyId: "alias/aws/kinesis",
    },
  },
  {
    title: "a key that rotates, for the log groups of the account",
    type: "aws:kms/key:Key",
    inputs: {
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policyOf(
        {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${OWN}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Effect: "Allow",
          Principal: { Service: "logs.us-east-1.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*"],
          Resource: "*",
          Condition: {
            ArnLike: { "kms:EncryptionContext:aws:logs:arn": arnOf("logs", "log-group:*") },
          },
        },
      ),
    },
  },
  {
    title: "a secret with the window of thirty days",
    type: "aws:secretsmanager/secret:Secret",
    inputs: { name: "shop/api", recoveryWindowInDays: 30 },
  },
  {
    title: "a secret policy for a role of another account of the company",
    type: "aws:secretsmanager/secretPolicy:SecretPolicy",
    inputs: {
      secretArn: arnOf("secretsmanager", "secret:shop/partner-a1b2c3"),
      blockPublicPolicy: true,
      policy: policyOf({
        Effect: "Allow",
        Principal: { AWS: "arn:aws:iam::444455556666:role/reader" },
        Action: "secretsmanager:GetSecretValue",
        Resource: "*",
      }),
    },
  },
  {
    title: "a file system that moves old files to cheaper storage",
    type: "aws:efs/fileSystem:FileSystem",
    inputs: {
      encrypted: true,
      throughputMode: "elastic",
      lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }],
      tags: { Backup: "true" },
    },
  },
  {
    title: "a search domain in the network",
    type: "aws:opensearch/domain:Domain",
    inputs: {
      engineVersion: "OpenSearch_3.1",
      clusterConfig: {
        instanceType: "r7g.large.search",
        instanceCount: 3,
        zoneAwarenessEnabled: true,
        zoneAwarenessConfig: { availabilityZoneCount: 3 },
      },
      vpcOptions: {
        subnetIds: ["subnet-0a1b2c3d4e5f60718"],
        securityGroupIds: ["sg-0a1b2c3d4e5f60718"],
      },
      encryptAtRest: { enabled: true },
      nodeToNodeEncryption: { enabled: true },
      domainEndpointOptions: {
        enforceHttps: true,
        tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
      },
      advancedSecurityOptions: { enabled: true },
    },
  },
  {
    title: "a Kafka cluster whose clients use TLS",
    type: "aws:msk/cluster:Cluster",
    inputs: {
      kafkaVersion: "3.9.x",
      numberOfBrokerNodes: 3,
      brokerNodeGroupInfo: {
        instanceType: "express.m7g.large",
        clientSubnets: ["subnet-0a1b2c3d4e5f60718"],
        securityGroups: ["sg-0a1b2c3d4e5f60718"],
      },
      clientAuthentication: { sasl: { iam: true } },
      encryptionInfo: { encryptionInTransit: { clientBroker: "TLS", inCluster: true } },
    },
  },
  {
    title: "a warehouse without servers in the network",
    type: "aws:redshiftserverless/workgroup:Workgroup",
    inputs: {
      workgroupName: "shop",
      namespaceName: "shop",
      publiclyAccessible: false,
      enhancedVpcRouting: true,
      subnetIds: ["subnet-0a1b2c3d4e5f60718"],
      configParameters: [{ parameterKey: "require_ssl", parameterValue: "true" }],
    },
  },
  {
    title: "a workgroup of Athena with encrypted results",
    type: "aws:athena/workgroup:Workgroup",
    inputs: {
      name: "shop",
      configuration: {
        enforceWorkgroupConfiguration: true,
        bytesScannedCutoffPerQuery: 10737418240,
        resultConfiguration: {
          outputLocation: "s3://acme-shop-results/",
          encryptionConfiguration: { encryptionOption: "SSE_S3" },
        },
      },
    },
  },
];
