import type { Values } from "../core/types";

/** Types of AWS Backup in us-east-1: a Region's settings have a value for each, and the program names some. */
const backupTypes = [
  "Aurora",
  "CloudFormation",
  "DSQL",
  "DocumentDB",
  "DynamoDB",
  "EBS",
  "EC2",
  "EFS",
  "EKS",
  "FSx",
  "Neptune",
  "RDS",
  "Redshift",
  "Redshift Serverless",
  "S3",
  "SAP HANA on Amazon EC2",
  "Storage Gateway",
  "Timestream",
  "VirtualMachine",
];

const all = (names: readonly string[], value: unknown): Values =>
  Object.fromEntries(names.map((name) => [name, value]));

/**
 * Inputs that AWS returns although a program has not sent them: the rest of a map, and defaults of inputs that the
 * provider then fills in.
 */
const completions: Readonly<Record<string, Readonly<Values>>> = {
  // workload-backup F9; https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeRegionSettings.html
  "aws:backup/regionSettings:RegionSettings": {
    resourceTypeOptInPreference: all(backupTypes, true),
    resourceTypeManagementPreference: all(["CloudFormation", "DynamoDB", "EFS"], false),
  },
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html
  "aws:cloudwatch/logGroup:LogGroup": { logGroupClass: "STANDARD" },
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html
  "aws:ec2/subnet:Subnet": { privateDnsHostnameTypeOnLaunch: "ip-name" },
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpcEndpoint.html
  "aws:ec2/vpcEndpoint:VpcEndpoint": { ipAddressType: "ipv4" },
  // https://docs.aws.amazon.com/eks/latest/APIReference/API_Nodegroup.html
  "aws:eks/nodeGroup:NodeGroup": {
    capacityType: "ON_DEMAND",
    diskSize: 0,
  },
  // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html
  "aws:elasticache/replicationGroup:ReplicationGroup": {
    ipDiscovery: "ipv4",
    networkType: "ipv4",
    clusterMode: "disabled",
    parameterGroupName: "default.valkey8",
    dataTieringEnabled: false,
  },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
  "aws:lb/loadBalancer:LoadBalancer": { ipAddressType: "ipv4" },
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html
  "aws:lb/targetGroup:TargetGroup": {
    ipAddressType: "ipv4",
    protocolVersion: "HTTP1",
    loadBalancingAlgorithmType: "round_robin",
  },
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html
  "aws:rds/instance:Instance": {
    licenseModel: "postgresql-license",
    networkType: "IPV4",
    optionGroupName: "default:postgres-17",
    engineLifecycleSupport: "open-source-rds-extended-support",
    port: 5432,
  },
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html
  "aws:s3/bucket:Bucket": { requestPayer: "BucketOwner" },
  // https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
  "aws:sns/topic:Topic": { signatureVersion: 1, tracingConfig: "PassThrough" },
};

/** Inputs that AWS returns for every resource of a type; what a program sends wins. */
export function completionOf(type: string): Readonly<Values> {
  return completions[type] ?? {};
}

/** Types with such inputs. */
export function completedTypes(): readonly string[] {
  return Object.keys(completions);
}
