import { Company, HOME } from "./cloud-of-company";

const BUCKET_POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const TRAIL = "aws:cloudtrail/trail:Trail";
const CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";

describe("Delivery of logs in the emulated cloud", () => {
  let company: Company;
  let organizationId: string;

  beforeEach(() => {
    company = new Company();
    organizationId = company.organization.id;
    const bucket = { bucket: "logs" };
    company.has("aws:s3/bucket:Bucket", bucket, { account: company.first });
  });

  /** Replaces the bucket's policy by one that lets a service read the ACL and write objects with these names. */
  function letDeliver(service: string, objects: readonly string[], condition: object = {}): void {
    const allow = { Effect: "Allow", Principal: { Service: service }, Condition: condition };
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { ...allow, Action: "s3:GetBucketAcl", Resource: "arn:aws:s3:::logs" },
        {
          ...allow,
          Action: "s3:PutObject",
          Resource: objects.map((name) => `arn:aws:s3:::logs/${name}`),
        },
      ],
    });
    company.has(BUCKET_POLICY, { bucket: "logs", policy }, { account: company.first });
  }

  describe("of a trail", () => {
    const trail = { name: "organization", s3BucketName: "logs", isOrganizationTrail: true };
    const arn = `arn:aws:cloudtrail:${HOME}:111111111111:trail/organization`;
    const fromTrail = { StringEquals: { "aws:SourceArn": arn } };
    const service = "cloudtrail.amazonaws.com";
    const refused = [
      "InsufficientS3BucketPolicyException",
      /Incorrect S3 bucket policy is detected for bucket: logs/,
    ] as const;
    let objects: readonly string[];

    beforeEach(() => {
      company.has("aws:organizations/awsServiceAccess:AwsServiceAccess", {
        servicePrincipal: service,
      });
      objects = [`AWSLogs/111111111111/*`, `AWSLogs/${organizationId}/*`];
    });

    it("needs a bucket policy", () => {
      company.refuses(...refused, TRAIL, trail);
    });

    it("needs the folders of its own account and of the organization", () => {
      letDeliver(service, objects.slice(0, 1), fromTrail);
      company.refuses(...refused, TRAIL, trail);
      company.deletes(company.accepts(TRAIL, { ...trail, isOrganizationTrail: false }));
      letDeliver(service, objects, fromTrail);
      company.accepts(TRAIL, trail);
    });

    it("needs its own name in the condition", () => {
      letDeliver(service, objects, fromTrail);
      company.refuses(...refused, TRAIL, { ...trail, name: "renamed" });
      company.accepts(TRAIL, trail);
    });

    it("needs its prefix in the policy", () => {
      letDeliver(service, objects, fromTrail);
      company.refuses(...refused, TRAIL, { ...trail, s3KeyPrefix: "trail" });
      letDeliver(
        service,
        objects.map((name) => `trail/${name}`),
        fromTrail,
      );
      company.accepts(TRAIL, { ...trail, s3KeyPrefix: "trail" });
    });

    it("needs a key that lets it encrypt, in the bucket's Region", () => {
      letDeliver(service, objects, fromTrail);
      const key = (actions: readonly string[], region = HOME): unknown => {
        const statement = {
          Effect: "Allow",
          Principal: { Service: service },
          Action: actions,
          Resource: "*",
        };
        const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
        const named = { account: company.first, region, name: actions.join() };
        return company.has("aws:kms/key:Key", { policy }, named).outputs["arn"];
      };
      const encrypts = ["kms:GenerateDataKey*", "kms:DescribeKey"];
      const code = "InsufficientEncryptionPolicyException";
      const message = /Insufficient permissions to access S3 bucket logs or KMS key arn:aws:kms/;
      company.refuses(code, message, TRAIL, { ...trail, kmsKeyId: key(["kms:Decrypt"]) });
      company.refuses(code, message, TRAIL, { ...trail, kmsKeyId: key(encrypts, "us-west-2") });
      company.accepts(TRAIL, { ...trail, kmsKeyId: key(encrypts) });
    });
  });

  describe("of AWS Config", () => {
    const channel = { name: "default", s3BucketName: "logs" };
    const service = "config.amazonaws.com";
    const refused = ["InsufficientDeliveryPolicyException", /unable to write to bucket/] as const;
    const recorded = (roleArn: string): void => {
      company.has("aws:cfg/recorder:Recorder", { name: "default", roleArn });
    };
    const role = "arn:aws:iam::111111111111:role/";

    it("needs a recorder first", () => {
      company.refuses(
        "NoAvailableConfigurationRecorderException",
        /not available/,
        CHANNEL,
        channel,
      );
    });

    it("needs the folder of the account", () => {
      recorded(`${role}aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`);
      company.refuses(...refused, CHANNEL, channel);
      letDeliver(service, ["AWSLogs/222222222222/Config/*"]);
      company.refuses(...refused, CHANNEL, channel);
      letDeliver(service, ["AWSLogs/111111111111/Config/*"]);
      company.accepts(CHANNEL, channel);
    });

    it("comes from the organization, never from a principal of it", () => {
      recorded(`${role}aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`);
      letDeliver(service, ["AWSLogs/*"], {
        StringEquals: { "aws:PrincipalOrgID": organizationId },
      });
      company.refuses(...refused, CHANNEL, channel);
      letDeliver(service, ["AWSLogs/*"], { StringEquals: { "aws:SourceOrgID": organizationId } });
      company.accepts(CHANNEL, channel);
    });

    it("is not checked for a recorder with its own role", () => {
      recorded(`${role}recorder`);
      company.accepts(CHANNEL, channel);
    });
  });

  describe("of flow logs", () => {
    const refused = [
      "LogDestinationPermissionIssueException",
      /Access Denied for LogDestination: logs/,
    ] as const;
    const service = "delivery.logs.amazonaws.com";
    const logDestination = "arn:aws:s3:::logs";

    it("needs a bucket that exists", () => {
      company.refuses("LogDestinationNotFoundException", /does not exist/, FLOW_LOG, {
        logDestination: `${logDestination}-2`,
      });
    });

    it("needs a policy on the bucket of another account alone", () => {
      company.refuses(...refused, FLOW_LOG, { logDestination });
      company.accepts(FLOW_LOG, { logDestination }, { account: company.first });
    });

    it("needs the folder that its partitions lie in", () => {
      const hive = { logDestination, destinationOptions: { hiveCompatiblePartitions: true } };
      letDeliver(service, ["AWSLogs/111111111111/*"]);
      company.refuses(...refused, FLOW_LOG, hive);
      company.accepts(FLOW_LOG, { logDestination });
      letDeliver(service, ["AWSLogs/aws-account-id=111111111111/*"]);
      company.accepts(FLOW_LOG, { ...hive, trafficType: "ALL" }, { name: "hive" });
    });
  });

  describe("of a load balancer", () => {
    const service = "logdelivery.elasticloadbalancing.amazonaws.com";
    const denied = [
      "InvalidConfigurationRequest",
      /Access Denied for bucket: logs\. Please check S3bucket permission/,
    ] as const;
    const logs = { bucket: "logs", enabled: true };

    it("needs the folder of its account, for connections too", () => {
      letDeliver(service, ["AWSLogs/222222222222/*"]);
      company.refuses(...denied, BALANCER, { accessLogs: logs });
      company.refuses(...denied, BALANCER, { connectionLogs: logs });
      company.accepts(BALANCER, { accessLogs: { ...logs, enabled: false } });
      letDeliver(service, ["AWSLogs/111111111111/*"]);
      company.accepts(BALANCER, { accessLogs: logs, connectionLogs: logs }, { name: "other" });
    });

    it("stays in the Region", () => {
      letDeliver(service, ["AWSLogs/*"]);
      company.refuses(
        "InvalidConfigurationRequest",
        /not located in the same region/,
        BALANCER,
        { accessLogs: logs },
        { region: "us-west-2" },
      );
    });

    it("comes from the log service when it balances connections", () => {
      const network = { loadBalancerType: "network", accessLogs: logs };
      letDeliver(service, ["AWSLogs/*"]);
      company.refuses(...denied, BALANCER, network);
      letDeliver("delivery.logs.amazonaws.com", ["AWSLogs/*"]);
      company.accepts(BALANCER, network);
    });
  });

  describe("of a bucket's accesses", () => {
    const invalid = "InvalidTargetBucketForLogging";
    const service = "logging.s3.amazonaws.com";
    const logging = { bucket: "data", targetBucket: "logs", targetPrefix: "data/" };

    it("needs a policy on a bucket of the same account and Region", () => {
      const site = { account: company.first };
      company.has("aws:s3/bucket:Bucket", { bucket: "data" }, { ...site, name: "data" });
      company.has("aws:s3/bucket:Bucket", { bucket: "foreign" }, { name: "foreign" });
      company.has(
        "aws:s3/bucket:Bucket",
        { bucket: "west" },
        { ...site, region: "us-west-2", name: "west" },
      );
      company.refuses(invalid, /appropriate grants/, LOGGING, logging, site);
      letDeliver(service, ["data/*"]);
      company.refuses(
        invalid,
        /appropriate grants/,
        LOGGING,
        { ...logging, targetPrefix: "" },
        site,
      );
      company.refuses(
        invalid,
        /does not exist/,
        LOGGING,
        { ...logging, targetBucket: "none" },
        site,
      );
      company.refuses(
        invalid,
        /must be the same/,
        LOGGING,
        { ...logging, targetBucket: "foreign" },
        site,
      );
      company.refuses(
        "CrossLocationLoggingProhibited",
        /not allowed/,
        LOGGING,
        { ...logging, targetBucket: "west" },
        site,
      );
      company.accepts(LOGGING, logging, site);
    });
  });
});
